/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_FINGERPRINT_H
#define SECSCAN_UNSTABLE_FINGERPRINT_H
#include <secscan/error.h>
#include <stdbool.h>
struct secscan_fingerprint_key;
void secscan_fingerprint(char out[48], struct secscan_fingerprint_key *key, const char *rule_id, const void *value, size_t len, bool chosen);
#endif
int secscan_fingerprint_key_new(struct secscan_fingerprint_key **out, const char *hex, struct secscan_error *err);
void secscan_fingerprint_key_free(struct secscan_fingerprint_key *key);
