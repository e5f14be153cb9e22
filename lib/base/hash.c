/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum { SLOW_PASSES = 3, SLOW_BYTES = 8 * 1024 * 1024 };

void secscan_hash(uint8_t out[32], const void *data, size_t len)
{
	crypto_generichash(out, 32, data, len, NULL, 0);
}

static void add_part(crypto_auth_hmacsha256_state *state, const void *data, size_t len)
{
	uint8_t length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)((uint64_t)len >> (56 - 8 * i));
	crypto_auth_hmacsha256_update(state, length, sizeof(length));
	crypto_auth_hmacsha256_update(state, data, len);
}

void secscan_hash_pair(uint8_t out[HASH_LEN], const uint8_t key[HASH_LEN], const void *first, size_t first_len,
		const void *second, size_t second_len)
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, HASH_LEN);
	add_part(&state, first, first_len);
	add_part(&state, second, second_len);
	crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof(state));
}

int secscan_hash_slow(uint8_t out[HASH_LEN], const uint8_t salt[HASH_SALT_LEN], const void *data, size_t len)
{
	if (sodium_init() < 0 || crypto_pwhash(out, HASH_LEN, data, len, salt, SLOW_PASSES, SLOW_BYTES,
						 crypto_pwhash_ALG_ARGON2ID13) != 0)
		return SECSCAN_ERR_NOMEM;
	return 0;
}

int secscan_hash_random(uint8_t *out, size_t len)
{
	/* the kernel's own: sodium would first ask what the processor can do, which is slow in a virtual machine */
	return getentropy(out, len) ? SECSCAN_ERR_IO : 0;
}

void secscan_hash_hex(char *out, const uint8_t *data, size_t len)
{
	sodium_bin2hex(out, 2 * len + 1, data, len);
}

bool secscan_hash_unhex(uint8_t *out, size_t len, const char *hex)
{
	size_t got;

	return strlen(hex) == 2 * len && sodium_hex2bin(out, len, hex, 2 * len, NULL, &got, NULL) == 0 && got == len;
}

void secscan_hash_wipe(void *data, size_t len)
{
	sodium_memzero(data, len);
}
