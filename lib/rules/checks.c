/* SPDX-License-Identifier: MIT */
#include "rules/checks.h"

#include "base/array.h"
#include "rules/cards.h"
#include "rules/keys.h"
#include "rules/marvin.h"
#include "rules/structure.h"
#include "rules/sums.h"

#include <math.h>

#define DIGIT "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define BASE62 DIGIT UPPER LOWER
#define HEX DIGIT "abcdef"

#define SUM(...) .sum = &(const struct sum_form){__VA_ARGS__}

/* A new check is one row here, one in patterns/README.md and, so that samples can be written, a generator. */
static const struct check checks[] = {
	{"age-bech32", secscan_grade_age},
	{"aws-key-id", secscan_grade_aws_key_id},
	{"base64-json", secscan_grade_base64_json},
	{"card", secscan_grade_card},
	{"crc32-base62", SUM(BASE62, 6, .after_underscore = true)},
	{"crc32-base62-all", SUM(DIGIT LOWER UPPER, 6)},
	{"crc32-base64-le", SUM(UPPER LOWER DIGIT "+/", 6, .skip = 4, .reversed = true, .shift = 4)},
	{"crc32-hex", SUM(HEX, 8, .after_underscore = true, .separated = true)},
	{"crc32-hex-all", SUM(HEX, 8)},
	{"crc32-hex-le", SUM(HEX, 8, .separated = true, .reversed = true)},
	{"crc32-hex-upper", SUM(DIGIT "ABCDEF", 8)},
	{"gitlab-routable", secscan_grade_gitlab_routable},
	{"jwt", secscan_grade_jwt},
	{"jwt-base64", secscan_grade_jwt_base64},
	{"luhn", secscan_grade_luhn},
	{"marvin32", secscan_grade_marvin32},
	{"pem", secscan_grade_pem},
	{"pypi-macaroon", secscan_grade_pypi_macaroon},
};

const struct check *secscan_check_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		if (!strcmp(checks[i].name, name))
			return &checks[i];
	return NULL;
}

enum secscan_confidence secscan_check_grade(const struct check *check, const char *value, size_t len)
{
	return check->sum ? secscan_sum_grade(check->sum, value, len) : check->grade(value, len);
}

double secscan_entropy(const char *value, size_t len)
{
	size_t count[256] = {0};
	double bits = 0;

	for (size_t i = 0; i < len; i++)
		count[(unsigned char)value[i]]++;
	for (size_t c = 0; c < 256; c++) {
		double p = len ? (double)count[c] / (double)len : 0;

		if (p > 0)
			bits -= p * log2(p);
	}
	return bits;
}
