/* SPDX-License-Identifier: MIT */
/* A scanner that leaves out what it has seen finds what one finds that does not. */
#include "unit.h"

#include "base/buffer.h"
#include "scan/scanner.h"
#include "scan/seen.h"

#include <secscan/unstable/scanner.h>

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
		"[url]\nname = n\nseverity = high\npattern = ://svc_[0-9]{4}@\n" PROOF
		"[anchored]\nname = n\nseverity = high\npattern = ^anchor_[0-9]{4}$\n" PROOF;

/* Whole matches, halves of them, encoded ones. */
static const char *const signs[] = {
	"tok_0123456789abcdef", "tok_0123456789abcde", "0123456789abcdef\n", "split:\n", "  0123456789ab\n", "\nfrom ", " unto\n",
	"\nanchor_1234\n",
	"\nanchor_12",
	"34\n",
	"dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIz\n",
	"%74ok_0123456789abcdef",
	"tok\\u005f0123456789abcdef",
	"tok\\u005f", "!", "a", "\n", "close:\n", "close:\n\n",
	"open:", "shut", "wide:", "shut\n", "under", ":over", ":above", "alone1234", "0123456789abcdef0123456789abcdef\n",
	"dG9rXzAxMjM0NTY3ODlhYmNkZWYw", "MTIzNDU2Nzg5YWJjZGVm", "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH",
	/* behind a path and a name, under a checksum, with marks and control bytes, UTF-16, JSON's slashes */
	"token_dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIzIA==\n", "/a/b-c/", "_", "dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIzIA==\n",
	"b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c\n",
	"dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIzIHRva18wMTIzNDU2Nzg5YWJjZGVmMDEyMyB0b2tfMDEy\n",
	"77u/dG9rXzAxMjM0NTY3ODlhYmNkZWYwMTIzIA==\n", "G1szMm10b2tfMDEyMzQ1Njc4OWFiY2RlZjAxMjMg\n",
	"//50AG8AawBfADAAMQAyADMANAA1ADYANwA4ADkAYQBiAGMAZABlAGYAMAAxADIAMwAgAA==\n",
	"AHQAbwBrAF8AMAAxADIAMwA0ADUANgA3ADgAOQBhAGIAYwBkAGUAZgAwADEAMgAzACA=\n",
	":\\/\\/svc_1234@", ":", "\\/\\/svc_1234@", "\\x1b[2m",
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
		for (size_t i = 0; i < n; i++)
			unknown += s[i].known ? 0 : s[i].end - s[i].start;
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
	size_t n;

	ck_assert_int_eq(secscan_seen_cut(remembering->seen, text->data, text->len), 0);
	s = secscan_seen_stretches(remembering->seen, &n);
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
	Suite *suite = suite_create("remember");
	TCase *tcase = tcase_create("remember");

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_the_same, 0, 16);
	tcase_add_test(tcase, finds_across);
	tcase_add_test(tcase, sees_the_byte_behind);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
