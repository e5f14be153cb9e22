/* SPDX-License-Identifier: MIT */
#ifndef GATE_CUT_H
#define GATE_CUT_H

#include "gate/gate.h"

/*
 * 0 when a shallow clone was not cut within the range (NULL: all that any ref leads to), else SECSCAN_ERR_REPO: it was not
 * read whole.
 */
SECSCAN_MUST_CHECK int secscan_gate_not_cut(struct secscan_gate *g, const struct secscan_range *range,
		struct secscan_error *err);

#endif
