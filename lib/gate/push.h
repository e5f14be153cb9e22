/* SPDX-License-Identifier: MIT */
#ifndef GATE_PUSH_H
#define GATE_PUSH_H

#include "gate/gate.h"

/* One line of git's pre-push stdin, or one range to check. */
struct push_ref {
	const char *local_name;
	const char *remote_name;
	const char *branch;        /* that it is for, NULL: none */
	struct secscan_oid local;  /* zero: the remote ref is deleted */
	struct secscan_oid remote; /* zero: the remote has none yet */
	char base[SECSCAN_OID_HEX]; /* the version that judges it, "" for none */
	uint8_t judged_by[32];     /* hash of the settings and rules there */
	bool judged;
};

struct oids ARRAY_MEMBERS(struct secscan_oid);

struct push {
	struct secscan_gate *gate;
	ARRAY_OF(struct push_ref) refs;
	struct oids include; /* what becomes reachable by the refs that are judged together */
	struct oids exclude; /* what the remote has */
	struct oids known;   /* the same, and what we remember of it even where that does not count: who judges is found by it */
	size_t n_theirs;     /* of known; the others are what was accepted in this clone */
	struct secscan_oid trunk; /* the remote's main branch as we remember it; zero: not known */
	char doubt[256];     /* why what we remember does not count, "" if it does */
	const struct push_ref *first; /* of the refs that are judged together */
	bool all_protected;  /* check: every commit is judged as on a protected branch */
	struct secscan_error *err;
};

/* Parse the lines; texts are kept in the gate's arena. SECSCAN_ERR_USAGE names the line. */
SECSCAN_MUST_CHECK int secscan_push_parse(struct push *push, const char *lines, size_t len, struct secscan_error *err);

/* A commit of the remote's: it is old, or only known. */
SECSCAN_MUST_CHECK int secscan_push_known(struct push *push, const struct secscan_oid *oid, bool old,
		struct secscan_error *err);
/* push_tracking.c: those that refs/remotes/ names, the trunk, and the doubt. */
SECSCAN_MUST_CHECK int secscan_push_tracking(struct push *push, const char *remote, const char *url,
		struct secscan_error *err);

/* push_base.c: 1 when oid leads to commits that none of these tips does, else 0. */
SECSCAN_MUST_CHECK int secscan_push_adds(struct push *push, const struct secscan_oid *oid, const struct secscan_oid *tips,
		size_t n, struct secscan_error *err);
/* Base and judged_by of every ref that stays. */
SECSCAN_MUST_CHECK int secscan_push_find_bases(struct push *push, struct secscan_error *err);

/* Judge all that the refs make reachable and exclude does not. */
SECSCAN_MUST_CHECK int secscan_push_judge(struct push *push, struct secscan_error *err);
/* Whether the two are judged together, by the same settings and rules, and this one is not yet. */
bool secscan_push_in_group(const struct push_ref *ref, const struct push_ref *first);
/* push_allow.c: secscan_run's known_line, payload is the push: the bases of all refs that are judged together have it. */
int secscan_push_knows_line(const char *path, const char *line, size_t len, void *payload);
void secscan_push_release(struct push *push);

/* accepted.c: ids that somebody declared to be the base of this clone; a missing file is none. */
SECSCAN_MUST_CHECK int secscan_accepted_read(struct oids *out, struct secscan_gate *g, struct secscan_error *err);

#endif
