/* SPDX-License-Identifier: MIT */
#ifndef GATE_MESSAGE_H
#define GATE_MESSAGE_H

#include "gate/gate.h"

/*
 * Scan a message with what looks like the diff of `commit -v` from start on: of the diff only what neither the index
 * nor HEAD nor its parents hold.
 */
SECSCAN_MUST_CHECK int secscan_message_scan_diff(struct secscan_gate *g, const char *name, const struct buffer *message,
		size_t start, struct secscan_error *err);

/* What lines that git takes out of a message begin with, as policy/message.h takes it; NULL for "#". The caller frees it. */
SECSCAN_MUST_CHECK int secscan_message_comment_of(char **out, struct secscan_gate *g, struct secscan_error *err);

#endif
