/* SPDX-License-Identifier: MIT */
#include "rules/structure.h"

#include "base/base64.h"
#include "rules/json.h"

#include <string.h>

enum { DECODED_MAX = 8 * 1024 };

static enum secscan_confidence grade_json(const char *text, size_t len, const char *key)
{
	char json[DECODED_MAX];
	size_t n = secscan_base64_decode(json, sizeof(json), text, len);

	if (n == sizeof(json))
		return *json == '{' ? SECSCAN_PLAUSIBLE : SECSCAN_DOUBTFUL; /* longer than we care to read */
	return secscan_json_is_object(json, n, key) ? SECSCAN_VERIFIED : SECSCAN_DOUBTFUL;
}

static enum secscan_confidence worse(enum secscan_confidence a, enum secscan_confidence b)
{
	return a < b ? a : b;
}

enum secscan_confidence secscan_grade_jwt(const char *value, size_t len)
{
	const char *dot = memchr(value, '.', len);
	const char *payload = dot ? dot + 1 : NULL;
	const char *second = payload ? memchr(payload, '.', len - (size_t)(payload - value)) : NULL;

	if (!second)
		return SECSCAN_DOUBTFUL;
	return worse(grade_json(value, (size_t)(dot - value), "alg"),
			grade_json(payload, (size_t)(second - payload), NULL));
}

enum secscan_confidence secscan_grade_jwt_base64(const char *value, size_t len)
{
	char jwt[DECODED_MAX];
	size_t n = secscan_base64_decode(jwt, sizeof(jwt), value, len);

	return n == sizeof(jwt) ? SECSCAN_PLAUSIBLE : secscan_grade_jwt(jwt, n);
}

static const char *find_json(const char *value, size_t len)
{
	for (size_t i = 0; i + 3 <= len; i++)
		if (!memcmp(value + i, "eyJ", 3))
			return value + i;
	return NULL;
}

/* A _ is a digit of base64url, and what parts Sentry's JSON from its signature: both are tried. */
enum secscan_confidence secscan_grade_base64_json(const char *value, size_t len)
{
	const char *json = find_json(value, len);
	enum secscan_confidence found;
	size_t rest;

	if (!json)
		return SECSCAN_DOUBTFUL;
	rest = len - (size_t)(json - value);
	found = grade_json(json, rest, NULL);
	for (len = rest; found == SECSCAN_DOUBTFUL && len--;)
		if (json[len] == '_')
			return grade_json(json, len, NULL);
	return found;
}

struct reader {
	const unsigned char *at, *end;
};

/* Seven bits a byte, the least first; past the end reads as a length that nothing has. */
static size_t take_varint(struct reader *r)
{
	size_t number = 0;

	for (unsigned shift = 0; r->at < r->end && shift < 28; shift += 7) {
		unsigned char byte = *r->at++;

		number |= (size_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return number;
	}
	return SIZE_MAX;
}

/* libmacaroons' format 2: fields of type, length and data; type 0 has neither, type 6 is the signature and ends it. */
static enum secscan_confidence grade_macaroon(const unsigned char *bytes, size_t n)
{
	enum { VERSION = 2, END_OF_SECTION = 0, SIGNATURE = 6, SIGNATURE_LEN = 32 };
	struct reader r = {bytes + 1, bytes + n};

	if (!n || bytes[0] != VERSION)
		return SECSCAN_DOUBTFUL;
	while (r.at < r.end) {
		size_t type = take_varint(&r), len;

		if (type == END_OF_SECTION)
			continue;
		len = take_varint(&r);
		if (len > (size_t)(r.end - r.at))
			return SECSCAN_DOUBTFUL;
		r.at += len;
		if (type == SIGNATURE)
			return len == SIGNATURE_LEN && r.at == r.end ? SECSCAN_VERIFIED : SECSCAN_DOUBTFUL;
	}
	return SECSCAN_DOUBTFUL;
}

enum secscan_confidence secscan_grade_pypi_macaroon(const char *value, size_t len)
{
	unsigned char bytes[DECODED_MAX];
	const char *dash = memchr(value, '-', len);
	size_t n;

	if (!dash)
		return SECSCAN_DOUBTFUL;
	n = secscan_base64_decode((char *)bytes, sizeof(bytes), dash + 1, len - (size_t)(dash + 1 - value));
	return n == sizeof(bytes) ? SECSCAN_PLAUSIBLE : grade_macaroon(bytes, n);
}
