/* SPDX-License-Identifier: MIT */
#include "scan/generators.h"

#include "base/array.h"
#include "scan/proofs.h"

#define DIGIT "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

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

int secscan_draw_from(struct drawing *d, const char *alphabet, size_t n)
{
	size_t count = strlen(alphabet);
	int rc = 0;

	while (!rc && n--)
		rc = secscan_buffer_add(d->out, &alphabet[secscan_draw(d, count)], 1);
	return rc;
}

static int draw_alphabet(struct drawing *d, const struct generator *self, size_t n)
{
	return secscan_draw_from(d, self->alphabet, n);
}

/* As people choose: an upper, a lower and a digit first, then anything. */
static int draw_pass(struct drawing *d, const struct generator *self, size_t n)
{
	static const char *const first[] = {UPPER, LOWER, DIGIT};
	int rc = 0;

	for (size_t i = 0; !rc && i < n; i++)
		rc = secscan_draw_from(d, i < ARRAY_SIZE(first) ? first[i] : self->alphabet, 1);
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

static int draw_mark(struct drawing *d, const struct generator *self, size_t n)
{
	(void)self;
	(void)n;
	d->run = d->out->len;
	d->marked = true;
	return 0;
}

/* A new kind of value is one row here and one in patterns/README.md. */
static const struct generator generators[] = {
	{"base62", draw_alphabet, DIGIT UPPER LOWER},
	{"base64", draw_alphabet, UPPER LOWER DIGIT "+/"},
	{"base64url", draw_alphabet, UPPER LOWER DIGIT "-_"},
	{"base58", draw_alphabet, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"},
	{"base36", draw_alphabet, DIGIT LOWER},
	{"BASE36", draw_alphabet, DIGIT UPPER},
	{"base32", draw_alphabet, UPPER "234567"},
	{"BECH32", draw_alphabet, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"},
	{"hex", draw_alphabet, DIGIT "abcdef"},
	{"HEX", draw_alphabet, DIGIT "ABCDEF"},
	{"digit", draw_alphabet, DIGIT},
	{"lower", draw_alphabet, LOWER},
	{"upper", draw_alphabet, UPPER},
	{"alpha", draw_alphabet, UPPER LOWER},
	{"pass", draw_pass, DIGIT UPPER LOWER "!@#%^*_-+="},
	{"uuid", draw_uuid, NULL},
	{"mark", draw_mark, NULL},
	/* what completes the run to a value that passes the check of this name */
	{"age-bech32", secscan_draw_tail, NULL},
	{"cask", secscan_draw_tail, NULL},
	{"crc32-base62", secscan_draw_tail, NULL},
	{"crc32-base62-all", secscan_draw_tail, NULL},
	{"crc32-base64-le", secscan_draw_tail, NULL},
	{"crc32-hex", secscan_draw_tail, NULL},
	{"crc32-hex-all", secscan_draw_tail, NULL},
	{"crc32-hex-le", secscan_draw_tail, NULL},
	{"crc32-hex-upper", secscan_draw_tail, NULL},
	{"gitlab-routable", secscan_draw_tail, NULL},
	{"luhn", secscan_draw_tail, NULL},
	{"marvin32", secscan_draw_tail, NULL},
	{"marvin32-base62", secscan_draw_marvin_base62, DIGIT UPPER LOWER},
	{"marvin32-url", secscan_draw_tail, NULL},
	/* whole values */
	{"base64-json", secscan_draw_base64_json, DIGIT UPPER LOWER},
	{"jwt", secscan_draw_jwt, UPPER LOWER DIGIT "-_"},
	{"jwt-base64", secscan_draw_jwt_base64, UPPER LOWER DIGIT "-_"},
	{"pem", secscan_draw_pem, NULL},
	{"pypi-macaroon", secscan_draw_pypi_macaroon, NULL},
};

const struct generator *secscan_generator_find(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(generators); i++)
		if (strlen(generators[i].name) == len && !memcmp(generators[i].name, name, len))
			return &generators[i];
	return NULL;
}
