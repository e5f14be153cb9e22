/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buffer.h"
#include "scan/scanner.h"
#include "scan/seen.h"

#include <secscan/unstable/scanner.h>

enum { REACH = 100 };

/* A text of so many numbered lines; `change` at byte `at`, if any. */
static char *lines(size_t n)
{
	struct buffer out = {0};

	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(secscan_buffer_addf(&out, "%zu: line of some length %zx\n", i * 7919 % 1009, i * i), 0);
	return out.data;
}

static size_t cut(struct seen *seen, const char *data, size_t len, struct stretch **out)
{
	size_t n, at = 0;

	ck_assert_int_eq(secscan_seen_cut(seen, data, len), 0);
	*out = secscan_seen_stretches(seen, &n);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq((*out)[i].start, at);
		ck_assert_uint_gt((*out)[i].end, at);
		at = (*out)[i].end;
		ck_assert_msg(i + 1 == n || at - (*out)[i].start >= SEEN_LEAST, "stretch %zu is short", i);
		ck_assert_uint_le(at - (*out)[i].start, SEEN_MOST);
	}
	ck_assert_uint_eq(at, len);
	return n;
}

static size_t unknown_bytes(const struct stretch *s, size_t n)
{
	size_t bytes = 0;

	for (; n; n--, s++)
		bytes += s->known ? 0 : s->end - s->start;
	return bytes;
}

START_TEST(knows_what_it_saw)
{
	char *text = lines(600);
	size_t len = strlen(text), n;
	struct stretch *s;
	struct seen *seen;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	n = cut(seen, text, len, &s);
	ck_assert_uint_gt(n, 8);
	ck_assert_uint_eq(unknown_bytes(s, n), len);
	s[2].marked = s[2].fleeting = true;
	s[3].marked = true;
	s[5].encoded = s[5].fleeting = true;
	s[6].encoded = true;
	secscan_seen_learn(seen);
	n = cut(seen, text, len, &s);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(s[i].known == (i != 2 && i != 5), "stretch %zu", i);
	secscan_seen_free(seen);
	free(text);
}
END_TEST

/* Where a byte is changed, from the start of the sixth stretch; and which stretches then are new. */
static const struct {
	const char *name;
	long at;
	const char *unknown;
} changes[] = {
	{"in the middle", 100, ".....xx"},
	{"within what is behind the one before", 40, "....xxx"},
	{"the last but one before it", -2, "....xx."},
};

START_TEST(a_change_is_new_with_what_it_decides)
{
	char *text = lines(600), found[8] = "";
	size_t len = strlen(text), n;
	struct stretch *s;
	struct seen *seen;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	cut(seen, text, len, &s);
	text[(long)s[5].start + changes[_i].at] ^= 1;
	secscan_seen_learn(seen);
	n = cut(seen, text, len, &s);
	for (size_t i = 0; i < n; i++)
		if (i < 7)
			found[i] = s[i].known ? '.' : 'x';
		else
			ck_assert_msg(s[i].known, "%s: stretch %zu is new", changes[_i].name, i);
	ck_assert_msg(!strcmp(found, changes[_i].unknown), "%s: %s", changes[_i].name, found);
	secscan_seen_free(seen);
	free(text);
}
END_TEST

/* Of a stretch with a sign that came to nothing: how many stretches behind it a byte is changed, and whether it is known. */
static const struct {
	int at;
	bool known;
} around_signs[] = {{-4, true}, {-3, true}, {-2, false}, {-1, false}, {0, false}, {1, false}, {2, true}, {3, true}};

START_TEST(a_sign_is_known_with_more_around_it)
{
	char *text = lines(600);
	size_t len = strlen(text), n;
	struct stretch *s;
	struct seen *seen;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	cut(seen, text, len, &s);
	s[6].marked = true;
	text[s[6 + around_signs[_i].at].start + SEEN_LEAST / 2] ^= 1;
	secscan_seen_learn(seen);
	n = cut(seen, text, len, &s);
	ck_assert_uint_gt(n, 10);
	ck_assert_msg(s[6].known == around_signs[_i].known, "changed %d behind it", around_signs[_i].at);
	secscan_seen_free(seen);
	free(text);
}
END_TEST

/* Texts that share bytes, but not what stands around them. */
static const struct {
	const char *name;
	const char *first, *second;
	bool known;
} ends[] = {
	{"the same", "a line\nand one\n", "a line\nand one\n", true},
	{"a byte more", "a line\nand one\n", "a line\nand one\nx", false},
	{"a byte less", "a line\nand one\n", "a line\nand one", false},
	{"a NUL more", "a line\nand one\n", "a line\nand one\n\0", false},
};

START_TEST(the_end_counts)
{
	size_t second_len = strlen(ends[_i].second) + (_i == 3), n;
	struct stretch *s;
	struct seen *seen;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	cut(seen, ends[_i].first, strlen(ends[_i].first), &s);
	secscan_seen_learn(seen);
	n = cut(seen, ends[_i].second, second_len, &s);
	ck_assert_uint_eq(n, 1);
	ck_assert_msg(s->known == ends[_i].known, "%s", ends[_i].name);
	secscan_seen_free(seen);
}
END_TEST

/* The byte behind a stretch is told from the last byte of a text. */
START_TEST(an_end_is_not_a_byte_behind)
{
	char *text = lines(600);
	struct stretch *s;
	struct seen *seen;
	size_t end, n;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	cut(seen, text, strlen(text), &s);
	end = s->end + 1;
	secscan_seen_learn(seen);
	n = cut(seen, text, end, &s);
	ck_assert_uint_eq(n, 1);
	ck_assert(!s->known);
	secscan_seen_free(seen);
	free(text);
}
END_TEST

START_TEST(one_long_run_is_never_known)
{
	static char text[5 * SEEN_MOST];
	struct stretch *s;
	struct seen *seen;
	size_t n;

	memset(text, 'x', sizeof(text));
	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	cut(seen, text, sizeof(text), &s);
	secscan_seen_learn(seen);
	n = cut(seen, text, sizeof(text), &s);
	ck_assert_uint_eq(n, 5);
	for (size_t i = 0; i + 1 < n; i++)
		ck_assert(!s[i].known);
	secscan_seen_free(seen);
}
END_TEST

/* A line of numbers, of so many bytes and more. */
static void add_long_line(struct buffer *out, size_t len)
{
	for (size_t i = 0, end = out->len + len; out->len < end; i++)
		ck_assert_int_eq(secscan_buffer_addf(out, "{\"%zu\":%zu},", i * 7919 % 1009, i * i), 0);
}

/* As lines are: what stands before and behind a change is known. */
START_TEST(a_long_line_is_known_in_parts)
{
	struct buffer text = {0};
	struct stretch *s;
	struct seen *seen;
	size_t n;

	ck_assert_int_eq(secscan_seen_new(&seen, REACH, NULL), 0);
	add_long_line(&text, 10 * SEEN_MOST);
	cut(seen, text.data, text.len, &s);
	secscan_seen_learn(seen);
	text.data[text.len / 2] = '!';
	n = cut(seen, text.data, text.len, &s);
	ck_assert_uint_gt(unknown_bytes(s, n), 0);
	ck_assert_uint_lt(unknown_bytes(s, n), SEEN_MOST);
	for (size_t i = 0; i + 1 < n; i++)
		ck_assert_msg(strchr("{}\",:!", text.data[s[i].end - 1]), "stretch %zu ends within a number", i);
	secscan_seen_free(seen);
	secscan_buffer_release(&text);
}
END_TEST

#define PROOF "remedy = r\nsample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"

static const char rules_ini[] =
		"[token]\nname = n\nseverity = critical\npattern = \\btok_[0-9a-z]{16,64}\\b\n" PROOF
		"[lines]\nname = n\nseverity = high\npattern = split:\\n\\s{1,4}[0-9a-z]{12}\n" PROOF
		"[far]\nname = n\nseverity = high\npattern = from[^!]{20,80}unto\n" PROOF
		"[behind]\nname = n\nseverity = high\ntrigger = open:\npattern = open:[^!]{200,500}shut\n" PROOF
		"[far-behind]\nname = n\nseverity = high\ntrigger = wide:\npattern = wide:[^!]{500,3000}shut\n" PROOF
		"[before]\nname = n\nseverity = high\ntrigger = :over\npattern = under[^!]{100,800}:over\n" PROOF
		"[far-before]\nname = n\nseverity = high\ntrigger = :above\npattern = under[^!]{900,2000}:above\n" PROOF
		"[near]\nname = n\nseverity = high\npattern = alone[0-9]{4}\nnear = friend\nwindow = 3\n" PROOF
		"[closing]\nname = n\nseverity = high\npattern = close:\\n$\n" PROOF
		"[run]\nname = n\nseverity = high\nfinder = runs\nnear = friend\nwindow = 2\n"
		"pattern = key:\\s{1,4}([\\w+/-]{20,})$\n" PROOF
		"[anchored]\nname = n\nseverity = high\npattern = ^anchor_[0-9]{4}$\n" PROOF;

/* Whole matches, halves of them, encoded ones. */
static const char *const signs[] = {
	"tok_0123456789abcdef", "tok_0123456789abcde", "0123456789abcdef\n", "split:\n", "  0123456789ab\n", "\nfrom ", " unto\n",
	"\nanchor_1234\n", "\nanchor_12", "34\n", "dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIz\n", "%74ok_0123456789abcdef", "tok\\u005f0123456789abcdef",
	"tok\\u005f", "!", "a", "\n", "close:\n", "close:\n\n",
	"open:", "shut", "wide:", "shut\n", "under", ":over", ":above", "alone1234", "0123456789abcdef0123456789abcdef\n",
	"dG9rXzAxMjM0NTY3ODlhYmNkZWYw", "MTIzNDU2Nzg5YWJjZGVm", "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH",
	"key:\n", " q7Rk2Zx9TwLp" "4Vn8Bf1Hs6\n", "\nkey: q7Rk2Zx9TwLp" "4Vn8Bf1Hs6\n", "friend\nkey:\n q7Rk2Zx9TwLp",
	"4Vn8Bf1Hs6\n", "friend\n", "\nfriend\nkey: q7Rk2Zx9TwLp" "4Vn8Bf1Hs6\n\n",
};
static const char wide_sign[] = "t\0o\0k\0_\0" "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\0a\0b\0c\0d\0e\0f\0";
static const char *const fillers[] = {
	" words of no meaning that fill a line up to its end\n", "x = y(z) + 17;\n", "return 0;\n}\n\n", "/* why it is so */\n",
	"static const int number_of_things = 12;\n", "\tif (a < b)\n\t\tgo(on, and, on);\n", "\r\n", "\n",
};

struct random {
	uint64_t state;
};

static size_t draw(struct random *r, size_t n)
{
	r->state = r->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((r->state >> 33) % n);
}

static void splice(struct buffer *text, size_t at, size_t removed, const char *added, size_t len)
{
	ck_assert_int_eq(secscan_buffer_reserve(text, len + 1), 0);
	memmove(text->data + at + len, text->data + at + removed, text->len - at - removed);
	memcpy(text->data + at, added, len);
	text->len = text->len - removed + len;
}

static void grow(struct buffer *text, struct random *r, size_t len)
{
	while (text->len < len) {
		const char *filler = fillers[draw(r, ARRAY_SIZE(fillers))];

		splice(text, text->len, 0, filler, strlen(filler));
	}
}

/* One sign more, or some bytes less, or a byte changed; once in a while UTF-16 or a very long line. */
static void change(struct buffer *text, struct random *r)
{
	static char long_line[2 * SEEN_MOST];
	const char *sign = signs[draw(r, ARRAY_SIZE(signs))];
	size_t at = draw(r, text->len), left = text->len - at;

	switch (draw(r, 10)) {
	case 0:
		splice(text, at, draw(r, left < 300 ? left : 300), "", 0);
		break;
	case 1:
		splice(text, at, 1, sign, 1);
		break;
	case 2:
		splice(text, at, 0, wide_sign, draw(r, 2) ? sizeof(wide_sign) - 1 : 0);
		break;
	case 3:
		memset(long_line, 'y', sizeof(long_line));
		splice(text, at, 0, long_line, draw(r, 4) ? 0 : sizeof(long_line));
		break;
	case 4:
		text->len = at + 1;
		break;
	case 5:
		for (char *end; draw(r, 2) && (end = memchr(text->data + at, '\n', text->len - at));)
			*end = ' ';
		break;
	default:
		splice(text, at, 0, sign, strlen(sign));
	}
}

/* A version of the file: what all have, which changes slowly, and what this one has of its own. */
static void next_version(struct buffer *text, struct buffer *base, struct random *r)
{
	enum { LEN = 40 * SEEN_LEAST };
	const char *line = draw(r, 2) ? fillers[0] : signs[draw(r, ARRAY_SIZE(signs))];

	if (!draw(r, 12) && base->len)
		splice(base, draw(r, base->len / 2), draw(r, 200), line, strlen(line));
	grow(base, r, LEN);
	secscan_buffer_reset(text);
	splice(text, 0, 0, base->data, base->len);
	for (size_t n = draw(r, 6); n; n--)
		change(text, r);
}

static int note(const struct secscan_finding *f, void *payload)
{
	return secscan_buffer_addf(payload, "%s@%zu+%zu ", f->rule_id, f->offset, f->length);
}

static void scan(struct buffer *out, struct secscan_scanner *scanner, const struct buffer *text)
{
	struct secscan_input input = {text->data, text->len, ""};
	struct secscan_error err = {0};

	secscan_buffer_reset(out);
	ck_assert_int_eq(secscan_buffer_addstr(out, "found: "), 0);
	ck_assert_msg(!secscan_scan(scanner, &input, note, out, &err), "%s", err.message);
}

static struct secscan_scanner *scanner_new(const struct secscan_rules *rules)
{
	struct secscan_scanner *scanner;

	ck_assert_int_eq(secscan_scanner_new(&scanner, rules, NULL), 0);
	return scanner;
}

static struct secscan_rules *rules;
static struct secscan_scanner *plain, *remembering;

static void setup(void)
{
	struct secscan_compiler *compiler;
	struct secscan_error err = {0};

	ck_assert_int_eq(secscan_compiler_new(&compiler, NULL), 0);
	ck_assert_msg(!secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "s", rules_ini, strlen(rules_ini), &err), "%s",
			err.message);
	ck_assert_int_eq(secscan_compiler_build(&rules, compiler, NULL), 0);
	secscan_compiler_free(compiler);
	plain = scanner_new(rules);
	remembering = scanner_new(rules);
	ck_assert_int_eq(secscan_scanner_remember(remembering, NULL), 0);
}

static void teardown(void)
{
	secscan_scanner_free(plain);
	secscan_scanner_free(remembering);
	secscan_rules_free(rules);
}

/* Both find the same; true when that is something. */
static bool same(const struct buffer *text, const char *what, size_t number)
{
	struct buffer one = {0}, other = {0};
	bool something;

	scan(&one, plain, text);
	scan(&other, remembering, text);
	ck_assert_msg(one.len == other.len && !memcmp(one.data, other.data, one.len), "%s %zu: %.*s, but remembering %.*s", what,
			number, (int)one.len, one.data, (int)other.len, other.data);
	something = one.len > strlen("found: ");
	secscan_buffer_release(&one);
	secscan_buffer_release(&other);
	return something;
}

START_TEST(finds_the_same)
{
	struct buffer text = {0}, base = {0};
	struct random r = {(uint64_t)_i};
	size_t all = 0, unknown = 0, hits = 0, n;
	const struct stretch *s;

	for (size_t version = 0; version < 200; version++) {
		next_version(&text, &base, &r);
		hits += same(&text, "version", version);
		all += text.len;
		s = secscan_seen_stretches(remembering->seen, &n);
		unknown += unknown_bytes(s, n);
	}
	ck_assert_msg(unknown < all / 2 && hits > 20, "%zu of %zu bytes were new, %zu texts had hits", unknown, all, hits);
	secscan_buffer_release(&text);
	secscan_buffer_release(&base);
}
END_TEST

/* The end of the stretch with this number; 0 when there is none. */
static size_t end_of(const struct buffer *text, size_t number)
{
	struct stretch *s;
	size_t n = cut(remembering->seen, text->data, text->len, &s);

	return number < n ? s[number].end : 0;
}

/* One half at the end of a stretch that is known, the other at the start of one that is not. */
START_TEST(finds_across)
{
	struct buffer base = {0}, text = {0};
	struct random r = {1};
	size_t border, number;

	grow(&base, &r, 40 * SEEN_LEAST);
	for (number = 0; (border = end_of(&base, number)) < base.len; number++) {
		secscan_buffer_reset(&text);
		splice(&text, 0, 0, base.data, base.len);
		splice(&text, border - 30, 24, "from 0123456789012345678", 24);
		ck_assert(!same(&text, "half at", border));
		splice(&text, border + 9, 4, "unto", 4);
		ck_assert(same(&text, "across", border));
	}
	ck_assert_uint_gt(number, 10);
	secscan_buffer_release(&base);
	secscan_buffer_release(&text);
}
END_TEST

/* A stretch that ends with `last`, then a line that begins with this character and ends it. */
static void end_stretch(struct buffer *text, const char *last, char first)
{
	size_t end;

	for (unsigned i = 0; i < 1000; i++) {
		struct random r = {i};

		secscan_buffer_reset(text);
		grow(text, &r, SEEN_LEAST);
		splice(text, text->len, 0, last, strlen(last));
		end = text->len;
		ck_assert_int_eq(secscan_buffer_addf(text, "%c%07u\n", first, i), 0);
		grow(text, &r, 3 * SEEN_LEAST);
		if (end_of(text, 0) == end)
			return;
	}
	ck_abort_msg("no line begins a stretch");
}

/* The stretch is known from the text with the letter, the one behind it from the text with the empty line. */
START_TEST(sees_the_byte_behind)
{
	struct buffer letter = {0}, empty = {0};

	end_stretch(&letter, "\nclose:\n", 'x');
	end_stretch(&empty, "\nclose:\n", '\n');
	ck_assert(same(&empty, "an empty line behind", 0));
	ck_assert(!same(&letter, "a letter behind", 0));
	ck_assert(same(&empty, "an empty line behind", 1));
	secscan_buffer_release(&letter);
	secscan_buffer_release(&empty);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("seen");
	TCase *tcase = tcase_create("seen");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, knows_what_it_saw);
	tcase_add_loop_test(tcase, a_change_is_new_with_what_it_decides, 0, (int)ARRAY_SIZE(changes));
	tcase_add_loop_test(tcase, the_end_counts, 0, (int)ARRAY_SIZE(ends));
	tcase_add_test(tcase, an_end_is_not_a_byte_behind);
	tcase_add_loop_test(tcase, a_sign_is_known_with_more_around_it, 0, (int)ARRAY_SIZE(around_signs));
	tcase_add_test(tcase, one_long_run_is_never_known);
	tcase_add_test(tcase, a_long_line_is_known_in_parts);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("scanning");
	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_the_same, 0, 16);
	tcase_add_test(tcase, finds_across);
	tcase_add_test(tcase, sees_the_byte_behind);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
