/* SPDX-License-Identifier: MIT */
#ifndef RULES_CHECKS_H
#define RULES_CHECKS_H

#include <secscan/rules.h>

#include <stdbool.h>

struct sum_form;

/*
 * The table of checks: what a value proves by itself, offline. A check grades a hit, it never
 * drops one. It lies with the rules so that a rule file naming an unknown check is refused with its
 * line; the scanner only calls it.
 */
struct check {
	const char *name;
	/* VERIFIED: the checksum or structure holds; DOUBTFUL: it does not; PLAUSIBLE: cannot say. */
	enum secscan_confidence (*grade)(const char *value, size_t len);
	const struct sum_form *sum; /* instead of grade: the checksum that ends the value */
};

const struct check *secscan_check_find(const char *name);

enum secscan_confidence secscan_check_grade(const struct check *check, const char *value, size_t len);

/* Shannon's entropy in bits a byte; 0 for no bytes. */
double secscan_entropy(const char *value, size_t len);

#endif
