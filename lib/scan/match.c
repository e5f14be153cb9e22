/* SPDX-License-Identifier: MIT */
#include "scan/match.h"

#include "rules/rule.h"

static int by_place(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	if (x->value_start != y->value_start)
		return x->value_start < y->value_start ? -1 : 1;
	if (x->value_end != y->value_end)
		return x->value_end > y->value_end ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* A pair is believed more than a generic rule, for it says what the value opens. */
static int standing(const struct match *m, const struct secscan_rule *rule)
{
	if (m->lone)
		return 0;
	if (!rule->yields)
		return 3;
	return m->other.line ? 2 : 1;
}

/* Whether a gives way to b, whose value touches the same bytes. */
static bool gives_way(const struct match *a, const struct match *b, const struct secscan_rule *rules)
{
	const struct secscan_rule *x = &rules[a->rule], *y = &rules[b->rule];
	size_t a_len = a->value_end - a->value_start, b_len = b->value_end - b->value_start;

	if (x->kind != y->kind)
		return false;
	if (standing(a, x) != standing(b, y))
		return standing(a, x) < standing(b, y);
	if (x->kind == SECSCAN_KIND_BANNED)
		return false;
	if (a->decoded != b->decoded)
		return a->decoded; /* a rule for the encoded form knows more of it */
	if (a_len != b_len)
		return a_len < b_len;
	return a->rule != b->rule ? a->rule > b->rule : a->decoded; /* seen by two batches */
}

static bool is_dropped(const struct match *m)
{
	return m->ruling.ruling == SECSCAN_DROPPED;
}

static void drop(struct match *m)
{
	m->ruling = (struct ruling){SECSCAN_DROPPED, "settle", "another rule finds a value in the same bytes"};
}

static void settle_from(struct matches *m, size_t i, const struct secscan_rule *rules)
{
	struct match *a = &m->items[i];

	for (size_t j = i + 1; !is_dropped(a) && j < m->len && m->items[j].value_start < a->value_end; j++) {
		struct match *b = &m->items[j];

		if (is_dropped(b))
			continue;
		if (gives_way(a, b, rules))
			drop(a);
		else if (gives_way(b, a, rules))
			drop(b);
	}
}

void secscan_matches_sort(struct matches *m)
{
	if (m->len > 1)
		qsort(m->items, m->len, sizeof(*m->items), by_place);
}

void secscan_matches_settle(struct matches *m, const struct secscan_rule *rules)
{
	for (size_t i = 0; i < m->len; i++)
		settle_from(m, i, rules);
}

void secscan_matches_sweep(struct matches *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->len; i++)
		if (!is_dropped(&m->items[i]))
			m->items[kept++] = m->items[i];
	m->len = kept;
}
