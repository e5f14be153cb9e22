/* SPDX-License-Identifier: MIT */
#include "rules/keys.h"

#include "base/array.h"
#include "base/base64.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { PEM_LEAST = 16 };

static bool is_base64(char c)
{
	return isalnum((unsigned char)c) || c == '+' || c == '/' || c == '=';
}

/*
 * Keep the base64 of a body that may stand in source code: comment marks and escapes (\n, \\n) go, and so does what
 * stands between two quoted pieces. The value starts inside the quotes if there are any.
 */
static size_t strip(char *out, const char *value, size_t len)
{
	bool inside = true;
	size_t n = 0;

	for (size_t i = 0; i < len && n < PEM_MAX; i++) {
		if (value[i] == '"' || value[i] == '\'')
			inside = !inside;
		else if (value[i] == '\\' && i + 1 < len && (value[i + 1] == 'n' || value[i + 1] == 'r'))
			i++;
		else if (inside && is_base64(value[i]))
			out[n++] = value[i];
	}
	return n;
}

/* The bytes that a DER SEQUENCE with an INTEGER or SEQUENCE in it says that it has; 0 when it is none. */
static size_t der_len(const unsigned char *der, size_t n)
{
	size_t head = 2, len = der[1];

	if (der[0] != 0x30)
		return 0;
	if (len & 0x80) {
		size_t digits = len & 0x7f;

		if (!digits || digits > 4)
			return 0;
		for (len = 0; digits--; head++)
			len = len << 8 | der[head];
	}
	return head < n && (der[head] == 0x02 || der[head] == 0x30) ? head + len : 0;
}

size_t secscan_pem_decode(char out[PEM_MAX], const char *value, size_t len)
{
	size_t n = strip(out, value, len);

	/* In place: what is decoded never overtakes the text. */
	return n == PEM_MAX ? PEM_MAX : secscan_base64_decode(out, PEM_MAX, out, n);
}

enum secscan_confidence secscan_grade_pem(const char *value, size_t len)
{
	char body[PEM_MAX];
	unsigned char *der = (unsigned char *)body;
	size_t said, n = secscan_pem_decode(body, value, len);

	if (n == PEM_MAX)
		return SECSCAN_PLAUSIBLE;
	if (n < PEM_LEAST)
		return SECSCAN_DOUBTFUL;
	if (!memcmp(der, "openssh-key-v1", 15))
		return SECSCAN_VERIFIED;
	said = der_len(der, n);
	if (!said)
		return SECSCAN_PLAUSIBLE;
	return said <= n && n - said <= 2 ? SECSCAN_VERIFIED : SECSCAN_DOUBTFUL;
}

static int base32_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/* The account in the ten digits behind the four letters: 40 bits, one behind the first. SIZE_MAX when it cannot be. */
static uint64_t aws_account(const char *digits)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < 10; i++) {
		int value = base32_value(digits[i]);

		if (value < 0)
			return UINT64_MAX;
		bits = bits << 5 | (uint64_t)value;
	}
	return bits >> 9 & UINT64_C(0xffffffffff);
}

enum secscan_confidence secscan_grade_aws_key_id(const char *value, size_t len)
{
	static const uint64_t examples[] = {
		UINT64_C(111111111111), UINT64_C(111122223333), UINT64_C(123456789012),
		UINT64_C(444455556666), UINT64_C(581039954779), UINT64_C(999999999999),
	};
	uint64_t account;

	if (len != 20 || !memcmp(value + len - 7, "EXAMPLE", 7))
		return SECSCAN_DOUBTFUL;
	for (size_t i = 4; i < len; i++)
		if (base32_value(value[i]) < 0)
			return SECSCAN_DOUBTFUL;
	account = aws_account(value + 4);
	if (account > UINT64_C(999999999999))
		return SECSCAN_DOUBTFUL;
	for (size_t i = 0; i < ARRAY_SIZE(examples); i++)
		if (account == examples[i])
			return SECSCAN_DOUBTFUL;
	return SECSCAN_PLAUSIBLE;
}

static const char bech32_digits[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

static uint32_t bech32_step(uint32_t sum, uint32_t value)
{
	static const uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (unsigned i = 0; i < ARRAY_SIZE(generator); i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

/*
 * The name in front of the last 1 (in lower case: its high bits, then its low ones), then the digits. UINT32_MAX when
 * one is none.
 */
static uint32_t bech32_polymod(const char *text, size_t len)
{
	size_t name = len;
	uint32_t sum = 1;

	while (name && text[name - 1] != '1')
		name--;
	if (!name--)
		return UINT32_MAX;
	for (size_t i = 0; i < name; i++)
		sum = bech32_step(sum, (uint32_t)tolower((unsigned char)text[i]) >> 5);
	sum = bech32_step(sum, 0);
	for (size_t i = 0; i < name; i++)
		sum = bech32_step(sum, (uint32_t)tolower((unsigned char)text[i]) & 31);
	for (size_t i = name + 1; i < len; i++) {
		const char *digit = memchr(bech32_digits, text[i], sizeof(bech32_digits) - 1);

		if (!digit)
			return UINT32_MAX;
		sum = bech32_step(sum, (uint32_t)(digit - bech32_digits));
	}
	return sum;
}

void secscan_bech32_sum(char out[BECH32_SUM], const char *head, size_t len)
{
	uint32_t sum = bech32_polymod(head, len);

	for (size_t i = 0; i < BECH32_SUM; i++)
		sum = bech32_step(sum, 0);
	sum ^= 1;
	for (size_t i = BECH32_SUM; i--; sum >>= 5)
		out[i] = bech32_digits[sum & 31];
}

enum secscan_confidence secscan_grade_age(const char *value, size_t len)
{
	static const char name[] = "AGE-SECRET-KEY-1";
	enum { KEY = 52 };

	if (len != sizeof(name) - 1 + KEY + BECH32_SUM || memcmp(value, name, sizeof(name) - 1))
		return SECSCAN_DOUBTFUL;
	return bech32_polymod(value, len) == 1 ? SECSCAN_VERIFIED : SECSCAN_DOUBTFUL;
}
