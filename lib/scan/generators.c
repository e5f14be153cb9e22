/* SPDX-License-Identifier: MIT */
#include "scan/generators.h"

#include "base/array.h"
#include "rules/checks.h"

#define DIGIT "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static const char base64url_digits[] = UPPER LOWER DIGIT "-_";
static const char base64_digits[] = UPPER LOWER DIGIT "+/";

/* splitmix64: one addition and two multiplications a number, the same everywhere. */
static uint64_t next(struct drawing *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t secscan_draw(struct drawing *d, size_t below)
{
	return (size_t)(next(d) % below);
}

static int draw_from(struct drawing *d, const char *alphabet, size_t n)
{
	size_t count = strlen(alphabet);
	int rc = 0;

	while (!rc && n--)
		rc = secscan_buffer_add(d->out, &alphabet[secscan_draw(d, count)], 1);
	return rc;
}

static int draw_alphabet(struct drawing *d, const struct generator *self, size_t n)
{
	return draw_from(d, self->alphabet, n);
}

/* As people choose: an upper, a lower and a digit first, then anything. */
static int draw_pass(struct drawing *d, const struct generator *self, size_t n)
{
	static const char *const first[] = {UPPER, LOWER, DIGIT};
	int rc = 0;

	for (size_t i = 0; !rc && i < n; i++)
		rc = draw_from(d, i < ARRAY_SIZE(first) ? first[i] : self->alphabet, 1);
	return rc;
}

/* RFC 9562, version 4. */
static int draw_uuid(struct drawing *d, const struct generator *self, size_t n)
{
	int rc = 0;

	(void)self;
	while (!rc && n--) {
		uint64_t high = next(d), low = next(d);

		rc = secscan_buffer_addf(d->out, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(high >> 32),
				(unsigned)(high >> 16 & 0xffff), (unsigned)(high & 0xfff),
				(unsigned)(0x8000 | (low >> 48 & 0x3fff)), (unsigned long long)(low & 0xffffffffffff));
	}
	return rc;
}

static int draw_crc32_base62(struct drawing *d, const struct generator *self, size_t n)
{
	char sum[6];

	(void)self;
	(void)n;
	secscan_crc32_base62(sum, d->out->data ? d->out->data + d->run : "", d->out->len - d->run);
	return secscan_buffer_add(d->out, sum, sizeof(sum));
}

static int draw_luhn(struct drawing *d, const struct generator *self, size_t n)
{
	char digit;

	(void)self;
	(void)n;
	digit = secscan_luhn_digit(d->out->data ? d->out->data + d->run : "", d->out->len - d->run);
	return secscan_buffer_add(d->out, &digit, 1);
}

static int add_base64(struct buffer *out, const unsigned char *bytes, size_t len, const char *digits)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < len; i += 3) {
		unsigned v = (unsigned)bytes[i] << 16 | (i + 1 < len ? (unsigned)bytes[i + 1] << 8 : 0) |
				(i + 2 < len ? bytes[i + 2] : 0);
		char four[4] = {digits[v >> 18], digits[v >> 12 & 63], digits[v >> 6 & 63], digits[v & 63]};

		rc = secscan_buffer_add(out, four, len - i < 3 ? len - i + 1 : 4);
	}
	return rc;
}

static int add_claims(struct drawing *d, const char *json)
{
	int rc = add_base64(d->out, (const unsigned char *)json, strlen(json), base64url_digits);

	return rc ? rc : secscan_buffer_addstr(d->out, ".");
}

/* RFC 7519 with HS256: header and payload say what tokens say, the signature is 32 drawn bytes. */
static int draw_jwt(struct drawing *d, const struct generator *self, size_t n)
{
	int rc = 0;

	(void)self;
	while (!rc && n--) {
		char claims[96];

		snprintf(claims, sizeof(claims), "{\"sub\":\"%010zu\",\"iat\":%zu,\"admin\":true}",
				secscan_draw(d, 1000000000), 1600000000 + secscan_draw(d, 100000000));
		rc = add_claims(d, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
		if (!rc)
			rc = add_claims(d, claims);
		if (!rc)
			rc = draw_from(d, base64url_digits, 43);
	}
	return rc;
}

/* n lines of 48 bytes that start as a private key does: a SEQUENCE as long as said, then INTEGER 0. */
static int draw_pem(struct drawing *d, const struct generator *self, size_t n)
{
	int rc = 0;

	(void)self;
	for (size_t line = 0; !rc && line < n; line++) {
		const size_t inside = n * 48 - 4;
		const unsigned char head[] = {0x30, 0x82, (unsigned char)(inside >> 8), (unsigned char)inside, 2, 1, 0};
		unsigned char bytes[48];

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = !line && i < sizeof(head) ? head[i] : (unsigned char)secscan_draw(d, 256);
		rc = line ? secscan_buffer_addstr(d->out, "\n") : 0;
		if (!rc)
			rc = add_base64(d->out, bytes, sizeof(bytes), base64_digits);
	}
	return rc;
}

/* A new kind of value is one row here and one in patterns/README.md. */
static const struct generator generators[] = {
	{"base62", draw_alphabet, DIGIT UPPER LOWER},
	{"base64", draw_alphabet, base64_digits},
	{"base64url", draw_alphabet, base64url_digits},
	{"base58", draw_alphabet, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"},
	{"base36", draw_alphabet, DIGIT LOWER},
	{"BASE36", draw_alphabet, DIGIT UPPER},
	{"base32", draw_alphabet, UPPER "234567"},
	{"hex", draw_alphabet, DIGIT "abcdef"},
	{"HEX", draw_alphabet, DIGIT "ABCDEF"},
	{"digit", draw_alphabet, DIGIT},
	{"lower", draw_alphabet, LOWER},
	{"upper", draw_alphabet, UPPER},
	{"alpha", draw_alphabet, UPPER LOWER},
	{"pass", draw_pass, DIGIT UPPER LOWER "!@#%^*_-+="},
	{"uuid", draw_uuid, NULL},
	{"crc32-base62", draw_crc32_base62, NULL},
	{"luhn", draw_luhn, NULL},
	{"jwt", draw_jwt, NULL},
	{"pem", draw_pem, NULL},
};

const struct generator *secscan_generator_find(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(generators); i++)
		if (strlen(generators[i].name) == len && !memcmp(generators[i].name, name, len))
			return &generators[i];
	return NULL;
}
