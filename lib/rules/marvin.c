/* SPDX-License-Identifier: MIT */
#include "rules/marvin.h"

#include "base/array.h"
#include "base/base64.h"

#include <stdbool.h>

enum {
	KEY_LEAST = 43,         /* characters of the shortest key, without padding */
	KEY_MAX = 96,           /* of the longest, and room */
	SIGNATURE = 4, SUM = 6, /* characters at the end of a key, before its padding */
	NAME = 8,               /* bytes of a seed's name */
	CASK_HEAD = 80, CASK_MARK = 52, CASK_LONG = 86,
};

static uint32_t rotate(uint32_t x, unsigned n)
{
	return x << n | x >> (32 - n);
}

struct marvin {
	uint32_t a, b;
};

static void mix(struct marvin *m, uint32_t word)
{
	m->a += word;
	m->b ^= m->a;
	m->a = rotate(m->a, 20) + m->b;
	m->b = rotate(m->b, 9) ^ m->a;
	m->a = rotate(m->a, 27) + m->b;
	m->b = rotate(m->b, 19);
}

static uint32_t little_endian(const unsigned char *p, size_t n)
{
	uint32_t word = 0;

	while (n--)
		word = word << 8 | p[n];
	return word;
}

uint64_t secscan_marvin64(const void *data, size_t len, uint64_t seed)
{
	const unsigned char *p = data;
	struct marvin m = {(uint32_t)seed, (uint32_t)(seed >> 32)};

	for (; len >= 4; p += 4, len -= 4)
		mix(&m, little_endian(p, 4));
	mix(&m, little_endian(p, len) | UINT32_C(0x80) << 8 * len);
	mix(&m, 0);
	return (uint64_t)m.b << 32 | m.a;
}

static uint32_t marvin32(const void *data, size_t len, const char *name)
{
	uint64_t seed = 0, sum;

	for (size_t i = 0; i < NAME; i++)
		seed = seed << 8 | (unsigned char)name[i];
	sum = secscan_marvin64(data, len, seed);
	return (uint32_t)(sum >> 32) ^ (uint32_t)sum;
}

/* What a signature stands for is told by the names of its seeds, eight letters each, the usual one first. */
#define MESSAGING "Send0000" "Listen00" "Manage00" "System00" "Unknown0"
static const char cask_seed[] = "Default0";
static const struct signature {
	char text[SIGNATURE + 1];
	const char *seeds;
} signatures[] = {
	{"+ABa", "AbAcct00"},
	{"+ACR", "ACRDflt0"},
	{"+AEh", MESSAGING},
	{"+AMC", "Classic0"},
	{"+ARm", MESSAGING},
	{"+ASb", MESSAGING},
	{"+ASt", "Default0"},
	{"ACDb", "MastRW00" "MastRO00" "SysAll00" "SystRW00" "SystRO00" "Resour00" "Encryp00"},
	{"AIoT", "IoTHub00" "Device00" "DpsKey00"},
	{"APIM", "IoTHub00" "Gatewy00" "Tenant00" "GitKey00"},
	{"AZEG", "SendRecv"},
	{"AzCa", "Access00"},
	{"AzFu", "Master00" "Functi00" "System00"},
	{"AzSe", "PAdmin00" "Query000"},
};

static const struct signature *find_signature(const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(signatures); i++)
		if (!memcmp(signatures[i].text, text, SIGNATURE))
			return &signatures[i];
	return NULL;
}

/* base62 of the sum's bytes as they lie, zeros behind; the short form keeps four of its six digits. */
static void cask_sum(char out[SUM], const char *head)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	char bytes[CASK_HEAD / 4 * 3], text[SUM];
	size_t n = secscan_base64_decode(bytes, sizeof(bytes), head, CASK_HEAD), count = 0;
	uint32_t sum = __builtin_bswap32(marvin32(bytes, n, cask_seed));

	for (; sum; sum /= 62)
		text[count++] = digits[sum % 62];
	memset(out, '0', SUM);
	for (size_t i = 0; i < count; i++)
		out[i] = text[count - 1 - i];
}

void secscan_cask_tail(char out[CASK_TAIL], const char *head, size_t len)
{
	char text[CASK_HEAD], sum[SUM];

	memset(text, 'A', sizeof(text));
	memcpy(text, head, len < sizeof(text) ? len : sizeof(text));
	cask_sum(sum, text);
	memcpy(out, sum, CASK_TAIL);
}

static enum secscan_confidence grade_cask(const char *value, size_t len)
{
	char sum[SUM];

	if (len != CASK_HEAD + CASK_TAIL && len != CASK_LONG)
		return SECSCAN_DOUBTFUL;
	cask_sum(sum, value);
	return memcmp(sum, value + CASK_HEAD, len - CASK_HEAD) ? SECSCAN_DOUBTFUL : SECSCAN_VERIFIED;
}

enum secscan_confidence secscan_grade_marvin32(const char *value, size_t len)
{
	const struct signature *signature;
	unsigned char bytes[KEY_MAX];
	size_t n;

	while (len && value[len - 1] == '=')
		len--;
	if (len < KEY_LEAST || len > KEY_MAX)
		return SECSCAN_DOUBTFUL;
	if (len > CASK_HEAD && !memcmp(value + CASK_MARK, "JQQJ9", 5))
		return grade_cask(value, len);
	signature = find_signature(value + len - SUM - SIGNATURE);
	if (!signature)
		return SECSCAN_PLAUSIBLE;
	n = secscan_base64_decode((char *)bytes, sizeof(bytes), value, len);
	for (const char *seed = signature->seeds; n == len * 3 / 4 && *seed; seed += NAME)
		if (marvin32(bytes, n - 4, seed) == little_endian(bytes + n - 4, 4))
			return SECSCAN_VERIFIED;
	return SECSCAN_DOUBTFUL;
}

size_t secscan_marvin_tail(char out[MARVIN_TAIL_MAX], const char *head, size_t len)
{
	const struct signature *signature = len >= SIGNATURE ? find_signature(head + len - SIGNATURE) : NULL;
	char text[KEY_MAX + 8], bytes[KEY_MAX];
	size_t n = (len * 6 + 7) / 8, whole;
	uint32_t sum;

	if (len + MARVIN_TAIL_MAX > KEY_MAX)
		return 0;
	memset(text, 'A', sizeof(text)); /* the bits between the head and the sum are zero */
	memcpy(text, head, len);
	n = secscan_base64_decode(bytes, n, text, len + 2);
	sum = marvin32(bytes, n, signature ? signature->seeds : cask_seed);
	for (size_t i = 0; i < 4; i++)
		bytes[n++] = (char)(sum >> 8 * i);
	whole = secscan_base64_encode(text, bytes, n, BASE64_PLAIN);
	memcpy(out, text + len, whole - len);
	return whole - len;
}
