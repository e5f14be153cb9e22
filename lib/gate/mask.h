/* SPDX-License-Identifier: MIT */
#ifndef GATE_MASK_H
#define GATE_MASK_H

#include "gate/gate.h"

/* Let the path, and of a finding its detail and reason, be such as may be shown; they stay valid until the next call. */
SECSCAN_MUST_CHECK int secscan_gate_mask_path(const char **path, struct secscan_gate *gate, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_gate_mask(struct secscan_finding *finding, struct secscan_gate *gate,
		struct secscan_error *err);
void secscan_gate_mask_release(struct secscan_gate *gate);

#endif
