/* SPDX-License-Identifier: MIT */
#include "sources/repo.h"

static const char digits[] = "0123456789abcdef";

bool secscan_oid_is_zero(const struct secscan_oid *oid)
{
	for (size_t i = 0; i < oid->len; i++)
		if (oid->id[i])
			return false;
	return true;
}

bool secscan_oid_equal(const struct secscan_oid *a, const struct secscan_oid *b)
{
	return a->len == b->len && memcmp(a->id, b->id, a->len) == 0;
}

void secscan_oid_hex(char out[SECSCAN_OID_HEX], const struct secscan_oid *oid)
{
	size_t len = oid->len <= SECSCAN_OID_MAX ? oid->len : SECSCAN_OID_MAX;

	for (size_t i = 0; i < len; i++) {
		*out++ = digits[oid->id[i] >> 4];
		*out++ = digits[oid->id[i] & 15];
	}
	*out = '\0';
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int secscan_oid_parse(struct secscan_oid *out, const char *hex, size_t len)
{
	struct secscan_oid oid = {.len = (uint8_t)(len / 2)};

	if (len != 40 && len != 64)
		return SECSCAN_ERR_USAGE;
	for (size_t i = 0; i < oid.len; i++) {
		int high = nibble(hex[2 * i]), low = nibble(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return SECSCAN_ERR_USAGE;
		oid.id[i] = (uint8_t)(high << 4 | low);
	}
	*out = oid;
	return 0;
}

struct secscan_oid secscan_oid_of(const void *bytes, size_t len)
{
	struct secscan_oid oid = {.len = (uint8_t)len};

	memcpy(oid.id, bytes, len);
	return oid;
}
