/* SPDX-License-Identifier: MIT */
#ifndef SCAN_PARTNER_H
#define SCAN_PARTNER_H

#include "scan/scanner.h"

/*
 * For each of the scanner's sorted matches whose rule says `with`: whether the other part stands near, and what follows.
 * Places are those in the input, for what was decoded too. SECSCAN_ERR_NOMEM leaves all as it is.
 */
SECSCAN_MUST_CHECK int secscan_partners_judge(struct secscan_scanner *scanner);

/* The step's name in rulings; and which part stands where, or is missing. */
extern const char secscan_partner_step[];
void secscan_partner_reason(char *out, size_t size, const struct secscan_rule *rules, const struct match *m);

#endif
