/* SPDX-License-Identifier: MIT */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "report/report.h"

enum {
	SHOWN_A_FILE = 20,
	SHOWN_IN_ALL = 200,
	TOPICS_TOLD = 6,    /* message numbers and remedies that the end spells out */
	REMEDIES_TOLD = 8,
	SAID_KEPT = 512,    /* of what was said, to know it again */
};

/* A message number among the findings. */
struct topic {
	unsigned number;
	enum secscan_level level; /* the worst */
	const char *rule_id;      /* the only rule that said it, or NULL */
};

struct remedy {
	unsigned number;
	const char *rule_id;
	const char *text;
};

struct text_state {
	struct arena memory;
	struct buffer path;       /* of the file whose findings are being listed */
	size_t in_file;
	size_t hidden_in_file;
	size_t shown;
	size_t hidden;            /* of all, those of hidden_in_file left out */
	bool spoke;
	uint64_t suppressed_here; /* by this change */
	ARRAY_OF(struct topic) topics;
	ARRAY_OF(struct remedy) remedies;
	size_t more_remedies;
	ARRAY_OF(const char *) said;      /* the first SAID_KEPT: values, and rules whose notes had their remedy beside them */
	const char *command;      /* to paste, of the first finding that has one */
};

const char *secscan_text_colour(const struct secscan_report *r, enum secscan_level level);
const char *secscan_text_bold(const struct secscan_report *r);
const char *secscan_text_plain(const struct secscan_report *r);

/* "    Why   ...", nothing for an empty text. */
void secscan_text_label(struct out *o, const char *label, const char *text);

/* Remember what the end has to say about a finding. 0 or SECSCAN_ERR_NOMEM. */
int secscan_text_learn(struct text_state *t, const struct secscan_finding *f);

/* What to do about all that was learned: how to fix, how to waive, where to read more. */
void secscan_text_advise(struct secscan_report *r);

/* The end: what happened, what to do, what was read. */
void secscan_text_conclude(struct secscan_report *r, const struct secscan_summary *s,
		const struct secscan_error *failure);

#endif
