/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/base64.h"
#include "rules/cards.h"
#include "rules/checks.h"
#include "rules/json.h"
#include "rules/marvin.h"
#include "scan/template.h"

#include <ctype.h>
#include <jansson.h>
#include <zlib.h>

enum { SEEDS = 100 };

static const struct check *check_named(const char *name)
{
	const struct check *check = secscan_check_find(name);

	ck_assert_msg(check != NULL, "no check %s", name);
	return check;
}

static enum secscan_confidence grade(const char *check, const char *value, size_t len)
{
	return secscan_check_grade(check_named(check), value, len);
}

static void expand(struct buffer *out, const char *template, uint64_t seed)
{
	struct secscan_error err = {0};

	ck_assert_int_eq(secscan_buffer_addstr(out, ""), 0);
	ck_assert_msg(!secscan_template_expand(out, template, seed, &err), "%s: %s", template, err.message);
}

/* Values that prove themselves; one changed character at `broken` (from the end when negative) speaks against them. */
static const struct {
	const char *name;
	const char *check;
	const char *template;
	int broken;
} proofs[] = {
	{"one prefix", "crc32-base62", "ghx_{base62*30}{crc32-base62}", -1},
	{"the body counts", "crc32-base62", "ghx_{base62*30}{crc32-base62}", 6},
	{"several underscores", "crc32-base62", "{mark}salad_cloud_user_{base62*40}{crc32-base62}", 20},
	{"no prefix", "crc32-base62", "{base62*30}{crc32-base62}", 0},
	{"prefix counts", "crc32-base62-all", "{mark}apifx_api_{base62*30}{crc32-base62-all}", 2},
	{"other order of digits", "crc32-base62-all", "{mark}apifx_api_{base62*30}{crc32-base62-all}", -1},
	{"base64, reversed", "crc32-base64-le", "{mark}cflx{base64*54}{crc32-base64-le}", 4},
	{"hex behind the body", "crc32-hex", "cfk_{base62*40}{crc32-hex}", 5},
	{"hex behind an underscore", "crc32-hex", "{mark}zpkx_{base36*32}_{crc32-hex}", 5},
	{"hex over all", "crc32-hex-all", "{mark}cnvxa{base64url*43}{crc32-hex-all}", 1},
	{"hex, reversed", "crc32-hex-le", "{mark}glsx_{base62*32}_{crc32-hex-le}", 1},
	{"upper hex over prefix and =", "crc32-hex-upper", "{mark}ATXTT3{base64url*60}={crc32-hex-upper}", 2},
	{"upper hex, the =", "crc32-hex-upper", "{mark}ATXTT3{base64url*60}={crc32-hex-upper}", -9},
	{"routable", "gitlab-routable", "{mark}glpat-{base64url*32}.01.{gitlab-routable}", 7},
	{"routable, long, no version", "gitlab-routable", "{mark}glpat-{base64url*200}.{gitlab-routable}", -8},
	{"storage key", "marvin32", "{mark}{base64*76}+ASt{marvin32}==", 3},
	{"messaging key", "marvin32", "{mark}{base64*33}+AEh{marvin32}=", 0},
	{"function key", "marvin32", "{mark}{base64url*44}AzFu{marvin32-url}==", 9},
	{"registry key", "marvin32", "{mark}{base64*42}+ACR{marvin32}", -1},
	{"search key", "marvin32", "{mark}{base62*42}AzSe{marvin32-base62}", -2},
	{"annotated key", "marvin32", "{mark}{base62*52}JQQJ99BFAC{base62*18}{cask}", 20},
	{"age", "age-bech32", "{mark}AGE-SECRET-KEY-1{BECH32*52}{age-bech32}", 20},
	{"luhn", "luhn", "{digit*15}{luhn}", 3},
	{"luhn, odd length", "luhn", "{digit*18}{luhn}", 3},
	{"Visa", "card", "{mark}4{digit*14}{luhn}", 7},
	{"Visa in groups", "card", "{mark}4{digit*3} {digit*4}-{digit*4}-{digit*3}{luhn}", 3},
	{"Mastercard, low", "card", "{mark}2221{digit*11}{luhn}", 7},
	{"Mastercard, high", "card", "{mark}2720{digit*11}{luhn}", 7},
	{"American Express", "card", "{mark}37{digit*12}{luhn}", 7},
	{"Maestro, short", "card", "{mark}50{digit*9}{luhn}", 7},
	{"jwt header", "jwt", "{jwt}", 0},
	{"jwt payload", "jwt", "{jwt}", 37},
	{"jwt, encoded", "jwt-base64", "{jwt-base64}", 0},
	{"envelope", "base64-json", "ops_{base64-json*40}", 4},
	{"envelope and signature", "base64-json", "sntrys_{base64-json*40}_{base64*43}", 7},
	{"macaroon", "pypi-macaroon", "pypi-{pypi-macaroon*36}", 5},
	{"pem", "pem", "{pem*4}", 2},
	{"pem in one line", "pem", "{pem*1}\\\\n", 2},
	{"pem, commented", "pem", "{pem*1}\\n#\\s", 2},
};

START_TEST(generated_value_is_verified)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct buffer out = {0};

		expand(&out, proofs[_i].template, seed);
		ck_assert_msg(grade(proofs[_i].check, out.data, out.len) == SECSCAN_VERIFIED, "%s: seed %u",
				proofs[_i].name, (unsigned)seed);
		secscan_buffer_release(&out);
	}
}
END_TEST

START_TEST(one_changed_character_is_doubtful)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct buffer out = {0};
		char *byte;

		expand(&out, proofs[_i].template, seed);
		byte = proofs[_i].broken < 0 ? out.data + out.len + proofs[_i].broken : out.data + proofs[_i].broken;
		*byte = isdigit((unsigned char)*byte) ? (char)('0' + (*byte - '0' + 1) % 10) : *byte == 'q' ? 'w' : 'q';
		ck_assert_msg(grade(proofs[_i].check, out.data, out.len) != SECSCAN_VERIFIED, "%s: seed %u",
				proofs[_i].name, (unsigned)seed);
		secscan_buffer_release(&out);
	}
}
END_TEST

START_TEST(cut_value_is_not_verified)
{
	struct buffer out = {0};

	expand(&out, proofs[_i].template, 5);
	for (size_t len = 0; len < 12 && len < out.len; len++)
		ck_assert_msg(grade(proofs[_i].check, out.data, len) == SECSCAN_DOUBTFUL, "%s: %zu bytes", proofs[_i].name, len);
	secscan_buffer_release(&out);
}
END_TEST

static const struct {
	const char *name;
	const char *check;
	const char *template;
	enum secscan_confidence grade;
} others[] = {
	{"a foreign alphabet", "marvin32", "{'!'*76}+ASt{'!'*6}==", SECSCAN_DOUBTFUL},
	{"a signature we do not know", "marvin32", "{base64*33}ASRS{base64*6}=", SECSCAN_PLAUSIBLE},
	{"annotated, of odd length", "marvin32", "{base62*52}JQQJ99BFAC{base62*23}", SECSCAN_DOUBTFUL},
	{"age, a digit that is none", "age-bech32", "AGE-SECRET-KEY-1{'B'*58}", SECSCAN_DOUBTFUL},
	{"age, another name", "age-bech32", "{mark}AGX-SECRET-KEY-1{BECH32*52}{age-bech32}", SECSCAN_DOUBTFUL},
	{"age in mixed case", "age-bech32", "AGE-SECRET-KEY-1q{BECH32*57}", SECSCAN_DOUBTFUL},
	{"letters among the digits", "luhn", "{digit*8}x{digit*8}", SECSCAN_DOUBTFUL},
	{"card of an unknown issuer", "card", "{mark}10{digit*13}{luhn}", SECSCAN_PLAUSIBLE},
	{"below Mastercard's range", "card", "{mark}2220{digit*11}{luhn}", SECSCAN_PLAUSIBLE},
	{"above Mastercard's range", "card", "{mark}2721{digit*11}{luhn}", SECSCAN_PLAUSIBLE},
	{"Visa of a length that is none", "card", "{mark}4{digit*13}{luhn}", SECSCAN_PLAUSIBLE},
	{"too many digits", "card", "{mark}4{digit*20}{luhn}", SECSCAN_DOUBTFUL},
	{"account", "aws-key-id", "AKIX{'Q'*16}", SECSCAN_PLAUSIBLE},
	{"a digit that base32 has not", "aws-key-id", "AKIX{'Q'*15}0", SECSCAN_DOUBTFUL},
	{"more than twelve digits", "aws-key-id", "AKIX{'7'*16}", SECSCAN_DOUBTFUL},
	{"the example's ending", "aws-key-id", "AKIX{'Q'*9}EXAMPLE", SECSCAN_DOUBTFUL},
	{"the example's account", "aws-key-id", "AKIXIOSFODNN7{base32*7}", SECSCAN_DOUBTFUL},
	{"routable of another kind", "gitlab-routable", "glrt-t1_{base64url*27}.01.0r{'0'*7}", SECSCAN_PLAUSIBLE},
	{"jwt of two parts", "jwt", "{base62*20}.{base62*20}", SECSCAN_DOUBTFUL},
	{"not base64", "base64-json", "ops_!!", SECSCAN_DOUBTFUL},
	{"noise behind the prefix", "base64-json", "glc_eyJ{base64*36}", SECSCAN_DOUBTFUL},
	{"envelope too long to read", "base64-json", "ops_{base64-json*9000}", SECSCAN_PLAUSIBLE},
	{"macaroon without a dash", "pypi-macaroon", "{base62*40}", SECSCAN_DOUBTFUL},
	{"old encryption or PGP", "pem", "x{base64*200}", SECSCAN_PLAUSIBLE},
	{"OpenSSH", "pem", "b3BlbnNzaC1rZXktdjEAAAAA{base64*46}", SECSCAN_VERIFIED},
	{"der that ends early", "pem", "MIIEpAIBAAKC{base64*60}", SECSCAN_DOUBTFUL},
	{"quoted pieces", "pem", "MBACAQAA\\\\n\" +\\n\\t\"{base64*16}", SECSCAN_VERIFIED},
	{"words", "pem", "here", SECSCAN_DOUBTFUL},
};

START_TEST(grades)
{
	struct buffer out = {0};
	enum secscan_confidence found;

	expand(&out, others[_i].template, 1);
	found = grade(others[_i].check, out.data, out.len);
	ck_assert_msg(found == others[_i].grade, "%s: %s", others[_i].name, secscan_confidence_name(found));
	secscan_buffer_release(&out);
}
END_TEST

/* Each check stands any bytes: none, few, many, and all that a byte can be. */
START_TEST(survives_anything)
{
	enum { HUGE_LEN = 300 * 1000 };
	static const char fill[] = {0, 'A', '0', '_', '=', '.', '"', '\\', (char)0xff, '1', '-'};
	char *text = malloc(HUGE_LEN);

	ck_assert_ptr_nonnull(text);
	for (size_t f = 0; f < sizeof(fill); f++) {
		const struct check *check = check_named(proofs[_i].check);

		memset(text, fill[f], HUGE_LEN);
		for (size_t len = 0; len < 100; len++)
			ck_assert_msg(secscan_check_grade(check, text, len) != SECSCAN_VERIFIED || len > 1, "%s", check->name);
		ck_assert_msg(secscan_check_grade(check, text, HUGE_LEN) <= SECSCAN_VERIFIED, "%s", check->name);
	}
	free(text);
}
END_TEST

/* Computed here from the words of the format, not by the code that is tested. */
START_TEST(sum_as_the_format_says)
{
	static const char body[] = "0123456789abcdefghij";
	uint32_t crc = (uint32_t)crc32_z(0, (const unsigned char *)body, sizeof(body) - 1);
	char value[64];

	snprintf(value, sizeof(value), "cfk_%s%08x", body, crc);
	ck_assert_int_eq(grade("crc32-hex", value, strlen(value)), SECSCAN_VERIFIED);
	snprintf(value, sizeof(value), "%s%08X", body, crc);
	ck_assert_int_eq(grade("crc32-hex-upper", value, strlen(value)), SECSCAN_VERIFIED);
	snprintf(value, sizeof(value), "%s_%02x%02x%02x%02x", body, crc & 255, crc >> 8 & 255, crc >> 16 & 255, crc >> 24);
	ck_assert_int_eq(grade("crc32-hex-le", value, strlen(value)), SECSCAN_VERIFIED);
	snprintf(value, sizeof(value), "cflx%s", body);
	secscan_base64_encode(value + strlen(value), &crc, sizeof(crc), BASE64_PLAIN);
	ck_assert_int_eq(grade("crc32-base64-le", value, 4 + strlen(body) + 6), SECSCAN_VERIFIED);
}
END_TEST

START_TEST(marvin_as_published)
{
	ck_assert_uint_eq(secscan_marvin64("abc", 3, UINT64_C(0xd53cd9cecd0893b7)), UINT64_C(0x22c74339492769bf));
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *key;
	bool object;
} json_rows[] = {
	{"empty object", "{}", NULL, true},
	{"white space around", " {\n} ", NULL, true},
	{"all kinds of value", "{\"a\":[1,-2.5e+3,true,false,null,\"x\\\"\\\\\",{}],\"b\":{\"c\":[]}}", NULL, true},
	{"the key", "{\"typ\":1,\"alg\":\"x\"}", "alg", true},
	{"the key further in", "{\"a\":{\"alg\":1}}", "alg", false},
	{"the key as a value", "{\"a\":\"alg\"}", "alg", false},
	{"a longer key", "{\"algo\":1}", "alg", false},
	{"array", "[1]", NULL, false},
	{"string", "\"x\"", NULL, false},
	{"open", "{\"a\":1", NULL, false},
	{"open string", "{\"a", NULL, false},
	{"escape at the end", "{\"a\\", NULL, false},
	{"comma at the end", "{\"a\":1,}", NULL, false},
	{"no colon", "{\"a\"}", NULL, false},
	{"wrong bracket", "{\"a\":[1}", NULL, false},
	{"two objects", "{}{}", NULL, false},
	{"bare word", "{\"a\":nil}", NULL, false},
	{"control byte", "{\"a\":\"\1\"}", NULL, false},
	{"minus alone", "{\"a\":-}", NULL, false},
	{"nothing", "", NULL, false},
};

START_TEST(knows_json_objects)
{
	ck_assert_msg(secscan_json_is_object(json_rows[_i].text, strlen(json_rows[_i].text), json_rows[_i].key) ==
			json_rows[_i].object, "%s", json_rows[_i].name);
}
END_TEST

START_TEST(refuses_deep_json)
{
	struct buffer text = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&text, "{\"a\":"), 0);
	for (unsigned i = 0; i < 1000; i++)
		ck_assert_int_eq(secscan_buffer_addstr(&text, "["), 0);
	ck_assert(!secscan_json_is_object(text.data, text.len, NULL));
	secscan_buffer_release(&text);
}
END_TEST

/* A line says in `expect` whether the key's checksum holds. */
static void grade_line(const char *line, unsigned *valid, unsigned *broken)
{
	json_t *row = json_loads(line, 0, NULL);
	bool hit = !strcmp(json_string_value(json_object_get(row, "expect")), "hit");
	const char *value = hit ? json_string_value(json_array_get(json_object_get(row, "secrets"), 0))
		: json_string_value(json_object_get(row, "text"));
	enum secscan_confidence found = grade("marvin32", value, strlen(value));

	ck_assert_msg(found == (hit ? SECSCAN_VERIFIED : SECSCAN_DOUBTFUL), "%s: %s",
			json_string_value(json_object_get(row, "rule")), secscan_confidence_name(found));
	++*(hit ? valid : broken);
	json_decref(row);
}

START_TEST(agrees_with_published_keys)
{
	const char *shared = getenv("SECSCAN_SHARED");
	unsigned valid = 0, broken = 0;
	char path[4096], line[4096];
	gzFile file;

	snprintf(path, sizeof(path), "%s/corpus/secrets/microsoft-identifiable.jsonl.gz", shared ? shared : "");
	file = shared ? gzopen(path, "r") : NULL;
	if (!file) {
		printf("# SKIP the keys with known checksums: SECSCAN_SHARED names no folder with them\n");
		return;
	}
	while (gzgets(file, line, sizeof(line)))
		grade_line(line, &valid, &broken);
	gzclose(file);
	ck_assert_msg(valid > 60 && broken > 60, "%u valid and %u broken keys", valid, broken);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("checks");
	TCase *tcase = tcase_create("checks");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, generated_value_is_verified, 0, (int)ARRAY_SIZE(proofs));
	tcase_add_loop_test(tcase, one_changed_character_is_doubtful, 0, (int)ARRAY_SIZE(proofs));
	tcase_add_loop_test(tcase, cut_value_is_not_verified, 0, (int)ARRAY_SIZE(proofs));
	tcase_add_loop_test(tcase, survives_anything, 0, (int)ARRAY_SIZE(proofs));
	tcase_add_loop_test(tcase, grades, 0, (int)ARRAY_SIZE(others));
	tcase_add_loop_test(tcase, knows_json_objects, 0, (int)ARRAY_SIZE(json_rows));
	tcase_add_test(tcase, sum_as_the_format_says);
	tcase_add_test(tcase, marvin_as_published);
	tcase_add_test(tcase, refuses_deep_json);
	tcase_add_test(tcase, agrees_with_published_keys);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
