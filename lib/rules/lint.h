/* SPDX-License-Identifier: MIT */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include "rules/draft.h"

/*
 * What a pattern must look like to be cheap in every commit (patterns/README.md). Fills
 * draft->expression (in arena), what Hyperscan compiles, and draft->fixed.before.
 */
SECSCAN_MUST_CHECK int secscan_rule_lint(struct rule_draft *draft, struct arena *arena, struct secscan_error *err);

#endif
