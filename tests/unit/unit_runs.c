/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"
#include "scan/encoded.h"
#include "scan/encoded_find.h"
#include "scan/runs.h"
#include "scan/template.h"

enum { SEEDS = 200, NEARLY_ALL = 190 };

static void expand(struct buffer *out, const char *template, uint64_t seed)
{
	struct secscan_error err = {0};

	secscan_buffer_reset(out);
	ck_assert_int_eq(secscan_buffer_addstr(out, ""), 0);
	ck_assert_msg(!secscan_template_expand(out, template, seed, &err), "%s: %s", template, err.message);
}

/* How many keys one look at the text finds. */
static size_t keys_in(const struct buffer *text)
{
	struct encoded_text found = {.wants = ENCODED_WANT_KEYS};
	size_t n;

	ck_assert_int_eq(secscan_encoded_next(&found, text->data, text->len), 0);
	n = found.keys.len;
	secscan_encoded_release(&found);
	return n;
}

/* In each a key is found nearly always, or never. */
static const struct {
	const char *template;
	bool is_key;
} rows[] = {
	{"{base62*32}", true},
	{"f(\"{base62*40}\")", true},
	{"x = '{base64*40}'", true},
	{"x = {base64*43}=;", true},
	{"<k>{base64url*43}</k>", true},
	{"k:{base36*25}\n", true},
	{"[{BASE36*32}]", true},
	{"| {hex*32} |", true},
	{"{HEX*40}", true},
	{"{hex*64}.", true},
	{"production_{base62*40}", true},
	{"{base62*40}_production", true},
	{"prod_{base62*40}_server", true},
	{"{base62*10}_for_the_customer_address", false},
	{"{hex*31}", false},
	{"{hex*20}", false},
	{"{digit*40}", false},
	{"{uuid}", false},
	{"{base62*19}", false},
	{"{base62*600}", false},
	{"x{base62*32}(", false},
	{".{base62*32}", false},
	{"{base62*32}(", false},
	{"{base62*32}%", false},
	{"sha256:{hex*64}", false},
	{"sha256={base64url*43}", false},
	{"sha512-{base64*86}==", false},
	{"h1:{base64*43}=", false},
	{"YSBsaW5lIG9mIHBsYWluIHRleHQ=", false},
	{"61206c696e65206f6620706c61696e2074657874", false},
	{"k: NDMyMTUzMjE2MzIxNzMyMQ==", false},
	{"k: glc_YSBsaW5lIG9mIHBsYWluIHRleHQ=", true},
	{"0000000000000000000000000000000000000000000000000000000000000000 {hex*64}", true},
	{"HandlerRegistrationMismatchForBaseClass2", false},
	{"customer_address_validation_key_v2_error", false},
	{"_mm512_mask_cvtepi32_storeu_epi8", false},
	{"TLS_KRB5_EXPORT_WITH_RC2_CBC_40_MD5", false},
	{"usr/lib/python3/dist-packages/apt_pkg", false},
	{"2024-01-01T00-00-00+0200/x", false},
	{"abcdefghij0123456789abcdefghij", false},
	{"12345678901234567890123456789bar", false},
};

START_TEST(looks_like_a_key)
{
	struct buffer text = {0};
	size_t found = 0;

	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		expand(&text, rows[_i].template, seed);
		found += keys_in(&text);
	}
	ck_assert_msg(rows[_i].is_key ? found >= NEARLY_ALL && found <= SEEDS : found == 0, "%s: %zu of %d", rows[_i].template,
			found, SEEDS);
	secscan_buffer_release(&text);
}
END_TEST

/* More than one look takes: none is lost between two. */
START_TEST(every_key_is_found_once)
{
	enum { KEYS = 2 * ENCODED_KEYS + 5 };
	struct encoded_text found = {.wants = ENCODED_WANT_TEXT | ENCODED_WANT_KEYS};
	struct buffer line = {0}, text = {0};
	size_t n = 0, looks = 0;

	expand(&line, "\"{hex*40}\",\n", 1);
	for (size_t i = 0; i < KEYS; i++)
		ck_assert_int_eq(secscan_buffer_add(&text, line.data, line.len), 0);
	do {
		ck_assert_int_eq(secscan_encoded_next(&found, text.data, text.len), 0);
		for (size_t i = 0; i < found.keys.len; i++)
			ck_assert_uint_eq(found.keys.items[i], (n + i) * line.len + 1);
		n += found.keys.len;
		looks += found.keys.len > 0;
	} while (found.keys.len);
	ck_assert_uint_eq(n, KEYS);
	ck_assert_uint_eq(looks, 3);
	secscan_encoded_release(&found);
	secscan_buffer_release(&line);
	secscan_buffer_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("runs");
	TCase *tcase = tcase_create("runs");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, looks_like_a_key, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, every_key_is_found_once);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
