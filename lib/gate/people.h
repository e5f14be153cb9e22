/* SPDX-License-Identifier: MIT */
#ifndef GATE_PEOPLE_H
#define GATE_PEOPLE_H

#include "gate/gate.h"

/* Every commit reachable from tip and from none of exclude: what it declares, and the reviews that calls for. */
SECSCAN_MUST_CHECK int secscan_people_judge_commits(struct secscan_gate *g, const struct secscan_oid *tip,
		const struct secscan_oid *exclude, size_t n_exclude, struct secscan_error *err);

/*
 * The change weakens settings and the base names who may sign that off: 1 when each of these commits that changes
 * settings carries the sign-off (a merge only where it makes a change of its own), 0 when one or all do not.
 */
SECSCAN_MUST_CHECK int secscan_people_signed_off(struct secscan_gate *g, const struct secscan_oid *tip,
		const struct secscan_oid *exclude, size_t n_exclude, struct secscan_error *err);

/* Whether these trailers hold a Reviewed-by of a person whom the base lists and who is not the author. */
struct secscan_trailers;
bool secscan_people_has_sign_off(const struct secscan_gate *g, const struct secscan_trailers *trailers,
		const char *author);

/* push_allow.c: the comments of this commit that silenced something; those that nobody signed off block. */
SECSCAN_MUST_CHECK int secscan_allowed_judge(struct secscan_gate *g, const char *commit, bool signed_off);

/* Tell that the sign-off is missing; it blocks. */
SECSCAN_MUST_CHECK int secscan_people_want_sign_off(struct secscan_gate *g);

#endif
