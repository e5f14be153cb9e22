/* SPDX-License-Identifier: MIT */
/*
 * Credentials in two parts: a value that is worth something only with another one near it. All matches of an input are
 * there, in order of place; one pass up and one down find the nearest part of each. A part counts whatever becomes of it
 * later: that it is allowed, known, or better named by another rule does not take it away.
 */
#include "scan/partner.h"

const char secscan_partner_step[] = "partner";

static bool is_concerned(const struct secscan_rule *rule)
{
	return rule->partner || rule->is_part;
}

static bool any_leans(const struct secscan_scanner *s)
{
	for (size_t i = 0; i < s->matches.len; i++)
		if (s->rules->rules[s->matches.items[i].rule].partner)
			return true;
	return false;
}

static unsigned line_ends(const char *at, const char *end)
{
	unsigned n = 0;

	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		at++;
		n++;
	}
	return n;
}

static void number_lines(struct secscan_scanner *s)
{
	struct line_cursor lines;

	secscan_lines_init(&lines, s->lines.data, s->lines.len);
	for (size_t i = 0; i < s->matches.len; i++) {
		struct match *m = &s->matches.items[i];
		unsigned column;

		if (!is_concerned(&s->rules->rules[m->rule]))
			continue;
		m->line = secscan_lines_find(&lines, m->value_start, &column);
		m->last_line = m->line + line_ends(lines.data + m->value_start, lines.data + m->value_end);
	}
}

/* Lines from the value to the part: negative above it, 0 on the same. */
static int distance(const struct match *m, unsigned line, unsigned last_line)
{
	if (last_line < m->line)
		return -(int)(m->line - last_line);
	return line > m->last_line ? (int)(line - m->last_line) : 0;
}

/* What lies within the other is no second part. Encoded values that touch may share bytes of the input. */
static bool is_other(const struct match *a, const struct match *b)
{
	const struct match *first = a->value_start < b->value_start ? a : b, *second = first == a ? b : a;

	if (first->value_start == second->value_start || first->value_end >= second->value_end)
		return false;
	return second->value_start < first->value_end || second->value_start - first->value_end <= NEAR_REACH;
}

static void consider(struct match *m, const struct match *part, unsigned within)
{
	unsigned far = (unsigned)abs(distance(m, part->line, part->last_line));

	if (far > within || !is_other(m, part))
		return;
	if (m->other.line && (unsigned)abs(distance(m, m->other.line, m->other.last_line)) <= far)
		return;
	m->other = (struct other_part){part->rule, part->line, part->last_line};
}

/* In this order the match of the part that was passed last is the nearest on that side. */
static void visit(struct secscan_scanner *s, size_t i)
{
	struct match *m = &s->matches.items[i];
	const struct secscan_rule *rule = &s->rules->rules[m->rule];

	if (rule->partner) {
		uint32_t seen = s->parts_seen[m->rule + (uint32_t)rule->partner];

		if (seen)
			consider(m, &s->matches.items[seen - 1], rule->within);
	}
	s->parts_seen[m->rule] = (uint32_t)i + 1;
}

static bool is_proven(const struct match *m, const struct secscan_rule *rule)
{
	return m->confidence == SECSCAN_VERIFIED && *rule_text(rule, TEXT_CHECK);
}

static void decide(struct match *m, const struct secscan_rule *rule)
{
	enum secscan_ruling ruling = m->other.line ? SECSCAN_KEPT :
			rule->alone == ALONE_DROPPED ? SECSCAN_DROPPED : SECSCAN_DOUBTED;

	if (!rule->partner || is_proven(m, rule))
		return;
	m->lone = !m->other.line;
	if (m->lone)
		m->confidence = SECSCAN_DOUBTFUL;
	if (ruling > m->ruling.ruling || m->ruling.ruling == SECSCAN_KEPT)
		m->ruling = (struct ruling){ruling, secscan_partner_step, ""};
}

int secscan_partners_judge(struct secscan_scanner *s)
{
	size_t rules = secscan_rules_count(s->rules);

	if (!any_leans(s))
		return 0;
	if (!s->parts_seen)
		s->parts_seen = calloc(rules, sizeof(*s->parts_seen));
	if (!s->parts_seen)
		return SECSCAN_ERR_NOMEM;
	number_lines(s);
	memset(s->parts_seen, 0, rules * sizeof(*s->parts_seen));
	for (size_t i = 0; i < s->matches.len; i++)
		visit(s, i);
	memset(s->parts_seen, 0, rules * sizeof(*s->parts_seen));
	for (size_t i = s->matches.len; i > 0; i--)
		visit(s, i - 1);
	for (size_t i = 0; i < s->matches.len; i++)
		decide(&s->matches.items[i], &s->rules->rules[s->matches.items[i].rule]);
	return 0;
}

void secscan_partner_reason(char *out, size_t size, const struct secscan_rule *rules, const struct match *m)
{
	const char *part = rule_text(rule_partner(&rules[m->rule]), TEXT_ID);
	int lines = distance(m, m->other.line, m->other.last_line);

	if (m->lone)
		snprintf(out, size, "its other part [%s] is not within %u lines", part, rules[m->rule].within);
	else if (!lines)
		snprintf(out, size, "its other part [%s] stands on the same line", part);
	else
		snprintf(out, size, "its other part [%s] stands %d line%s %s", part, abs(lines), abs(lines) == 1 ? "" : "s",
				lines < 0 ? "above" : "below");
}
