/* SPDX-License-Identifier: MIT */
#ifndef RULES_CHECKS_H
#define RULES_CHECKS_H

#include <secscan/rules.h>

#include <stdbool.h>

/*
 * The table of checks: what a value proves by itself, offline. A check grades a hit, it never
 * drops one. It lies with the rules so that a rule file naming an unknown check is refused with its
 * line; the scanner only calls it.
 */
struct check {
	const char *name;
	/* VERIFIED: the checksum or structure holds; DOUBTFUL: it does not; PLAUSIBLE: cannot say. */
	enum secscan_confidence (*grade)(const char *value, size_t len);
};

const struct check *secscan_check_find(const char *name);

/* Shannon's entropy in bits a byte; 0 for no bytes. */
double secscan_entropy(const char *value, size_t len);

/* The six base62 digits of the CRC-32 of these bytes (0-9A-Za-z, most significant first). */
void secscan_crc32_base62(char out[6], const char *body, size_t len);

/* The digit that completes these digits to a Luhn number. */
char secscan_luhn_digit(const char *digits, size_t len);

#endif
