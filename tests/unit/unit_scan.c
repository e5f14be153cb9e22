/* SPDX-License-Identifier: MIT */
#include "scanner_fixture.h"

#include "base/array.h"
#include "base/buffer.h"
#include "scan/judge.h"

#define PROOF "remedy = r\nsample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"

static const char secrets[] =
		"[token]\nname = n\nseverity = critical\npattern = \\btok_[0-9a-z]{16,64}\\b\n" PROOF
		"[generic]\nname = n\nseverity = medium\nyields = yes\nentropy = 3\n"
		"pattern = secret\\s{0,4}=\\s{0,4}([0-9a-z_]{8,80})\n" PROOF
		"[block]\nname = n\nseverity = high\ntrigger = BEGIN KEY\npattern = BEGIN KEY([^!]{1,5000})END KEY\n" PROOF
		"[near]\nname = n\nseverity = high\npattern = near[0-9]{4}\nnear = friend\nunless = foe\nwindow = 1\n" PROOF
		"[ahead]\nname = n\nseverity = high\ntrigger = ahead_[a-z]{4}\npattern = (?<![a-z])ahead_[a-z]{4}(?![a-z])\n" PROOF
		"[npmrc]\nname = n\nseverity = high\npattern = npmx_[0-9]{4}\npath = **/.npmrc\n" PROOF
		"[run]\nname = n\nseverity = high\nfinder = runs\npattern = (?<!no)key[ =]{1,3}([\\w+/-]{20,})$\n" PROOF
		"[worded]\nname = n\nseverity = high\nfinder = runs\nwords = zebra gnu\n"
		"pattern = (?i)(?:zebra|gnu|horse)[ =]{1,3}([\\w+/-]{20,})$\n" PROOF
		"[worded-near]\nname = n\nseverity = high\nfinder = runs\nwords = zebra\nwindow = 1\n"
		"pattern = animal[ =]{1,3}([\\w+/-]{20,})$\nnear = zebra|horse\n" PROOF
		"[bomb]\nname = n\nseverity = high\ntrigger = bomb:\npattern = bomb:(?:a+)+(?:a+)+(?:a+)+$\n" PROOF;

static const char banned[] =
		"[no-strcpy]\nname = n\nseverity = high\nlanguage = c\ncwe = CWE-120\ninstead = s\npattern = \\bstrcpy\\s{0,8}\\(\n" PROOF;

/* What a machine might have made, in two halves; and in base64. */
#define RUN "q7Rk2Zx9Tw" "Lp4Vn8Bf1Hs6"
#define RUN_ENCODED "cTdSazJaeDlUd0xw" "NFZuOEJmMUhzNg=="

static void setup(void)
{
	make_scanner(secrets, banned);
}

static int note(const struct secscan_finding *f, void *payload)
{
	return secscan_buffer_addf(payload, "%s@%u:%u%s ", f->rule_id, f->line, f->column, f->suppressed ? "!" : "");
}

static int scan(struct buffer *out, const char *path, const char *data, size_t len, struct secscan_error *err)
{
	struct secscan_input input = {data, len, path};
	int rc = secscan_scan(scanner, &input, note, out, err);

	if (out->len)
		out->data[--out->len] = '\0';
	return rc;
}

static const struct {
	const char *name;
	const char *path;
	const char *text;
	const char *found;
} rows[] = {
	{"plain", "a", "x\n tok_0123456789abcdef;", "token@2:2"},
	{"longest", "a", "tok_0123456789abcdef0123 tok_0123456789abcdef", "token@1:1 token@1:26"},
	{"too short", "a", "tok_0123456789abcde", ""},
	{"neighbouring letter", "a", "xtok_0123456789abcdef", ""},
	{"specific wins over generic", "a", "secret = tok_0123456789abcdef", "token@1:10"},
	{"generic alone", "a", "secret = zq81mvw07bxk", "generic@1:1"},
	{"low entropy", "a", "secret = aaaaaaaaaaaa", ""},
	{"body behind a short trigger", "a", "BEGIN KEY abc END KEY", "block@1:1"},
	{"trigger without a body", "a", "BEGIN KEY abc", ""},
	{"friend on the next line", "a", "near1234\nfriend", "near@1:1"},
	{"friend too far", "a", "near1234\n\nfriend", ""},
	{"foe on the line before", "a", "foe\nnear1234 friend", ""},
	{"look-around", "a", "ahead_abcd ahead_abcde xahead_abcd", "ahead@1:1"},
	{"path fits", "x/.npmrc", "npmx_1234", "npmrc@1:1"},
	{"path does not fit", "x/a", "npmx_1234", ""},
	{"banned call", "a.c", "strcpy(a, b);", "no-strcpy@1:1"},
	{"banned call in a comment", "a.c", "/* strcpy(a, b) */", ""},
	{"banned call in a string", "a.c", "\"strcpy(a, b)\"", ""},
	{"banned call in another language", "a.py", "strcpy(a, b)", ""},
	{"allowed with a reason", "a", "tok_0123456789abcdef # secscan:allow token reason=test key", "token@1:1!"},
	{"allowed on the line above", "a", "# secscan:allow token reason=x\ntok_0123456789abcdef", "token@2:1!"},
	{"allowed two lines above", "a", "# secscan:allow token reason=x\n\ntok_0123456789abcdef", "token@3:1"},
	{"allowed without a reason", "a", "tok_0123456789abcdef # secscan:allow token", "token@1:1"},
	{"allowed for another rule", "a", "tok_0123456789abcdef # secscan:allow near reason=x", "token@1:1"},
	{"no wildcard", "a", "tok_0123456789abcdef # secscan:allow * reason=x", "token@1:1"},
	{"list of rules", "a", "tok_0123456789abcdef # secscan:allow near, token reason=x", "token@1:1!"},
	{"a run", "a", "x\n key = " RUN, "run@2:2"},
	{"runs", "a", "key = " RUN "\nkey=" RUN, "run@1:1 run@2:1"},
	{"a run that the pattern does not take", "a", "nokey = " RUN "\nkey = " RUN ".", ""},
	{"a run of words", "a", "key = customer_address_validation_key_v2", ""},
	{"a run with a word", "a", "gnu = " RUN "\nZebra = " RUN, "worded@1:1 worded@2:1"},
	{"a run with another rule's word", "a", "zebra\nhorse = " RUN, ""},
	{"a run with a word of near above", "a", "a zebra\nanimal = " RUN, "worded-near@2:1"},
	{"a run with a word of near below", "a", "animal = " RUN "\na ZEBRA, a zebra", "worded-near@1:1"},
	{"a run with a word of near out of sight", "a", "a zebra\n\nanimal = " RUN, ""},
	{"a run with none of the words of near", "a", "a horse\nanimal = " RUN, ""},
	{"a run in encoded text", "a", "x a2V5ID0g" RUN_ENCODED " y", "run@1:3"},
	{"empty", "a", "", ""},
};

START_TEST(finds)
{
	struct buffer out = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_int_eq(scan(&out, rows[_i].path, rows[_i].text, strlen(rows[_i].text), NULL), 0);
	ck_assert_msg(!strcmp(out.data, rows[_i].found), "%s: %s", rows[_i].name, out.data);
	secscan_buffer_release(&out);
}
END_TEST

static const struct {
	const char *name;
	size_t step, at; /* width of a unit, where its one byte stands */
	const char *mark;
	size_t mark_len;
} wide_rows[] = {
	{"UTF-16LE without a mark", 2, 0, "", 0},
	{"UTF-16LE with a mark", 2, 0, "\xff\xfe", 2},
	{"UTF-16BE without a mark", 2, 1, "", 0},
	{"UTF-16BE with a mark", 2, 1, "\xfe\xff", 2},
	{"UTF-32LE", 4, 0, "\xff\xfe\0\0", 4},
	{"UTF-32BE", 4, 3, "\0\0\xfe\xff", 4},
	{"UTF-16 behind ASCII of odd length", 2, 0, "abc\n", 3},
	{"behind a NUL", 2, 0, "\0", 1},
	{"behind eight NULs", 2, 0, "\0\0\0\0\0\0\0\0", 8},
	{"behind nine NULs", 2, 0, "\0\0\0\0\0\0\0\0\0", 9},
	{"behind NULs and bytes", 2, 0, "a\0\0\0\0\0\0\0\0\0\0\1\0", 13},
};

START_TEST(finds_wide)
{
	static const char text[] = "first line\nkey: tok_0123456789abcdef and more\n   key = " RUN;
	struct buffer in = {0}, out = {0};

	ck_assert_int_eq(secscan_buffer_add(&in, wide_rows[_i].mark, wide_rows[_i].mark_len), 0);
	for (const char *p = text; *p; p++)
		for (size_t i = 0; i < wide_rows[_i].step; i++)
			ck_assert_int_eq(secscan_buffer_add(&in, i == wide_rows[_i].at ? p : "", 1), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_int_eq(scan(&out, "a", in.data, in.len, NULL), 0);
	ck_assert_msg(!strncmp(out.data, "token@2:", 8) && strstr(out.data, " run@3:"), "%s: %s", wide_rows[_i].name, out.data);
	secscan_buffer_release(&in);
	secscan_buffer_release(&out);
}
END_TEST

START_TEST(chunks_cut_no_match)
{
	char text[400];

	for (size_t at = 90; at < 330; at++) {
		struct buffer out = {0};

		memset(text, ' ', sizeof(text));
		memcpy(text + at, "tok_0123456789abcdef", 20);
		scanner->chunk = scanner->overlap + 17;
		ck_assert_int_eq(scan(&out, "a", text, sizeof(text), NULL), 0);
		ck_assert_msg(out.len && !strchr(out.data, ' '), "at %zu: %s", at, out.data ? out.data : "nothing");
		secscan_buffer_release(&out);
	}
}
END_TEST

static int value_is_whole(const struct secscan_finding *f, void *payload)
{
	if (!strcmp(f->rule_id, "token") && f->secret_offset == f->offset && f->secret_length == f->length)
		++*(int *)payload;
	return 0;
}

/* PCRE2 leaves the groups of an earlier match where a pattern has none. */
START_TEST(a_group_is_not_taken_from_another_rule)
{
	static const char text[] = "secret = zq81mvw07bxk\nx tok_0123456789abcdef";
	struct secscan_input input = {text, sizeof(text) - 1, "a"};
	int whole = 0;

	ck_assert_int_eq(secscan_scan(scanner, &input, value_is_whole, &whole, NULL), 0);
	ck_assert_int_eq(whole, 1);
}
END_TEST

START_TEST(a_limit_is_no_silent_pass)
{
	struct secscan_error err = {0};
	struct buffer in = {0}, out = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&in, "bomb:"), 0);
	for (int i = 0; i < 40; i++)
		ck_assert_int_eq(secscan_buffer_addstr(&in, "aaaaaaaa"), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&in, "!"), 0);
	ck_assert_int_eq(scan(&out, "a", in.data, in.len, &err), SECSCAN_ERR_LIMIT);
	ck_assert_msg(strstr(err.message, "[bomb]") != NULL, "%s", err.message);
	secscan_buffer_release(&in);
	secscan_buffer_release(&out);
}
END_TEST

static int count(const struct secscan_finding *f, void *payload)
{
	(void)f;
	++*(size_t *)payload;
	return 0;
}

START_TEST(a_hundred_thousand_findings)
{
	struct buffer in = {0};
	struct secscan_input input;
	size_t n = 0;

	for (int i = 0; i < 100000; i++)
		ck_assert_int_eq(secscan_buffer_addf(&in, "tok_key%013d\n", i), 0);
	input = (struct secscan_input){in.data, in.len, "a"};
	ck_assert_int_eq(secscan_scan(scanner, &input, count, &n, NULL), 0);
	ck_assert_uint_eq(n, 100000);
	secscan_buffer_release(&in);
}
END_TEST

/* Check's limit of time tells when the line is read for each of them. */
START_TEST(very_many_findings_on_one_line)
{
	enum { MANY = 300000 };
	struct buffer in = {0};
	struct secscan_input input;
	size_t n = 0;

	for (int i = 0; i < MANY; i++)
		ck_assert_int_eq(secscan_buffer_addf(&in, "tok_key%013d ", i), 0);
	input = (struct secscan_input){in.data, in.len, "a"};
	ck_assert_int_eq(secscan_scan(scanner, &input, count, &n, NULL), 0);
	ck_assert_uint_eq(n, MANY);
	secscan_buffer_release(&in);
}
END_TEST

START_TEST(a_match_on_one_huge_line)
{
	struct buffer in = {0}, out = {0};

	ck_assert_int_eq(secscan_buffer_reserve(&in, 3 << 20), 0);
	memset(in.data, 'a', 3 << 20);
	in.len = 3 << 20;
	memcpy(in.data + (1 << 20), " tok_0123456789abcdef ", 22);
	ck_assert_int_eq(scan(&out, "a.c", in.data, in.len, NULL), 0);
	ck_assert_str_eq(out.data, "token@1:1048578");
	secscan_buffer_release(&in);
	secscan_buffer_release(&out);
}
END_TEST

static const struct {
	size_t offset;
	unsigned line, column;
} line_rows[] = {{0, 1, 1}, {7, 4, 1}, {3, 2, 1}, {4, 2, 2}, {5, 2, 3}, {6, 3, 1}, {9, 4, 3}, {8, 4, 2}, {2, 1, 3}, {10, 5, 1}, {6, 3, 1}};

START_TEST(lines_are_found_in_any_order)
{
	static const char text[] = "ab\nde\n\nhi\nk";
	struct line_cursor lines;

	secscan_lines_init(&lines, text, sizeof(text) - 1);
	for (size_t i = 0; i < ARRAY_SIZE(line_rows); i++) {
		unsigned column, line = secscan_lines_find(&lines, line_rows[i].offset, &column);

		ck_assert_msg(line == line_rows[i].line && column == line_rows[i].column, "%zu: %u:%u", line_rows[i].offset, line,
				column);
	}
}
END_TEST

/* Forth and back, as a match and the comment above it are asked for; Check's limit of time tells when all is read for it. */
START_TEST(lines_are_near_each_other)
{
	enum { LINES = 1 << 20, ROUNDS = 10000 };
	char *text = malloc(LINES);
	struct line_cursor lines;
	unsigned column;

	ck_assert_ptr_nonnull(text);
	memset(text, '\n', LINES);
	secscan_lines_init(&lines, text, LINES);
	for (int i = 0; i < ROUNDS; i++) {
		ck_assert_uint_eq(secscan_lines_find(&lines, LINES - 2, &column), LINES - 1);
		ck_assert_uint_eq(secscan_lines_find(&lines, LINES - 9, &column), LINES - 8);
	}
	free(text);
}
END_TEST

static bool is_new(const struct new_lines *lines, unsigned first, unsigned last)
{
	return secscan_judge_new(lines, &(struct line_span){first, last}, 1);
}

/* Two old lines. A window that reaches past them is not new, unless what stood there was taken away. */
START_TEST(what_is_past_the_end_is_not_new)
{
	uint8_t mask[] = {0, 0, 0};
	struct base_lines base = {mask, 2};
	struct new_lines lines = {.bases = {&base, 1, 1}, .ready = true};

	ck_assert(!is_new(&lines, 1, 5));
	ck_assert(is_new(&lines, 3, 3));
	mask[2] = 1;
	ck_assert(!is_new(&lines, 1, 2));
	ck_assert(is_new(&lines, 1, 5));
}
END_TEST

/* Each base has one of the two lines: what they make together is in neither. */
START_TEST(lines_of_two_bases_are_new_together)
{
	uint8_t one[] = {0, 1, 0}, other[] = {1, 0, 0};
	struct base_lines bases[] = {{one, 2}, {other, 2}};
	struct new_lines lines = {.bases = {bases, 2, 2}, .ready = true};
	const struct line_span apart[] = {{1, 1}, {2, 2}};

	ck_assert(!is_new(&lines, 1, 1));
	ck_assert(!is_new(&lines, 2, 2));
	ck_assert(is_new(&lines, 1, 2));
	ck_assert(secscan_judge_new(&lines, apart, 2));
	other[0] = 0;
	ck_assert(!secscan_judge_new(&lines, apart, 2));
	lines.bases.len = 0;
	ck_assert(is_new(&lines, 1, 1));
}
END_TEST

static int stop(const struct secscan_finding *f, void *payload)
{
	(void)f;
	++*(int *)payload;
	return 7;
}

START_TEST(the_callback_stops_the_scan)
{
	struct secscan_input input = {"tok_0123456789abcdef tok_0123456789abcdef", 41, ""};
	int calls = 0;

	ck_assert_int_eq(secscan_scan(scanner, &input, stop, &calls, NULL), 7);
	ck_assert_int_eq(calls, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scan");
	TCase *tcase = tcase_create("scan");

	tcase_add_unchecked_fixture(tcase, setup, free_scanner);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, finds, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, finds_wide, 0, (int)ARRAY_SIZE(wide_rows));
	tcase_add_test(tcase, chunks_cut_no_match);
	tcase_add_test(tcase, a_group_is_not_taken_from_another_rule);
	tcase_add_test(tcase, a_limit_is_no_silent_pass);
	tcase_add_test(tcase, a_hundred_thousand_findings);
	tcase_add_test(tcase, very_many_findings_on_one_line);
	tcase_add_test(tcase, a_match_on_one_huge_line);
	tcase_add_test(tcase, lines_are_found_in_any_order);
	tcase_add_test(tcase, lines_are_near_each_other);
	tcase_add_test(tcase, what_is_past_the_end_is_not_new);
	tcase_add_test(tcase, lines_of_two_bases_are_new_together);
	tcase_add_test(tcase, the_callback_stops_the_scan);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
