/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/fingerprint.h>

#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT_BYTES = 16 };

/* What was slow once: by the fast fingerprint, which never leaves this memory. */
struct slow_one {
	uint8_t fast[HASH_LEN];
	uint8_t slow[FINGERPRINT_BYTES];
};

struct secscan_fingerprint_key {
	uint8_t bytes[HASH_LEN];
	bool of_run;
	pthread_mutex_t lock; /* of what follows */
	size_t missed;
	size_t limit;
	ARRAY_OF(struct slow_one) known;
};

static const char salt_name[] = "secscan fingerprint salt";

static int fill(struct secscan_fingerprint_key *key, const char *hex, struct secscan_error *err)
{
	pthread_mutex_init(&key->lock, NULL);
	key->limit = SECSCAN_FINGERPRINT_CHOSEN_MAX;
	key->of_run = !hex || !*hex;
	if (!key->of_run && !secscan_hash_unhex(key->bytes, sizeof(key->bytes), hex))
		return secscan_fail(err, SECSCAN_ERR_USAGE, 204, "a fingerprint key has 64 hex digits");
	if (key->of_run && secscan_hash_random(key->bytes, sizeof(key->bytes)))
		return secscan_fail(err, SECSCAN_ERR_IO, 905, "the system gives no random bytes");
	return 0;
}

int secscan_fingerprint_key_new(struct secscan_fingerprint_key **out, const char *hex, struct secscan_error *err)
{
	struct secscan_fingerprint_key *key = calloc(1, sizeof(*key));
	int rc;

	if (!key)
		return secscan_fail_nomem(err);
	rc = fill(key, hex, err);
	if (rc)
		secscan_fingerprint_key_free(key);
	else
		*out = key;
	return rc;
}

void secscan_fingerprint_key_free(struct secscan_fingerprint_key *key)
{
	if (!key)
		return;
	if (key->known.items)
		secscan_hash_wipe(key->known.items, key->known.size * sizeof(*key->known.items));
	array_release(&key->known);
	pthread_mutex_destroy(&key->lock);
	secscan_hash_wipe(key, sizeof(*key));
	free(key);
}

int secscan_fingerprint_key_make(char out[65], struct secscan_error *err)
{
	uint8_t bytes[HASH_LEN];

	if (secscan_hash_random(bytes, sizeof(bytes)))
		return secscan_fail(err, SECSCAN_ERR_IO, 905, "the system gives no random bytes");
	secscan_hash_hex(out, bytes, sizeof(bytes));
	secscan_hash_wipe(bytes, sizeof(bytes));
	return 0;
}

static const struct slow_one *find(const struct secscan_fingerprint_key *key, const uint8_t fast[HASH_LEN])
{
	for (size_t i = 0; i < key->known.len; i++)
		if (!memcmp(key->known.items[i].fast, fast, HASH_LEN))
			return &key->known.items[i];
	return NULL;
}

/* Add what is not known yet; NULL when there is no room or no memory. */
static const struct slow_one *learn(struct secscan_fingerprint_key *key, const uint8_t fast[HASH_LEN],
		const char *rule_id, const void *value, size_t len)
{
	uint8_t salt[HASH_LEN], stretched[HASH_LEN], mac[HASH_LEN];
	struct slow_one *one;

	if (key->known.len >= key->limit)
		return NULL;
	secscan_hash_pair(salt, key->bytes, salt_name, strlen(salt_name), "", 0);
	if (secscan_hash_slow(stretched, salt, value, len))
		return NULL;
	one = array_push(&key->known);
	if (!one) {
		secscan_hash_wipe(stretched, sizeof(stretched));
		return NULL;
	}
	secscan_hash_pair(mac, key->bytes, rule_id, strlen(rule_id), stretched, sizeof(stretched));
	memcpy(one->fast, fast, sizeof(one->fast));
	memcpy(one->slow, mac, sizeof(one->slow));
	secscan_hash_wipe(stretched, sizeof(stretched));
	return one;
}

/* Put what is slow in the place of the fast fingerprint; false when it cannot be had. */
static bool slow_down(uint8_t mac[HASH_LEN], struct secscan_fingerprint_key *key, const char *rule_id, const void *value,
		size_t len)
{
	const struct slow_one *one;

	pthread_mutex_lock(&key->lock);
	one = find(key, mac);
	if (!one)
		one = learn(key, mac, rule_id, value, len);
	if (one)
		memcpy(mac, one->slow, FINGERPRINT_BYTES);
	else
		key->missed++;
	pthread_mutex_unlock(&key->lock);
	return one;
}

void secscan_fingerprint(char out[48], struct secscan_fingerprint_key *key, const char *rule_id, const void *value,
		size_t len, bool chosen)
{
	uint8_t mac[HASH_LEN];

	*out = '\0';
	secscan_hash_pair(mac, key->bytes, rule_id, strlen(rule_id), value, len);
	/* A key of the run ends with it: nobody can guess against that. */
	if (key->of_run || !chosen || slow_down(mac, key, rule_id, value, len)) {
		memcpy(out, key->of_run ? "run:" : "key:", 4);
		secscan_hash_hex(out + 4, mac, FINGERPRINT_BYTES);
	}
	secscan_hash_wipe(mac, sizeof(mac));
}

void secscan_fingerprint_limit(struct secscan_fingerprint_key *key, size_t limit)
{
	key->limit = limit;
}

size_t secscan_fingerprint_missed(const struct secscan_fingerprint_key *key)
{
	return key->missed;
}
