/* SPDX-License-Identifier: MIT */
#ifndef RULES_DRAFT_H
#define RULES_DRAFT_H

#include "config/ini.h"
#include "rules/rule.h"

/* A rule while it is read: pointers into the document's or the compiler's arena, and every value's place. */
struct rule_value {
	const char *text;
	unsigned line;
	unsigned column;
};

struct rule_draft {
	struct secscan_rule fixed; /* numbers and flags; texts are filled when the pack is made */
	ARRAY_OF(struct rule_value) texts[RULE_TEXTS];
	const char *file;
	unsigned line;
	const char *expression; /* what Hyperscan compiles: the trigger, or a prefix of the pattern; NULL: nothing */
};

struct rule_drafts ARRAY_MEMBERS(struct rule_draft);

enum { WITHIN_UNSAID = UINT8_MAX };

/* Append the rules of a document of this kind. The document's memory must outlive the drafts. */
SECSCAN_MUST_CHECK int secscan_drafts_read(struct rule_drafts *drafts, enum secscan_kind kind,
		const struct ini_document *document, struct secscan_error *err);
/* Append rules that are compiled already; they must outlive the drafts. */
SECSCAN_MUST_CHECK int secscan_drafts_copy(struct rule_drafts *drafts, const struct secscan_rule *rules, size_t count,
		struct secscan_error *err);
void secscan_drafts_release(struct rule_drafts *drafts);

/* The rule of this id, or NULL. */
struct rule_draft *secscan_drafts_find(const struct rule_drafts *drafts, const char *id);

/* Find for each rule that says `with` the rule that it means, which must be one of these. */
SECSCAN_MUST_CHECK int secscan_drafts_link(struct rule_drafts *drafts, struct secscan_error *err);

/* The first text of a kind, or "". */
const char *secscan_draft_text(const struct rule_draft *draft, enum rule_text which);

/* An error at a value of the rule (which may be absent: then at the rule's section). */
int secscan_draft_refuse(const struct rule_draft *draft, enum rule_text which, struct secscan_error *err,
		unsigned number, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
