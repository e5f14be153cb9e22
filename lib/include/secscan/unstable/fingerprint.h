/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_FINGERPRINT_H
#define SECSCAN_UNSTABLE_FINGERPRINT_H

#include <secscan/error.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A fingerprint says "the same value, found by the same rule" without saying the value: HMAC-SHA256, cut to
 * 128 bits, over rule id and value, each led by its length. The key stops tables that were made
 * for another repository; it is no secret of its own. Many threads may use one key at once.
 */
struct secscan_fingerprint_key;

/* More values that people choose than this get no lasting fingerprint in one run: each costs some 20 ms. */
enum { SECSCAN_FINGERPRINT_CHOSEN_MAX = 256 };

/*
 * A key from 64 hex digits; NULL or "": a random one, whose fingerprints hold in this run only. SECSCAN_ERR_USAGE
 * for other digits, SECSCAN_ERR_IO without randomness. Freed (and wiped) with secscan_fingerprint_key_free().
 */
SECSCAN_MUST_CHECK int secscan_fingerprint_key_new(struct secscan_fingerprint_key **out, const char *hex,
		struct secscan_error *err);
void secscan_fingerprint_key_free(struct secscan_fingerprint_key *key);

/* A new key to write into the settings, as 64 hex digits. */
SECSCAN_MUST_CHECK int secscan_fingerprint_key_make(char out[65], struct secscan_error *err);

/*
 * "key:<32 hex>" or, of a key of the run, "run:<32 hex>". chosen: people choose such values, so Argon2id (3 passes, 8
 * MiB, a salt of the key) makes guessing them slow; a value seen before costs nothing. Past the limit above, or
 * where memory is short, out is "". A key of the run is gone when somebody could guess, so that none of this is needed.
 */
void secscan_fingerprint(char out[48], struct secscan_fingerprint_key *key, const char *rule_id, const void *value,
		size_t len, bool chosen);

/* Allow more or fewer values that people choose than SECSCAN_FINGERPRINT_CHOSEN_MAX. */
void secscan_fingerprint_limit(struct secscan_fingerprint_key *key, size_t limit);

/* How many findings got "". */
size_t secscan_fingerprint_missed(const struct secscan_fingerprint_key *key);

#ifdef __cplusplus
}
#endif
#endif
