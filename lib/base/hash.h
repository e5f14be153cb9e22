/* SPDX-License-Identifier: MIT */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <secscan/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_LEN = 32, HASH_SALT_LEN = 16 };

/* BLAKE2b-256 of these bytes. */
void secscan_hash(uint8_t out[32], const void *data, size_t len);

/* HMAC-SHA256 of two byte strings, each led by its length (64 bits, big-endian), so that no two pairs are one. */
void secscan_hash_pair(uint8_t out[HASH_LEN], const uint8_t key[HASH_LEN], const void *first, size_t first_len,
		const void *second, size_t second_len);

/* Argon2id, 3 passes over 8 MiB: slow on purpose. SECSCAN_ERR_NOMEM without these 8 MiB. */
SECSCAN_MUST_CHECK int secscan_hash_slow(uint8_t out[HASH_LEN], const uint8_t salt[HASH_SALT_LEN], const void *data,
		size_t len);

/* Bytes that nobody can foresee. SECSCAN_ERR_IO where the system has none. */
SECSCAN_MUST_CHECK int secscan_hash_random(uint8_t *out, size_t len);

/* Lower case; out has 2 * len + 1 bytes. */
void secscan_hash_hex(char *out, const uint8_t *data, size_t len);

/* Exactly 2 * len hex digits, either case. */
bool secscan_hash_unhex(uint8_t *out, size_t len, const char *hex);

/* Overwrite; never left out by the compiler. */
void secscan_hash_wipe(void *data, size_t len);

#endif
