/* SPDX-License-Identifier: MIT */
#ifndef GATE_PEOPLE_H
#define GATE_PEOPLE_H

#include "gate/gate.h"

/* Every commit reachable from tip and from none of exclude: what it declares, and the reviews that calls for. */
SECSCAN_MUST_CHECK int secscan_people_judge_commits(struct secscan_gate *g, const struct secscan_oid *tip,
		const struct secscan_oid *exclude, size_t n_exclude, struct secscan_error *err);

#endif
