/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buffer.h"
#include "scan/seen.h"

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

int main(void)
{
	Suite *suite = suite_create("seen");
	TCase *tcase = tcase_create("seen");

	tcase_add_test(tcase, knows_what_it_saw);
	tcase_add_loop_test(tcase, a_change_is_new_with_what_it_decides, 0, (int)ARRAY_SIZE(changes));
	tcase_add_loop_test(tcase, the_end_counts, 0, (int)ARRAY_SIZE(ends));
	tcase_add_test(tcase, an_end_is_not_a_byte_behind);
	tcase_add_loop_test(tcase, a_sign_is_known_with_more_around_it, 0, (int)ARRAY_SIZE(around_signs));
	tcase_add_test(tcase, one_long_run_is_never_known);
	tcase_add_test(tcase, a_long_line_is_known_in_parts);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
