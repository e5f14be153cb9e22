/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SEEN_H
#define SCAN_SEEN_H

#include "base/array.h"

#include <secscan/error.h>

#include <stdbool.h>
#include <stdint.h>

/*
 * What was scanned before and gave no sign: in a history most of a file is as it was in another version. A text is cut
 * into stretches at line ends that its own bytes choose (in long lines at other places where nothing encoded lies
 * across), so that the same lines make the same stretches wherever they stand, and a stretch that gave no sign is known
 * again with the bytes around it by which a sign in it could differ. One whose signs came to nothing at second sight is
 * known again with more around it, which that may have seen.
 *
 * Known by a number of 128 bits: NH (Black, Halevi, Krawczyk, Krovetz, Rogaway: UMAC, CRYPTO 1999, section 4.2) under a
 * secret of this process. Two different stretches have the same number with a probability of 2^-64 at most, whoever
 * wrote them. A place in the table holds the one that came last. Threads that share the table have a struct each.
 */
struct seen;

enum {
	SEEN_SLOTS = 1 << 20,
	SEEN_LEAST = 512,      /* bytes of a stretch, or what is within reach if that is more; but for the last one */
	SEEN_MOST = 8 * 1024,  /* a run of digits that goes on for so long makes stretches that are never known */
	SEEN_REACH = 4 * 1024, /* the most that `reach` may be */
	SEEN_AFTER = 64,       /* bytes behind a stretch that decide with it: what any finder looks ahead */
	SEEN_BEFORE_SIGN = 2 * SEEN_LEAST, /* bytes before and behind a stretch that decide what its signs come to */
	SEEN_BEHIND_SIGN = SEEN_LEAST + SEEN_AFTER,
};

struct stretch {
	size_t start, end;
	uint64_t key[2];
	bool known;        /* it gave nothing before: nothing in it needs a look */
	bool marked;       /* there is a sign in it */
	bool encoded;      /* for the caller: what kind of sign */
	bool fleeting;     /* never to be known: its signs came to something, or more decided than what is around it */
};

/* reach: how many bytes before a place decide whether there is a sign. SECSCAN_ERR_NOMEM, or _IO without randomness. */
SECSCAN_MUST_CHECK int secscan_seen_new(struct seen **out, size_t reach, struct secscan_error *err);
/* What one learns the other knows; the owner must outlive it. */
SECSCAN_MUST_CHECK int secscan_seen_share(struct seen **out, const struct seen *owner, struct secscan_error *err);
void secscan_seen_free(struct seen *seen);
size_t secscan_seen_reach(const struct seen *seen);

/* The stretches of this text, in order; they stay until the next call. SECSCAN_ERR_NOMEM or 0. */
SECSCAN_MUST_CHECK int secscan_seen_cut(struct seen *seen, const char *data, size_t len);
struct stretch *secscan_seen_stretches(struct seen *seen, size_t *n);
/* All of it was looked at: know what is not fleeting. */
void secscan_seen_learn(struct seen *seen);

#endif
