/* SPDX-License-Identifier: MIT */
#ifndef RULES_KEYS_H
#define RULES_KEYS_H

#include <secscan/rules.h>

#include <stddef.h>

enum { PEM_MAX = 16 * 1024 + 64 };

/* The bytes of a PEM block's body, of which source code may have made strings. PEM_MAX when it is longer than that. */
size_t secscan_pem_decode(char out[PEM_MAX], const char *value, size_t len);

/*
 * The body of a PEM block (what stands between its lines, quotes and comment marks included) holds
 * a key: DER as long as it says or OpenSSH's magic. Old encryption, PGP and PuTTY cannot be told from noise: PLAUSIBLE.
 */
enum secscan_confidence secscan_grade_pem(const char *value, size_t len);

/* Never VERIFIED: the account that the id decodes to is no proof. DOUBTFUL for AWS's own examples. */
enum secscan_confidence secscan_grade_aws_key_id(const char *value, size_t len);

enum { BECH32_SUM = 6 };

/* The digits that complete a Bech32 text (BIP 173), in upper case. */
void secscan_bech32_sum(char out[BECH32_SUM], const char *head, size_t len);
enum secscan_confidence secscan_grade_age(const char *value, size_t len);

#endif
