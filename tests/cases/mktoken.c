/* SPDX-License-Identifier: MIT */
/*
 * Makes secrets at run time, so that none lies in the tree. Knows nothing of the product: the checksum
 * here is a second opinion on the product's.
 *
 *   mktoken github [SEED]     a GitHub-style token with a right checksum
 *   mktoken broken [SEED]     the same with a wrong one
 *   mktoken pem [SEED]        the body of a private key: lines of base64 that start a DER sequence
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { TOKEN_BODY = 30, TOKEN_CHECK = 6, PEM_LINES = 12, PEM_WIDTH = 64 };

static const char base62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* xorshift64*: the same seed, the same token, on every machine. */
static unsigned draw(uint64_t *state, unsigned below)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (unsigned)((*state * 0x2545F4914F6CDD1DULL) >> 33) % below;
}

static void print_token(uint64_t seed, int spoil)
{
	char body[TOKEN_BODY + TOKEN_CHECK + 1] = {0};
	unsigned long crc;

	for (int i = 0; i < TOKEN_BODY; i++)
		body[i] = base62[draw(&seed, 62)];
	crc = crc32(0, (const unsigned char *)body, TOKEN_BODY) ^ (spoil ? 1UL : 0UL);
	for (int i = TOKEN_BODY + TOKEN_CHECK - 1; i >= TOKEN_BODY; i--) {
		body[i] = base62[crc % 62];
		crc /= 62;
	}
	printf("ghp%c%s\n", '_', body);
}

static void print_base64(const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i + 2 < len; i += 3) {
		unsigned three = (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 | bytes[i + 2];

		for (int shift = 18; shift >= 0; shift -= 6)
			putchar(base64[three >> shift & 63]);
		if (i / 3 % (PEM_WIDTH / 4) == PEM_WIDTH / 4 - 1)
			putchar('\n');
	}
}

/* SEQUENCE { INTEGER 0, INTEGER of 257 bytes, INTEGER 65537, INTEGER of what is left } */
static void print_pem(uint64_t seed)
{
	static const unsigned char head[] = {0x30, 0x82, 0x02, 0x3c, 0x02, 0x01, 0x00, 0x02, 0x82, 0x01, 0x01, 0x00};
	static const unsigned char exponent[] = {0x02, 0x03, 0x01, 0x00, 0x01, 0x02, 0x82, 0x01, 0x2b};
	unsigned char key[PEM_LINES * PEM_WIDTH / 4 * 3];

	for (size_t i = 0; i < sizeof(key); i++)
		key[i] = (unsigned char)(1 + draw(&seed, 127));
	memcpy(key, head, sizeof(head));
	key[sizeof(head)] |= 0x80;
	memcpy(key + sizeof(head) + 256, exponent, sizeof(exponent));
	print_base64(key, sizeof(key));
}

int main(int argc, char **argv)
{
	const char *kind = argc > 1 ? argv[1] : "github";
	uint64_t seed = (argc > 2 ? strtoull(argv[2], NULL, 10) : 1) * 0x9E3779B97F4A7C15ULL + 1;

	if (!strcmp(kind, "github") || !strcmp(kind, "broken"))
		print_token(seed, !strcmp(kind, "broken"));
	else if (!strcmp(kind, "pem"))
		print_pem(seed);
	else
		return 2;
	return 0;
}
