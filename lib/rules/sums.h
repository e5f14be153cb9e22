/* SPDX-License-Identifier: MIT */
#ifndef RULES_SUMS_H
#define RULES_SUMS_H

#include <secscan/rules.h>

#include <stdbool.h>

enum { SUM_WIDTH_MAX = 8, GITLAB_TAIL = 9 };

/* A CRC-32 (IEEE) that ends a value, and what of the value it covers. */
struct sum_form {
	const char *digits;           /* of the sum, in the order of their worth */
	unsigned char width;          /* how many, the greatest first */
	unsigned char skip;           /* bytes at the start of the value that are not covered */
	bool after_underscore;        /* covered is only what stands behind the last _ */
	bool separated;               /* a _ before the sum is not covered */
	bool reversed;                /* the sum's bytes are written least first */
	unsigned char shift;          /* zero bits behind the sum's own */
};

/* Write the width digits (at most SUM_WIDTH_MAX) that complete a value which starts with head. */
void secscan_sum_write(char *out, const struct sum_form *form, const char *head, size_t len);

enum secscan_confidence secscan_sum_grade(const struct sum_form *form, const char *value, size_t len);

/* GitLab's routable tokens: two digits of payload length and seven of sum, behind all the rest. */
void secscan_gitlab_tail(char out[GITLAB_TAIL], const char *head, size_t len);
enum secscan_confidence secscan_grade_gitlab_routable(const char *value, size_t len);

#endif
