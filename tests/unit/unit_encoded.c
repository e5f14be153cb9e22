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
	{"UTF-8 with a mark", "77u/YSBsaW5lIG9mIHBsYWluIHRleHQ=", "\357\273\277a line of plain text\n"},
	{"another script first", "0LrQu9GO0YcgaXMgYSBsaW5lIG9mIHRleHQ=",
		"\320\272\320\273\321\216\321\207 is a line of text\n"},
	{"a letter of another script", "YSBuw6kgbGluZSBvZiBwbGFpbiB0ZXh0", "a n\303\251 line of plain text\n"},
	{"UTF-16 with a mark", "//5hACAAbABpAG4AZQAgAG8AZgAgAHAAbABhAGkAbgAgAHQAZQB4AHQA", "?a line of plain text\n"},
	{"UTF-16 of another script with a mark", "//46BDsETgRHBCAANAQ+BEEEQgRDBD8EMAQgAG8AawA=", "????? ??????? ok\n"},
	{"UTF-16BE", "AGEAIABsAGkAbgBlACAAbwBmACAAcABsAGEAaQBuACAAdABlAHgAdA==", "a line of plain text\n"},
	{"UTF-16BE with a mark", "/v8AYQAgAGwAaQBuAGUAIABvAGYAIABwAGwAYQBpAG4AIAB0AGUAeAB0", "?a line of plain text\n"},
	{"UTF-16 in hex", "610020006c0069006e00650020006f006600200070006c00610069006e0020007400650078007400",
		"a line of plain text\n"},
	{"a NUL ends a line", "QT1iAGEgbGluZSBvZiBwbGFpbiB0ZXh0AEM9ZA==", "A=b\na line of plain text\nC=d\n"},
	{"a form feed", "61206c696e650c6f6620706c61696e2074657874", "a line\nof plain text\n"},
	{"colours", "G1sxOzMybWEgbGluZRtbMG0gb2YgcGxhaW4gdGV4dA==", "       a line     of plain text\n"},
	{"colours in escapes", "\"\\x1b[32m\\x41\\x42\"", "     AB\n"},
	{"hex in lines", "61206c696e65206f6620706c61696e2074657874206f6620333020636861\n727320616e64206d6f7265",
		"a line of plain text of 30 chars and more\n"},
	{"behind a scheme", "vmess://YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\n"},
	{"behind a path", "/call-back/v1/YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\n"},
	{"behind a plus", "+YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\n"},
	{"behind a name", "token_YSBsaW5lIG9mIHBsYWluIHRleHQ=", "a line of plain text\n"},
	{"hex behind a name", "token_61206c696e65206f6620706c61696e2074657874", "a line of plain text\n"},
	{"under a checksum", "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c\nYSBsaW5lIG9mIHBsYWluIHRleHQ=",
		"a line of plain text\n"},
	{"behind a checksum", "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c YSBsaW5lIG9mIHBsYWluIHRleHQ=",
		"a line of plain text\n"},
	{"slashes in JSON", "{\"u\":\"https:\\/\\/h.example\\/a\"}", "https://h.example/a\n"},
	{"slashes in a pattern", "/a\\/\\/b/", ""},
	{"line end before a token", "\"a\\nthe_token_of_a_test\\tb\"", "\nthe_token_of_a_test\n"},
	{"line end before a word", "\"a\\nword\\tb\"", ""},
	{"terminal before a token", "a \x1b[1;32mthe_token_of_a_test\x1b[0m b", "       the_token_of_a_test\n"},
	{"terminal before a word", "a \x1b[32mword\x1b[0m", ""},
	{"far behind a sign", "abcdefghijkabcdefghijkabcdefghijkabcdefghijkabcdefghijk/YSBsaW5lIG9mIHBsYWluIHRleHQ=", ""},
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

static size_t decoded_len(const char *source, size_t len)
{
	struct encoded_text text = {.wants = ENCODED_WANT_TEXT};
	size_t sum = 0;

	do {
		ck_assert_int_eq(secscan_encoded_next(&text, source, len), 0);
		sum += text.text.len;
	} while (text.runs.len);
	secscan_encoded_release(&text);
	return sum;
}

static void fill_with_random(char *out, size_t len)
{
	uint64_t state = 1;

	for (size_t i = 0; i < len; i++)
		out[i] = (char)((state = state * 6364136223846793005u + 1442695040888963407u) >> 56);
}

/* Images, keys, compressed files; and what begins as text and goes on as one of them. */
START_TEST(binary_is_refused)
{
	enum { LEN = 1024 * 1024, LINE = 57 };
	char *plain = malloc(LEN), *source = malloc(LEN / 3 * 4 + LEN / LINE + 8);
	size_t len = 0;

	fill_with_random(plain, LEN);
	for (size_t at = 0; at + LINE <= LEN; at += LINE) {
		len += secscan_base64_encode(source + len, plain + at, LINE, BASE64_PLAIN);
		source[len++] = '\n';
	}
	ck_assert_uint_le(decoded_len(source, len), 1000);
	memcpy(plain, "a line of plain text", 20);
	len = secscan_base64_encode(source, plain, LEN, BASE64_PLAIN);
	ck_assert_uint_ge(decoded_len(source, len), 20);
	ck_assert_uint_le(decoded_len(source, len), 200);
	free(plain);
	free(source);
}
END_TEST

/* Lines that all belong together and are all looked at: the end of them must not be looked for with each. */
static const char *const hostile_lines[] = {
	"abcd/YSBsaW5lIG9mIHBsYWluIHRleHQgYSBsaW5lIG9mIHBsYWluIHRleHQgYSB\n",
	"abc/YSBsaW5lIG9mIHBsYWluIHRleHQgYSBsaW5lIG9mIHBsYWluIHRleHQgYSBs\n",
	"////////////////////////////////////////////////////////////////\n",
	"b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c\n",
	"YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs/YSBs\n",
	"YSBsaW5lIG9mIHBsYWluIHRl_YSBsaW5lIG9mIHBsYWluIHRl",
	"x/",
	"\"\\x1b:\\/\\/",
};

START_TEST(cost_is_linear)
{
	enum { LEN = 2 * 1024 * 1024 };
	const char *line = hostile_lines[_i];
	size_t n = strlen(line), len = 0;
	char *source = malloc(LEN);

	for (; len + n <= LEN; len += n)
		memcpy(source + len, line, n);
	ck_assert_uint_le(decoded_len(source, len), LEN + ENCODED_BATCH);
	free(source);
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

static size_t as_hex(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		snprintf(out + 2 * i, 3, "%02x", (unsigned char)text[i]);
	return 2 * len;
}

static size_t as_base64(char *out, const char *text, size_t len)
{
	return secscan_base64_encode(out, text, len, BASE64_PLAIN);
}

/* In lines that are too long to be told from none: where a line ends, a group of digits does. */
static size_t as_lines(char *out, const char *text, size_t len)
{
	enum { BYTES = 768 };
	size_t used = 0;

	for (size_t at = 0; at < len; at += BYTES) {
		used += as_base64(out + used, text + at, len - at < BYTES ? len - at : BYTES);
		out[used++] = '\n';
	}
	return used;
}

/* As xxd -p writes it. */
static size_t as_hex_lines(char *out, const char *text, size_t len)
{
	enum { BYTES = 30 };
	size_t used = 0;

	for (size_t at = 0; at < len; at += BYTES) {
		used += as_hex(out + used, text + at, len - at < BYTES ? len - at : BYTES);
		out[used++] = '\n';
	}
	return used;
}

static size_t as_wide(char *out, const char *text, size_t len)
{
	char *wide = calloc(2, len);
	size_t used;

	for (size_t i = 0; i < len; i++)
		wide[2 * i] = text[i];
	used = as_base64(out, wide, 2 * len);
	free(wide);
	return used;
}

static size_t as_percent(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		snprintf(out + 3 * i, 4, "%%%02x", (unsigned char)text[i]);
	return 3 * len;
}

static size_t as_escapes(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		snprintf(out + 4 * i, 5, "\\x%02x", (unsigned char)text[i]);
	return 4 * len;
}

/* What a long run ends with is found whatever stands where a batch ends, and is led back to its place. */
static const struct {
	const char *name;
	size_t (*encode)(char *out, const char *text, size_t len);
	size_t len;
	const char *filler;
} long_rows[] = {
	{"hex", as_hex, ENCODED_BATCH + 100000, "text "},
	{"base64", as_base64, ENCODED_BATCH + 100000, "text "},
	{"base64 of another script", as_base64, ENCODED_BATCH + 100000, "\xe4\xb8\xad"},
	{"base64 in lines", as_lines, ENCODED_BATCH + 100000, "t\xc3\xa9xt "},
	{"base64 of UTF-16", as_wide, ENCODED_BATCH + 100000, "text "},
	{"hex in lines", as_hex_lines, ENCODED_BATCH + 100000, "text "},
	{"percent", as_percent, ENCODED_BATCH + 100000, "text "},
	{"percent, 8 KiB long", as_percent, 2 * ENCODED_WORD / 3 + 8, "text "},
	{"escapes", as_escapes, ENCODED_BATCH + 100000, "text "},
	{"escapes, 8 KiB long", as_escapes, 2 * ENCODED_WORD / 4 + 8, "text "},
};

static const char mark[] = "<the mark that is looked for>";

static char *long_text(size_t len, const char *filler)
{
	static const char head[] = "a beginning in ASCII ";
	size_t n = strlen(filler), at = sizeof(head) - 1;
	char *text = malloc(len);

	memcpy(text, head, at);
	for (; at + n + sizeof(mark) <= len; at += n)
		memcpy(text + at, filler, n);
	memset(text + at, ' ', len - at);
	memcpy(text + len - sizeof(mark) + 1, mark, sizeof(mark) - 1);
	return text;
}

START_TEST(ends_of_long_runs)
{
	size_t len = long_rows[_i].len, source_len;
	char *plain = long_text(len, long_rows[_i].filler), *source = malloc(len * 4 + len / 256 + 8), *at = NULL;
	struct encoded_text text = {.wants = ENCODED_WANT_TEXT};
	size_t from = 0, to;

	source_len = long_rows[_i].encode(source, plain, len);
	do {
		ck_assert_int_eq(secscan_encoded_next(&text, source, source_len), 0);
		at = text.runs.len ? memmem(text.text.data, text.text.len, mark, sizeof(mark) - 1) : NULL;
	} while (text.runs.len && !at);
	ck_assert_msg(at != NULL, "%s: it is not found", long_rows[_i].name);
	secscan_encoded_origin(&from, &to, &text, source, (size_t)(at - text.text.data));
	ck_assert_msg(source_len - from >= sizeof(mark) - 1 && source_len - from <= 4 * sizeof(mark), "%s: led to %zu of %zu",
			long_rows[_i].name, from, source_len);
	secscan_encoded_release(&text);
	free(plain);
	free(source);
}
END_TEST

/* Whatever is asked first: the same places. */
START_TEST(origins_in_any_order)
{
	enum { LEN = 5 * ENCODED_MARKS };
	char *plain = long_text(LEN, "text "), *source = malloc(LEN * 4);
	size_t source_len = as_base64(source, plain, LEN), seed = 1;
	struct encoded_text text = {.wants = ENCODED_WANT_TEXT};

	ck_assert_int_eq(secscan_encoded_next(&text, source, source_len), 0);
	ck_assert_uint_ge(text.text.len, LEN);
	for (size_t i = 0; i < 2000; i++) {
		size_t from, to, at = (seed = (seed * 75 + 74) % 65537) % LEN;

		secscan_encoded_origin(&from, &to, &text, source, at);
		ck_assert_msg(from == at * 4 / 3 && to == (at * 8 + 7) / 6 + 1, "byte %zu: %zu to %zu", at, from, to);
	}
	secscan_encoded_release(&text);
	free(plain);
	free(source);
}
END_TEST

/* Runs of digits long enough to count, or nearly, with any byte between them. */
static void fill_with_runs(char *text, size_t len, unsigned *seed)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
	static const char between[] = "%\\ \"\n0xu";
	size_t left = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned draw;

		*seed = *seed * 1103515245 + 12345;
		draw = *seed >> 16;
		text[i] = left ? digits[draw % (sizeof(digits) - 1)] : between[draw / 4 % (sizeof(between) - 1)];
		if (!left && draw % 4 == 0)
			text[i] = (char)(draw / 4);
		left = left ? left - 1 : draw / 16 % 3 * 15 + draw / 64 % 8;
	}
}

/* Texts, or what nearly is one, behind prefixes of any length, and signs among them. */
static void put_texts(char *text, size_t len, unsigned *seed)
{
	static const char *const pieces[] = {"YSBsaW5lIG9mIHBsYWluIHRleHQ", "61206c696e65206f6620706c6169", "//5hACAAbABpAG4AZQAg",
		"77u/YSBsaW5lIG9mIHBsYWlu", "AGEAIABsAGkAbgBl", "0LrQu9GO0YcgaXMg", "_", "/", "+YSBs", "0x61206c69", "\\x1b:\\/\\/a",
		"\\nthe_token_of_a_test", "\x1b[32mthe_token_of_a_test", "\x15"};

	for (size_t at = 0, n; at + 40 < len; at += n + (*seed >> 20) % 50) {
		const char *piece = pieces[(*seed = *seed * 1103515245 + 12345) / 65536 % ARRAY_SIZE(pieces)];

		n = strlen(piece);
		memcpy(text + at, piece, n);
	}
}

/* All ways to look find the same, at every offset and length. */
START_TEST(finders_agree)
{
	encoded_find_fn *finders[ENCODED_FINDERS];
	size_t n = secscan_encoded_finders(finders);
	unsigned seed = 1234567 + (unsigned)_i;
	char text[400];

	fill_with_runs(text, sizeof(text), &seed);
	if (_i % 2)
		put_texts(text, sizeof(text), &seed);
	for (size_t at = 0; at < 130; at++) {
		unsigned wants = 1 + (unsigned)at % (ENCODED_WANT_TEXT | ENCODED_WANT_KEYS);
		size_t len = sizeof(text) - at;
		bool nul = false;
		size_t place = finders[0](text, len, at, wants, &nul);

		for (size_t i = 1; i < n; i++) {
			bool other_nul = false;
			size_t other = finders[i](text, len, at, wants, &other_nul);

			ck_assert_msg(place == other && nul == other_nul, "from %zu: the best %zu, number %zu %zu", at, place, i, other);
		}
	}
}
END_TEST

/* Two digits at the start of a run decide first whether it is a text: every pair of them. */
START_TEST(finders_agree_on_pairs)
{
	encoded_find_fn *finders[ENCODED_FINDERS];
	size_t n = secscan_encoded_finders(finders);
	char text[] = " ..GFuIHN0YWduYWRhIGRhIGZ1Z2E= ";

	for (unsigned pair = 0; pair < 1 << 16; pair++) {
		bool nul = false;
		size_t place;

		text[1] = (char)(pair >> 8);
		text[2] = (char)pair;
		place = finders[0](text, sizeof(text) - 1, 0, ENCODED_WANT_TEXT, &nul);
		for (size_t i = 1; i < n; i++)
			ck_assert_msg(finders[i](text, sizeof(text) - 1, 0, ENCODED_WANT_TEXT, &nul) == place, "%04x", pair);
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
	tcase_add_test(tcase, binary_is_refused);
	tcase_add_loop_test(tcase, cost_is_linear, 0, (int)ARRAY_SIZE(hostile_lines));
	tcase_add_test(tcase, batches_overlap);
	tcase_add_loop_test(tcase, ends_of_long_runs, 0, (int)ARRAY_SIZE(long_rows));
	tcase_add_test(tcase, origins_in_any_order);
	tcase_add_loop_test(tcase, finders_agree, 0, 100);
	tcase_add_test(tcase, finders_agree_on_pairs);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
