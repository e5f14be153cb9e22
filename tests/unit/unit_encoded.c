/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/base64.h"
#include "base/buffer.h"
#include "scan/encoded.h"
#include "scan/encoded_find.h"

/* What one look at the source decodes, a line for each run. */
static const struct {
	const char *name;
	const char *source;
	const char *text;
} decode_rows[] = {
	{"nothing", "plain text and a_rather_long_identifier_in_it", ""},
	{"base64", "d: YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\n"},
	{"base64 without padding", "YSBsaW5lIG9mIHBsYWluIHRleHQ", "a line of plain text\n"},
	{"base64url", "\"Pz8_Pj4-Pz8_Pj4-Pz8_Pj4-Pz8_\"", "\?\?\?>>>\?\?\?>>>\?\?\?>>>\?\?\?\n"},
	{"too short", "d: YSBsaW5lIG9mIHRleHQ=", ""},
	{"hex", "= 61206c696e65206f6620706c61696e2074657874", "a line of plain text\n"},
	{"hex in capitals", "= 61206C696E65206F6620706C61696E2074657874", "a line of plain text\n"},
	{"0x", "= 0x61206c696e65206f6620706c61696e2074657874", "a line of plain text\n"},
	{"a hash", "0a4d55a8d778e5022fab701977c5d840bbc486d0", ""},
	{"random digits", "qL8R4QIcQ/ZsRqOAbeRfcZhilN/MksRtDaErMA==", ""},
	{"an odd hex digit", "61206c696e65206f6620706c61696e20746578741", "a line of plain text\n"},
	{"percent", "q=a%20b%3Dc d", "q=a b=c\n"},
	{"percent at the ends", "%41%42", "AB\n"},
	{"no percent code", "100%zz %", ""},
	{"a format", "printf(\"%02x%d\")", ""},
	{"unicode", "x \"a\\u0041\\u0042c\" y", "aABc\n"},
	{"another script", "\"\\u4e2d\\u6587 ok\"", "\?\? ok\n"},
	{"x escapes", "'\\x41\\x42'", "AB\n"},
	{"newline escapes alone", "\"a\\nb\\tc\"", ""},
	{"wrapped", "YSBsaW5lIG9mIHBsYWluIHRleHQgdGhhdCBpcyBsb25nZXIgdGhhbiBvbmUg\nb2YgYmFzZTY0",
		"a line of plain text that is longer than one of base64\n"},
	{"wrapped in JSON", "YSBsaW5lIG9mIHBsYWluIHRleHQgdGhhdCBpcyBsb25nZXIgdGhhbiBvbmUg\\nb2YgYmFzZTY0",
		"a line of plain text that is longer than one of base64\n"},
	{"UTF-16", "-enc YQAgAGwAaQBuAGUAIABvAGYAIAB0AGUAeAB0AA==", "a line of text\n"},
	{"two runs", "YSBsaW5lIG9mIHBsYWluIHRleHQ= 61206c696e65206f6620706c61696e2074657874",
		"a line of plain text\na line of plain text\n"},
	{"ends as text ends", "YSBsaW5lIG9mIHRleHQAAAAAAAAAAAAA", "a line of text\n"},
	{"padding inside", "YSBsaW5lIG9mIHBsYWluIHRleHQ=YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\na line of plain text\n"},
};

START_TEST(decodes)
{
	struct encoded_text text = {.wants = ENCODED_WANT_TEXT};
	const char *want = decode_rows[_i].text;

	ck_assert_int_eq(secscan_encoded_next(&text, decode_rows[_i].source, strlen(decode_rows[_i].source)), 0);
	if (!*want)
		ck_assert_msg(!text.runs.len, "%s: %s", decode_rows[_i].name, text.text.data);
	else
		ck_assert_msg(text.runs.len && strncmp(text.text.data, want, strlen(want)) == 0, "%s: %s", decode_rows[_i].name,
				text.text.data);
	secscan_encoded_release(&text);
}
END_TEST

/* Each byte of the text comes from a place in the source, in order, without a gap where all is encoded. */
START_TEST(origins_in_order)
{
	const char *source = decode_rows[_i].source;
	struct encoded_text text = {.wants = ENCODED_WANT_TEXT};
	size_t last = 0;

	ck_assert_int_eq(secscan_encoded_next(&text, source, strlen(source)), 0);
	for (size_t i = 0; text.runs.len && i < text.text.len; i++) {
		size_t from, to;

		if (text.text.data[i] == '\n')
			continue;
		secscan_encoded_origin(&from, &to, &text, source, i);
		ck_assert_msg(from < to && to <= strlen(source) && from >= last, "%s: byte %zu at %zu to %zu", decode_rows[_i].name, i,
				from, to);
		last = from;
	}
	secscan_encoded_release(&text);
}
END_TEST

/* Longer than a batch: what lies across the end of one is whole in one of them. */
START_TEST(batches_overlap)
{
	enum { LEN = ENCODED_BATCH * 2 + 1000 };
	static const char mark[] = "<the mark that is looked for>";
	size_t places[] = {0, ENCODED_BATCH - 10, ENCODED_BATCH - 1, ENCODED_BATCH, LEN - sizeof(mark)};
	char *plain = malloc(LEN), *source = malloc(LEN / 3 * 4 + 8);
	size_t len;

	memset(plain, 'x', LEN);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		memcpy(plain + places[i], mark, sizeof(mark) - 1);
	memcpy(plain + ENCODED_BATCH - 10, mark, sizeof(mark) - 1);
	len = secscan_base64_encode(source, plain, LEN, BASE64_PLAIN);
	for (size_t i = 0; i < 2; i++) {
		struct encoded_text text = {.wants = ENCODED_WANT_TEXT};
		size_t found = 0, batches = 0;

		do {
			ck_assert_int_eq(secscan_encoded_next(&text, source, len), 0);
			ck_assert_uint_le(text.text.len, ENCODED_BATCH + 8);
			batches += text.runs.len > 0;
			found += text.runs.len && memmem(text.text.data, text.text.len, mark, sizeof(mark) - 1);
		} while (text.runs.len);
		ck_assert_uint_eq(batches, 3);
		ck_assert_uint_ge(found, 3);
		secscan_encoded_release(&text);
	}
	free(plain);
	free(source);
}
END_TEST

/* Both ways to look find the same, at every offset and length. */
START_TEST(finders_agree)
{
	static const char letters[] = "abcXYZ019+/-_%%\\\\ux \n\"";
	unsigned seed = 1234567 + (unsigned)_i;
	char text[400];

	for (size_t i = 0; i < sizeof(text); i++) {
		seed = seed * 1103515245 + 12345;
		text[i] = seed >> 28 ? letters[(seed >> 16) % 13] : letters[(seed >> 16) % (sizeof(letters) - 1)];
	}
	text[200] = '\0';
	for (size_t at = 0; at < 130; at++) {
		unsigned wants = 1 + (unsigned)at % (ENCODED_WANT_TEXT | ENCODED_WANT_KEYS);
		size_t len = sizeof(text) - at;
		bool a_nul = false, b_nul = false;
		size_t a, b;

		a = secscan_encoded_find(text, len, at, wants, &a_nul);
		b = secscan_encoded_find_plain(text, len, at, wants, &b_nul);
		ck_assert_msg(a == b && a_nul == b_nul, "from %zu: %zu and %zu", at, a, b);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("encoded");
	TCase *tcase = tcase_create("encoded");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, decodes, 0, (int)ARRAY_SIZE(decode_rows));
	tcase_add_loop_test(tcase, origins_in_order, 0, (int)ARRAY_SIZE(decode_rows));
	tcase_add_test(tcase, batches_overlap);
	tcase_add_loop_test(tcase, finders_agree, 0, 50);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
