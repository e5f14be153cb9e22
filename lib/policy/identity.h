/* SPDX-License-Identifier: MIT */
#ifndef POLICY_IDENTITY_H
#define POLICY_IDENTITY_H

#include "base/buffer.h"

#include <stdbool.h>

/* "Name <mail>", folded (fold.h) and taken apart. A lone mail has no name, a lone name no mail: "". */
struct identity {
	struct buffer text; /* owns both */
	const char *name;
	const char *mail;
};

/* Zero-initialise first; the same one may be read into again. NULL reads as "". */
SECSCAN_MUST_CHECK int secscan_identity_read(struct identity *out, const char *text);
void secscan_identity_release(struct identity *identity);

/*
 * The AI tool that this is, as a word fit for a trailer ("Claude"), or NULL. A person called Claude, Devin or Jules
 * is a person; what a vendor's tool writes is the tool, whatever the letters' width and whatever hides between them.
 */
const char *secscan_identity_agent(const struct identity *identity);

/* Any program that signs as itself, AI or not: name[bot]. */
bool secscan_identity_is_bot(const struct identity *identity);

/* The same person: the same mail, or the same name, as far as both have one. */
bool secscan_identity_same(const struct identity *a, const struct identity *b);

#endif
