/* SPDX-License-Identifier: MIT */
/*
 * Rules that lean on another: a value that counts only, or for more, with its other part near it. A part stands by itself,
 * so that what a value counts for never depends on a third one.
 */
#include "rules/draft.h"

#include "base/nearest.h"

enum { WITHIN_DEFAULT = 5 };

static const char *id_of(const struct rule_draft *draft)
{
	return secscan_draft_text(draft, TEXT_ID);
}

static int refuse_unknown(const struct rule_drafts *drafts, const struct rule_draft *draft, const char *id,
		struct secscan_error *err)
{
	struct nearest nearest = {.wanted = id};

	for (size_t i = 0; i < drafts->len; i++)
		secscan_nearest_try(&nearest, id_of(&drafts->items[i]));
	return secscan_draft_refuse(draft, TEXT_WITH, err, 204, "with: no rule [%s] is among these%s%s%s", id,
			nearest.best ? "; did you mean `" : "", nearest.best ? nearest.best : "",
			nearest.best ? "`?" : "");
}

/* Why this part cannot serve that rule, or NULL. */
static const char *unfit(const struct rule_draft *draft, const struct rule_draft *part)
{
	if (part == draft)
		return "a rule is not its own other part";
	if (part->texts[TEXT_WITH].len)
		return "it leans on another rule itself (`with`): name a rule that stands alone";
	if (part->fixed.kind != draft->fixed.kind)
		return "it is of another kind (secrets, banned, pii)";
	if (part->texts[LIST_PATH].len)
		return "it is for certain paths only (`path`), which are not known in a history";
	return NULL;
}

static int link_one(const struct rule_drafts *drafts, struct rule_draft *draft, struct secscan_error *err)
{
	const char *id = secscan_draft_text(draft, TEXT_WITH), *why;
	struct rule_draft *part;

	if (!*id && (draft->fixed.within != WITHIN_UNSAID || draft->fixed.alone))
		return secscan_draft_refuse(draft, RULE_TEXTS, err, 206,
				"rule [%s] has no `with`, without which `within` and `alone` mean nothing", id_of(draft));
	if (!*id)
		return 0;
	part = secscan_drafts_find(drafts, id);
	if (!part)
		return refuse_unknown(drafts, draft, id, err);
	why = unfit(draft, part);
	if (why)
		return secscan_draft_refuse(draft, TEXT_WITH, err, 204, "with: [%s] cannot be the other part of [%s]: %s", id,
				id_of(draft), why);
	if (draft->fixed.within == WITHIN_UNSAID)
		draft->fixed.within = WITHIN_DEFAULT;
	draft->fixed.partner = (int32_t)(part - draft);
	part->fixed.is_part = true;
	return 0;
}

/* From behind, so that the rules sought around a part are asked in their order. */
static void chain(struct rule_draft *draft)
{
	struct rule_draft *part = draft + draft->fixed.partner;

	if (!rule_is_sought(&draft->fixed))
		return;
	draft->fixed.sought = part->fixed.sought ? (int32_t)(part + part->fixed.sought - draft) : 0;
	part->fixed.sought = (int32_t)(draft - part);
}

int secscan_drafts_link(struct rule_drafts *drafts, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; i < drafts->len; i++) {
		struct secscan_rule *fixed = &drafts->items[i].fixed;

		fixed->partner = fixed->sought = 0;
		fixed->is_part = false;
	}
	for (size_t i = 0; !rc && i < drafts->len; i++)
		rc = link_one(drafts, &drafts->items[i], err);
	for (size_t i = drafts->len; !rc && i > 0; i--)
		chain(&drafts->items[i - 1]);
	return rc;
}
