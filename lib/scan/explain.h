/* SPDX-License-Identifier: MIT */
#ifndef SCAN_EXPLAIN_H
#define SCAN_EXPLAIN_H

#include "scan/match.h"

/* Tell who asked what became of m, and of all matches that stand; nothing when nobody asked. */
void secscan_explain_match(struct secscan_scanner *scanner, const struct match *m);
void secscan_explain_matches(struct secscan_scanner *scanner);

#endif
