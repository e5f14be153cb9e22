/* SPDX-License-Identifier: MIT */
#include "rules/checks.h"

#include "base/array.h"
#include "base/base64.h"

#include <ctype.h>
#include <math.h>
#include <zlib.h>

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

void secscan_crc32_base62(char out[6], const char *body, size_t len)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	unsigned long crc = crc32_z(0, (const unsigned char *)body, len);

	for (int i = 5; i >= 0; i--) {
		out[i] = digits[crc % 62];
		crc /= 62;
	}
}

/* GitHub, npm: a prefix that ends with the first _, a body, six digits of checksum over the body. */
static enum secscan_confidence grade_crc32_base62(const char *value, size_t len)
{
	const char *underscore = memchr(value, '_', len);
	const char *body = underscore ? underscore + 1 : value;
	size_t body_len = len - (size_t)(body - value);
	char sum[6];

	if (body_len <= sizeof(sum))
		return SECSCAN_DOUBTFUL;
	secscan_crc32_base62(sum, body, body_len - sizeof(sum));
	return memcmp(sum, body + body_len - sizeof(sum), sizeof(sum)) ? SECSCAN_DOUBTFUL : SECSCAN_VERIFIED;
}

/* ISO/IEC 7812-1: every second digit from the right doubled, digits summed. */
static unsigned luhn_sum(const char *value, size_t len, unsigned doubled)
{
	unsigned sum = 0;

	for (size_t i = len; i-- > 0;) {
		unsigned d;

		if (!isdigit((unsigned char)value[i]))
			continue;
		d = (unsigned)(value[i] - '0') << doubled;
		sum += d > 9 ? d - 9 : d;
		doubled ^= 1;
	}
	return sum;
}

char secscan_luhn_digit(const char *digits, size_t len)
{
	return (char)('0' + (10 - luhn_sum(digits, len, 1) % 10) % 10);
}

static enum secscan_confidence grade_luhn(const char *value, size_t len)
{
	return luhn_sum(value, len, 0) % 10 ? SECSCAN_DOUBTFUL : SECSCAN_VERIFIED;
}

static bool is_json_object(const char *text, size_t len)
{
	char json[4096];
	size_t n = secscan_base64_decode(json, sizeof(json), text, len);

	return n >= 2 && json[0] == '{' && (json[n - 1] == '}' || n == sizeof(json)) && memchr(json, '"', n);
}

/* RFC 7519: header and payload are base64url JSON objects; the signature may be empty. */
static enum secscan_confidence grade_jwt(const char *value, size_t len)
{
	const char *dot = memchr(value, '.', len);
	const char *payload = dot ? dot + 1 : NULL;
	const char *second = payload ? memchr(payload, '.', len - (size_t)(payload - value)) : NULL;

	if (!second)
		return SECSCAN_DOUBTFUL;
	if (!is_json_object(value, (size_t)(dot - value)) || !is_json_object(payload, (size_t)(second - payload)))
		return SECSCAN_DOUBTFUL;
	return SECSCAN_VERIFIED;
}

/* The first bytes of a private key's body: DER's SEQUENCE with a long length, or OpenSSH's magic. */
static enum secscan_confidence grade_pem(const char *value, size_t len)
{
	unsigned char der[64];
	size_t n = secscan_base64_decode((char *)der, sizeof(der), value, len);

	if (n >= 15 && !memcmp(der, "openssh-key-v1", 15))
		return SECSCAN_VERIFIED;
	if (n >= 16 && der[0] == 0x30 && (der[1] & 0x80 ? (der[1] & 0x7f) <= 4 : der[1] >= 0x20))
		return SECSCAN_VERIFIED;
	return n >= 16 ? SECSCAN_PLAUSIBLE : SECSCAN_DOUBTFUL;
}

static const struct check checks[] = {
	{"crc32-base62", grade_crc32_base62},
	{"jwt", grade_jwt},
	{"luhn", grade_luhn},
	{"pem", grade_pem},
};

const struct check *secscan_check_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		if (!strcmp(checks[i].name, name))
			return &checks[i];
	return NULL;
}
