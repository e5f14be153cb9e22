/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"

#include <secscan/unstable/fingerprint.h>

/*
 * The vectors were made outside of this project's code, with Python's hmac over length (64 bits, big-endian) and bytes of
 * the rule id and of the value, and with the argon2 program (-id -t 3 -k 8192 -p 1 -l 32, salt: the first 16
 * bytes of the HMAC of the salt's name and an empty value).
 */
#define KEY_COUNTING "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define KEY_UPPER    "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
#define KEY_ZERO     "0000000000000000000000000000000000000000000000000000000000000000"

#define TEN_X "xxxxxxxxxx"
#define HUNDRED_X TEN_X TEN_X TEN_X TEN_X TEN_X TEN_X TEN_X TEN_X TEN_X TEN_X

static const struct {
	const char *name;
	const char *key;
	const char *rule;
	const char *value;
	size_t len;
	bool chosen;
	const char *out;
} vector_rows[] = {
	{"plain", KEY_COUNTING, "forge-token", "abc", 3, false, "key:34511ccc3cf2385b49e9cc89c225dfcd"},
	{"upper case digits are the same key", KEY_UPPER, "forge-token", "abc", 3, false,
		"key:34511ccc3cf2385b49e9cc89c225dfcd"},
	{"the border of rule and value counts", KEY_COUNTING, "forge-toke", "nabc", 4, false,
		"key:f32e6be3be670abfa2f8078844d80699"},
	{"empty value", KEY_COUNTING, "forge-token", "", 0, false, "key:ff119970801f8ed312a413d91b4e4ffd"},
	{"any bytes", KEY_COUNTING, "a", "\x00\xff\n", 3, false, "key:c3a7b5e13a0b9a238000eaedc56ac279"},
	{"long value", KEY_COUNTING, "forge-token", HUNDRED_X, 100, false, "key:b5b0266e8be07141c8a58b35b8ed954b"},
	{"other key", KEY_ZERO, "forge-token", "abc", 3, false, "key:b115fc3ce39c9e1657f6623c59643a03"},
	{"other key, any bytes", KEY_ZERO, "a", "\x00\xff\n", 3, false, "key:16c25aed12124dde51b1d204bad825fe"},
	{"chosen", KEY_COUNTING, "generic-password", "Abc1", 4, true, "key:806fb3d987b44393a1912301ec372d4d"},
	{"chosen, other rule", KEY_COUNTING, "other-rule", "Abc1", 4, true, "key:eb91cfba48f20a543f0f73a09c12c1e3"},
	{"chosen, other value", KEY_COUNTING, "generic-password", "Abc2", 4, true,
		"key:b7995c26671bfd0669c573bbdd20389d"},
};

static struct secscan_fingerprint_key *new_key(const char *hex)
{
	struct secscan_fingerprint_key *key;
	struct secscan_error err = {0};

	ck_assert_msg(secscan_fingerprint_key_new(&key, hex, &err) == 0, "%s", err.message);
	return key;
}

START_TEST(vectors)
{
	struct secscan_fingerprint_key *key = new_key(vector_rows[_i].key);
	char out[48];

	for (int again = 0; again < 2; again++) {
		secscan_fingerprint(out, key, vector_rows[_i].rule, vector_rows[_i].value, vector_rows[_i].len,
				vector_rows[_i].chosen);
		ck_assert_msg(!strcmp(out, vector_rows[_i].out), "%s: %s", vector_rows[_i].name, out);
	}
	ck_assert_uint_eq(secscan_fingerprint_missed(key), 0);
	secscan_fingerprint_key_free(key);
}
END_TEST

static const struct {
	const char *name;
	const char *hex;
	int rc;
} key_rows[] = {
	{"none: of the run", NULL, 0},
	{"empty: of the run", "", 0},
	{"64 digits", KEY_ZERO, 0},
	{"63 digits", KEY_ZERO + 1, SECSCAN_ERR_USAGE},
	{"65 digits", KEY_ZERO "0", SECSCAN_ERR_USAGE},
	{"no digit at the end", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g", SECSCAN_ERR_USAGE},
	{"space inside", "000102030405060708090a0b0c0d0e0f 01112131415161718191a1b1c1d1e1f", SECSCAN_ERR_USAGE},
};

START_TEST(keys)
{
	struct secscan_fingerprint_key *key = NULL;
	struct secscan_error err = {0};
	int rc = secscan_fingerprint_key_new(&key, key_rows[_i].hex, &err);

	ck_assert_msg(rc == key_rows[_i].rc, "%s: %d", key_rows[_i].name, rc);
	ck_assert_msg((key != NULL) == !rc, "%s", key_rows[_i].name);
	secscan_fingerprint_key_free(key);
}
END_TEST

/* Without a key: the same within a run, another in the next, and marked as such. */
START_TEST(runs_differ)
{
	struct secscan_fingerprint_key *first = new_key(NULL), *second = new_key("");
	char a[48], b[48], c[48];

	secscan_fingerprint(a, first, "r", "v", 1, false);
	secscan_fingerprint(b, first, "r", "v", 1, false);
	secscan_fingerprint(c, second, "r", "v", 1, false);
	ck_assert_str_eq(a, b);
	ck_assert_str_ne(a, c);
	ck_assert_int_eq(strncmp(a, "run:", 4), 0);
	ck_assert_uint_eq(strlen(a), 36);
	secscan_fingerprint_key_free(first);
	secscan_fingerprint_key_free(second);
}
END_TEST

START_TEST(chosen_values_are_bounded)
{
	struct secscan_fingerprint_key *key = new_key(KEY_ZERO);
	char out[48], first[48];

	secscan_fingerprint_limit(key, 2);
	secscan_fingerprint(first, key, "r", "a", 1, true);
	secscan_fingerprint(out, key, "r", "b", 1, true);
	ck_assert_uint_eq(strlen(out), 36);
	secscan_fingerprint(out, key, "r", "c", 1, true);
	ck_assert_str_eq(out, "");
	ck_assert_uint_eq(secscan_fingerprint_missed(key), 1);
	secscan_fingerprint(out, key, "r", "a", 1, true);
	ck_assert_str_eq(out, first);
	secscan_fingerprint(out, key, "r", "c", 1, false);
	ck_assert_uint_eq(strlen(out), 36);
	ck_assert_uint_eq(secscan_fingerprint_missed(key), 1);
	secscan_fingerprint_key_free(key);
}
END_TEST

/* Nobody has the key of a run when it has ended: there is nothing to guess against, and no value goes without one. */
START_TEST(chosen_values_of_a_run)
{
	struct secscan_fingerprint_key *key = new_key(NULL);
	char a[48], b[48];

	secscan_fingerprint_limit(key, 0);
	secscan_fingerprint(a, key, "r", "v", 1, true);
	secscan_fingerprint(b, key, "r", "v", 1, true);
	ck_assert_int_eq(strncmp(a, "run:", 4), 0);
	ck_assert_str_eq(a, b);
	ck_assert_uint_eq(secscan_fingerprint_missed(key), 0);
	secscan_fingerprint_key_free(key);
}
END_TEST

START_TEST(made_keys)
{
	char a[65], b[65];

	ck_assert_int_eq(secscan_fingerprint_key_make(a, NULL), 0);
	ck_assert_int_eq(secscan_fingerprint_key_make(b, NULL), 0);
	ck_assert_uint_eq(strspn(a, "0123456789abcdef"), 64);
	ck_assert_uint_eq(strlen(a), 64);
	ck_assert_str_ne(a, b);
	secscan_fingerprint_key_free(new_key(a));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fingerprint");
	TCase *tcase = tcase_create("fingerprint");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, vectors, 0, (int)ARRAY_SIZE(vector_rows));
	tcase_add_loop_test(tcase, keys, 0, (int)ARRAY_SIZE(key_rows));
	tcase_add_test(tcase, runs_differ);
	tcase_add_test(tcase, chosen_values_are_bounded);
	tcase_add_test(tcase, chosen_values_of_a_run);
	tcase_add_test(tcase, made_keys);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
