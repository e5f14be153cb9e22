/* SPDX-License-Identifier: MIT */
#ifndef SCAN_FINDING_H
#define SCAN_FINDING_H

#include "rules/rule.h"
#include "scan/match.h"

#include <secscan/finding.h>

/* All that the rule and the match alone tell. */
void secscan_finding_fill(struct secscan_finding *out, const struct secscan_rule *rule, const struct match *m);

#endif
