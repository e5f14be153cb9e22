/* SPDX-License-Identifier: MIT */
/* Values in two parts: what rules may say of it, and what is found. */
#include "scanner_fixture.h"

#include "base/array.h"
#include "base/buffer.h"

#define PROOF "remedy = r\nsample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"
#define HEAD(id) "[" id "]\nname = n\nseverity = high\n" PROOF
#define ID HEAD("id") "pattern = \\bIDNO[0-9]{8}\\b\n"

static const char secrets[] = ID
		HEAD("named") "pattern = pass_([0-9a-f]{16})\nwith = id\n"
		HEAD("bare") "pattern = (?<![0-9A-Za-z])[0-9a-f]{24}(?![0-9A-Za-z])\nwith = id\nwithin = 2\nalone = dropped\n"
		HEAD("upper") "pattern = (?<![0-9A-Za-z])[0-9A-F]{26,}(?![0-9A-Za-z])\nwith = id\nwithin = 0\nalone = dropped\nunless = md5\n"
		HEAD("card") "pattern = card_([0-9]{16})\ncheck = luhn\nwith = id\n"
		HEAD("weak") "yields = yes\npattern = weak_([0-9a-f]{16})\nwith = id\n"
		HEAD("inner") "pattern = IDNO([0-9]{4})\nwith = id\n"
		HEAD("generic") "yields = yes\npattern = secret\\s?=\\s?([0-9a-z_]{8,80})\n";

static void setup(void)
{
	make_scanner(secrets, NULL);
}

/* Findings but those of the part, each with the first letter of its confidence. */
static int note(const struct secscan_finding *f, void *payload)
{
	if (!strcmp(f->rule_id, "id"))
		return 0;
	return secscan_buffer_addf(payload, "%s@%u%c ", f->rule_id, f->line, secscan_confidence_name(f->confidence)[0]);
}

static struct buffer scan(const char *data, size_t len)
{
	struct secscan_input input = {data, len, "a"};
	struct secscan_error err = {0};
	struct buffer out = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_msg(!secscan_scan(scanner, &input, note, &out, &err), "%s", err.message);
	if (out.len)
		out.data[--out.len] = '\0';
	return out;
}

#define PASS "pass_93c1f0a7b2d4e865"
#define BARE "93c1f0a7b2d4e86503a9c7f1"
#define UPPER "93C1F0A7B2D4E86503A9C7F1D2"

static const struct {
	const char *name;
	const char *text;
	const char *found;
} rows[] = {
	{"alone", PASS, "named@1d"},
	{"on the same line", "IDNO40213975 " PASS, "named@1p"},
	{"behind it on the same line", PASS " IDNO40213975", "named@1p"},
	{"five lines above", "IDNO40213975\n\n\n\n\n" PASS, "named@6p"},
	{"six lines above", "IDNO40213975\n\n\n\n\n\n" PASS, "named@7d"},
	{"five lines below", PASS "\n\n\n\n\nIDNO40213975", "named@1p"},
	{"six lines below", PASS "\n\n\n\n\n\nIDNO40213975", "named@1d"},
	{"one part for two", PASS "\nIDNO40213975\n" PASS, "named@1p named@3p"},
	{"the nearer of two counts", "IDNO40213975\n\n\n\n\n\n" PASS "\nIDNO57310264", "named@7p"},
	{"a part that is allowed is one", "IDNO40213975 # secscan:allow id reason=x\n" PASS, "named@2p"},
	{"a part that is no part", "IDNA40213975\n" PASS, "named@2d"},
	{"a doubted value stays doubted", "IDNO40213975 pass_0123456789abcdef", "named@1d"},
	{"without a literal, around its part", "x = " BARE "\nIDNO40213975\n\n" BARE " " BARE, "bare@1p bare@4p bare@4p"},
	{"without a literal, too far", BARE "\n\n\nIDNO40213975\n\n\n" BARE, ""},
	{"without a literal, alone", BARE, ""},
	{"two parts around one value", "IDNO40213975\n" BARE "\nIDNO57310264", "bare@2p"},
	{"an open end", "IDNO40213975 " UPPER "AAB19", "upper@1p"},
	{"not on the next line", "IDNO40213975\n" UPPER, ""},
	{"what `unless` forbids", "IDNO40213975 md5 " UPPER, ""},
	{"a proof needs no part", "card_4539578763621486", "card@1v"},
	{"no proof, no part", "card_4539578763621487", "card@1d"},
	{"no proof, but a part", "IDNO40213975 card_4539578763621487", "card@1d"},
	{"what lies within a part is none", "IDNO40213975", ""},
	{"alone it gives way", "secret = " PASS, "generic@1p"},
	{"with its part it does not", "secret = " PASS " IDNO40213975", "named@1p"},
	{"a generic rule alone gives way to a longer value", "secret = weak_93c1f0a7b2d4e865", "generic@1p"},
	{"a generic rule with its part does not", "secret = weak_93c1f0a7b2d4e865 IDNO40213975", "weak@1p"},
	{"sought, it wins over a generic one", "IDNO40213975 secret = " BARE, "bare@1p"},
	{"in base64, part and value", "x: SUROTzQwMjEzOTc1IHBhc3NfOTNjMWYwYTdiMmQ0ZTg2NQo=", "named@1p"},
	{"in base64, the part outside", "IDNO40213975\nx: eCA9IHBhc3NfOTNjMWYwYTdiMmQ0ZTg2NSBhbmQgbW9yZQ==", "named@2p"},
	{"in base64, the part far outside", "IDNO40213975\n\n\n\n\n\nx: eCA9IHBhc3NfOTNjMWYwYTdiMmQ0ZTg2NSBhbmQgbW9yZQ==",
	 "named@7d"},
	{"in base64, without a literal", "x: SUROTzQwMjEzOTc1CjkzYzFmMGE3YjJkNGU4NjUwM2E5YzdmMQo=", "bare@1p"},
};

START_TEST(finds)
{
	struct buffer out = scan(rows[_i].text, strlen(rows[_i].text));

	ck_assert_msg(!strcmp(out.data, rows[_i].found), "%s: %s", rows[_i].name, out.data);
	secscan_buffer_release(&out);
}
END_TEST

/* On one line nothing but bytes keeps a part from values far away. */
START_TEST(a_line_has_an_end)
{
	for (int far = 0; far < 2; far++) {
		struct buffer in = {0}, out;

		ck_assert_int_eq(secscan_buffer_addstr(&in, "IDNO40213975 "), 0);
		while (in.len < (far ? 8300u : 8000u))
			ck_assert_int_eq(secscan_buffer_addstr(&in, "and so on "), 0);
		ck_assert_int_eq(secscan_buffer_addstr(&in, BARE " " PASS), 0);
		out = scan(in.data, in.len);
		ck_assert_str_eq(out.data, far ? "named@1d" : "bare@1p named@1p");
		secscan_buffer_release(&out);
		secscan_buffer_release(&in);
	}
}
END_TEST

START_TEST(chunks_part_no_pair)
{
	for (size_t at = 0; at < 200; at += 3) {
		char text[300];
		struct buffer out;

		memset(text, ' ', sizeof(text));
		memcpy(text + at, "IDNO40213975", 12);
		memcpy(text + at + 30, BARE, 24);
		memcpy(text + at + 60, PASS, 21);
		scanner->chunk = scanner->overlap + 17;
		out = scan(text, sizeof(text));
		ck_assert_msg(!strcmp(out.data, "bare@1p named@1p"), "at %zu: %s", at, out.data);
		secscan_buffer_release(&out);
	}
	scanner->chunk = 1 << 30;
}
END_TEST

/* 400 lines with a value on line 200, and a part on one of them, if any. */
static struct buffer long_text(int part_at)
{
	struct buffer text = {0};

	for (int line = 1; line <= 400; line++)
		ck_assert_int_eq(secscan_buffer_addf(&text, "%d: a line like others %x %s%s\n", line, line * 7919,
				line == 200 ? BARE : "", line == part_at ? " IDNO40213975" : ""), 0);
	return text;
}

/* What gave nothing is left out of a history, not what a part there comes to make of it. */
START_TEST(a_history_forgets_no_pair)
{
	for (int at = 190; at <= 210; at++) {
		struct buffer before = long_text(0), after = long_text(at), out;

		secscan_scanner_free(scanner);
		ck_assert_int_eq(secscan_scanner_new(&scanner, rules, NULL), 0);
		ck_assert_int_eq(secscan_scanner_remember(scanner, NULL), 0);
		for (int again = 0; again < 2; again++) {
			out = scan(before.data, before.len);
			ck_assert_str_eq(out.data, "");
			secscan_buffer_release(&out);
			out = scan(after.data, after.len);
			ck_assert_msg(!strcmp(out.data, at >= 198 && at <= 202 ? "bare@200p" : ""), "%d: %s", at, out.data);
			secscan_buffer_release(&out);
		}
		secscan_buffer_release(&before);
		secscan_buffer_release(&after);
	}
}
END_TEST

static int count(const struct secscan_finding *f, void *payload)
{
	size_t *n = payload;

	n[!strcmp(f->rule_id, "id") ? 0 : !strcmp(f->rule_id, "bare") && f->confidence == SECSCAN_PLAUSIBLE ? 1 : 2]++;
	return 0;
}

/* Each byte around parts is searched once, however many parts stand there: else this would not end. */
START_TEST(twenty_thousand_pairs)
{
	struct buffer in = {0};
	struct secscan_input input;
	size_t n[3] = {0};
	uint64_t random = 1;

	for (int i = 0; i < 20000; i++) {
		ck_assert_int_eq(secscan_buffer_addf(&in, "IDNO4%07d ", i), 0);
		for (int half = 0; half < 3; half++) {
			random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			ck_assert_int_eq(secscan_buffer_addf(&in, "%08x", (unsigned)(random >> 32)), 0);
		}
		ck_assert_int_eq(secscan_buffer_addstr(&in, i % 10 ? " " : "\n"), 0);
	}
	input = (struct secscan_input){in.data, in.len, "a"};
	ck_assert_int_eq(secscan_scan(scanner, &input, count, n, NULL), 0);
	ck_assert_msg(n[0] == 20000 && n[1] > 19800 && n[1] + n[2] == 20000, "%zu %zu %zu", n[0], n[1], n[2]);
	secscan_buffer_release(&in);
}
END_TEST

static void on_candidate(const struct secscan_explanation *e, void *payload)
{
	if (strcmp(e->rule_id, "id") != 0)
		ck_assert_int_eq(secscan_buffer_addf(payload, "%s %u %s %s: %s\n", e->rule_id, e->line,
				secscan_ruling_name(e->ruling), e->step, e->reason), 0);
}

static const struct {
	const char *name;
	const char *text;
	const char *told;
} explained[] = {
	{"above", "IDNO40213975\n\n" PASS, "named 3 kept partner: its other part [id] stands 2 lines above\n"},
	{"below", PASS "\nIDNO40213975", "named 1 kept partner: its other part [id] stands 1 line below\n"},
	{"beside", PASS " IDNO40213975", "named 1 kept partner: its other part [id] stands on the same line\n"},
	{"alone", PASS, "named 1 doubted partner: its other part [id] is not within 5 lines\n"},
	{"proven", "card_4539578763621486", "card 1 kept check: its checksum or structure holds\n"},
	{"forbidden", "IDNO40213975 md5 " UPPER,
	 "upper 1 dropped surroundings: what `near` asks for is missing, or `unless` forbids it\n"},
};

START_TEST(explains)
{
	struct buffer told = {0}, out;

	secscan_scanner_explain(scanner, on_candidate, &told);
	out = scan(explained[_i].text, strlen(explained[_i].text));
	secscan_scanner_explain(scanner, NULL, NULL);
	ck_assert_msg(strstr(told.data, explained[_i].told) != NULL, "%s: %s", explained[_i].name, told.data);
	secscan_buffer_release(&told);
	secscan_buffer_release(&out);
}
END_TEST

#define TWO HEAD("two") "pattern = \\btwo_[0-9]{8}\\b\n"

static const struct {
	const char *name;
	const char *text;
	unsigned line, column, number;
	const char *message; /* a part of it; "" when the rules are right */
} refused[] = {
	{"a rule before its part", TWO "with = id\n" ID, 0, 0, 0, ""},
	{"no such part", ID TWO "with = iid\n", 23, 8, 204, "no rule [iid] is among these; did you mean `id`?"},
	{"itself", ID TWO "with = two\n", 23, 8, 204, "a rule is not its own other part"},
	{"a circle", ID "with = two\n" TWO "with = id\n", 12, 8, 204, "it leans on another rule itself"},
	{"a part of a part", ID TWO "with = id\n" HEAD("three") "pattern = three_[0-9]\nwith = two\n", 35, 8, 204,
	 "it leans on another rule itself"},
	{"a part for certain paths", ID "path = **/.npmrc\n" TWO "with = id\n", 24, 8, 204, "certain paths"},
	{"too many lines", ID TWO "with = id\nwithin = 51\n", 24, 10, 204, "from 0 to 50"},
	{"lines that are none", ID TWO "with = id\nwithin = near\n", 24, 10, 204, "from 0 to 50"},
	{"another fate", ID TWO "with = id\nalone = kept\n", 24, 9, 204, "expected doubtful or dropped"},
	{"within without with", ID TWO "within = 3\n", 12, 1, 206, "has no `with`"},
	{"alone without with", ID TWO "alone = dropped\n", 12, 1, 206, "has no `with`"},
	{"two parts", ID TWO "with = id\nwith = id\n", 24, 1, 203, "stands twice"},
	{"a trigger that is not used", ID TWO "trigger = two_\nwith = id\nalone = dropped\n", 23, 11, 204, "without a `trigger`"},
	{"an empty match", ID HEAD("two") "pattern = [a-f]{0,4}\nwith = id\nalone = dropped\n", 22, 11, 208, "nothing at all"},
	{"no literal, but doubtful", ID HEAD("two") "pattern = [a-f]{24}\nwith = id\n", 22, 11, 207, "literal"},
};

START_TEST(refuses)
{
	struct secscan_compiler *compiler;
	struct secscan_rules *built = NULL;
	struct secscan_error err = {0};
	const char *text = refused[_i].text;
	int rc;

	ck_assert_int_eq(secscan_compiler_new(&compiler, NULL), 0);
	rc = secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "t.ini", text, strlen(text), &err);
	if (!rc)
		rc = secscan_compiler_build(&built, compiler, &err);
	ck_assert_msg(!rc == !*refused[_i].message, "%s: %d %s", refused[_i].name, rc, err.message);
	ck_assert_msg(err.line == refused[_i].line && err.column == refused[_i].column && err.number == refused[_i].number,
			"%s: %u:%u %u %s", refused[_i].name, err.line, err.column, err.number, err.message);
	ck_assert_msg(strstr(err.message, refused[_i].message) != NULL, "%s: %s", refused[_i].name, err.message);
	secscan_rules_free(built);
	secscan_compiler_free(compiler);
}
END_TEST

START_TEST(kinds_do_not_mix)
{
	static const char two[] = TWO "with = id\n";
	struct secscan_compiler *compiler;
	struct secscan_rules *built;
	struct secscan_error err = {0};

	ck_assert_int_eq(secscan_compiler_new(&compiler, NULL), 0);
	ck_assert_int_eq(secscan_compiler_add_text(compiler, SECSCAN_KIND_PII, "p.ini", ID, strlen(ID), NULL), 0);
	ck_assert_int_eq(secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "s.ini", two, strlen(two), NULL), 0);
	ck_assert_int_eq(secscan_compiler_build(&built, compiler, &err), SECSCAN_ERR_SYNTAX);
	ck_assert_msg(strstr(err.message, "of another kind") != NULL, "%s", err.message);
	ck_assert_str_eq(err.file, "s.ini");
	secscan_compiler_free(compiler);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("partner");
	TCase *tcase = tcase_create("partner");

	tcase_add_unchecked_fixture(tcase, setup, free_scanner);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, finds, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, a_line_has_an_end);
	tcase_add_test(tcase, chunks_part_no_pair);
	tcase_add_test(tcase, a_history_forgets_no_pair);
	tcase_add_test(tcase, twenty_thousand_pairs);
	tcase_add_loop_test(tcase, explains, 0, (int)ARRAY_SIZE(explained));
	tcase_add_loop_test(tcase, refuses, 0, (int)ARRAY_SIZE(refused));
	tcase_add_test(tcase, kinds_do_not_mix);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
