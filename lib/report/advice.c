/* SPDX-License-Identifier: MIT */
#include "report/text.h"

#include <string.h>

enum { LABEL_END = 10 }; /* column */

/* ---- what is remembered on the way ---- */

static int learn_topic(struct text_state *t, const struct secscan_finding *f)
{
	struct topic *topic = NULL;

	for (size_t i = 0; i < t->topics.len && !topic; i++)
		if (t->topics.items[i].number == f->number)
			topic = &t->topics.items[i];
	if (!topic) {
		topic = array_push(&t->topics);
		if (!topic)
			return SECSCAN_ERR_NOMEM;
		topic->number = f->number;
		topic->rule_id = f->rule_id;
	}
	if (topic->level < f->level)
		topic->level = f->level;
	if (topic->rule_id && strcmp(topic->rule_id, f->rule_id) != 0)
		topic->rule_id = NULL;
	return 0;
}

static int learn_remedy(struct text_state *t, const struct secscan_finding *f)
{
	struct remedy *last;
	char *text;

	if (!*f->remedy)
		return 0;
	for (size_t i = 0; i < t->remedies.len; i++)
		if (!strcmp(t->remedies.items[i].rule_id, f->rule_id) && !strcmp(t->remedies.items[i].text, f->remedy))
			return 0;
	if (t->remedies.len >= REMEDIES_TOLD) {
		t->more_remedies++;
		return 0;
	}
	text = secscan_arena_strdup(&t->memory, f->remedy);
	last = text ? array_push(&t->remedies) : NULL;
	if (!last)
		return SECSCAN_ERR_NOMEM;
	last->number = f->number;
	last->rule_id = f->rule_id;
	last->text = text;
	return 0;
}

int secscan_text_learn(struct text_state *t, const struct secscan_finding *f)
{
	if (f->suppressed || f->level < SECSCAN_REVIEW)
		return 0;
	if (f->command && !t->command) {
		t->command = secscan_arena_strdup(&t->memory, f->command);
		if (!t->command)
			return SECSCAN_ERR_NOMEM;
	}
	return learn_topic(t, f) || learn_remedy(t, f) ? SECSCAN_ERR_NOMEM : 0;
}

/* ---- the last block ---- */

void secscan_text_label(struct out *o, const char *label, const char *text)
{
	if (!*text)
		return;
	secscan_out_printf(o, "    %-*s", LABEL_END - 4, label);
	secscan_out_wrap(o, LABEL_END, LABEL_END, text);
}

/* "RULE" stands in the texts for the rule's id, which one line can give only if there is just one. */
static void say_waive(struct out *o, const char *text, const char *rule_id)
{
	const char *gap = rule_id ? strstr(text, "RULE") : NULL;
	char filled[512];

	if (!gap) {
		secscan_text_label(o, "Waive", text);
		return;
	}
	snprintf(filled, sizeof(filled), "%.*s%s%s", (int)(gap - text), text, rule_id, gap + strlen("RULE"));
	secscan_text_label(o, "Waive", filled);
}

/* What the rules themselves advise. */
static void say_remedies(struct out *o, const struct text_state *t, unsigned number)
{
	for (size_t i = 0; i < t->remedies.len; i++) {
		const struct remedy *remedy = &t->remedies.items[i];

		if (remedy->number != number)
			continue;
		secscan_out_printf(o, "%*s[", LABEL_END, "");
		secscan_out_printable(o, remedy->rule_id, strlen(remedy->rule_id));
		secscan_out_puts(o, "] ");
		secscan_out_wrap(o, LABEL_END + strlen(remedy->rule_id) + 3, LABEL_END, remedy->text);
	}
}

static void say_topic(struct secscan_report *r, const struct topic *topic)
{
	const struct secscan_message *m = secscan_message_find(topic->number);
	struct out *o = &r->out;

	secscan_out_printf(o, "%sSEC-%03u%s ", secscan_text_bold(r), topic->number, secscan_text_plain(r));
	secscan_out_wrap(o, 8, 4, m ? m->title : "");
	secscan_text_label(o, "Why", m ? m->why : "");
	secscan_text_label(o, "Fix", m ? m->fix : "");
	say_remedies(o, r->state, topic->number);
	say_waive(o, m ? m->waive : "", topic->rule_id);
}

static void say_topics(struct secscan_report *r)
{
	const struct text_state *t = r->state;
	size_t told = 0;

	for (int level = SECSCAN_BLOCK; level >= SECSCAN_REVIEW; level--) {
		for (size_t i = 0; i < t->topics.len; i++) {
			if ((int)t->topics.items[i].level == level && told++ < TOPICS_TOLD)
				say_topic(r, &t->topics.items[i]);
		}
	}
	if (told > TOPICS_TOLD)
		secscan_out_printf(&r->out, "and %zu more numbers\n", told - TOPICS_TOLD);
}

void secscan_text_advise(struct secscan_report *r)
{
	const struct text_state *t = r->state;
	struct out *o = &r->out;

	if (!t->topics.len)
		return;
	say_topics(r);
	if (t->more_remedies)
		secscan_out_puts(o, "`secscan rules list` names the remedy of every rule.\n");
	if (t->command) { /* never wrapped: it is there to be pasted */
		secscan_out_puts(o, "To do so:\n    ");
		secscan_out_puts(o, t->command);
		secscan_out_puts(o, "\n");
	}
	secscan_out_printf(o, "More: `secscan explain SEC-%03u`\n", t->topics.items[0].number);
}
