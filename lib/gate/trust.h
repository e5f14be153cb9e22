/* SPDX-License-Identifier: MIT */
#ifndef GATE_TRUST_H
#define GATE_TRUST_H

#include "gate/gate.h"

enum { SECSCAN_MODE_LINK = 0120000 };

/* Tell that the change weakens what judges it, at this path: it blocks, or asks for the sign-off that the base names. */
SECSCAN_MUST_CHECK int secscan_trust_weaker(struct secscan_gate *g, const char *path, const char *detail);

/* Say that it is the committed version which is broken, and what is wrong there (err). Returns rc. */
int secscan_trust_refuse_base(const char *rev, int rc, struct secscan_error *err);

/* Whether a rule file is well formed, as far as that can be told without a compiler: SECSCAN_ERR_SYNTAX if not. */
SECSCAN_MUST_CHECK int secscan_trust_read_rules(const struct secscan_rule_text *text, struct secscan_error *err);

/* Compare the base's rule files with those of a version (NULL: the index). */
SECSCAN_MUST_CHECK int secscan_trust_judge_rules(struct secscan_gate *g, const char *now, struct secscan_error *err);

#endif
