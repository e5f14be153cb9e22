/* SPDX-License-Identifier: MIT */
/* What a confirmed match is worth: its scope, what its value proves, and what speaks against it. */
#include "scan/grade.h"

#include "rules/checks.h"
#include "scan/plausible.h"

static struct lexis *lexis_of(struct secscan_scanner *s)
{
	if (!s->lexis_ready)
		secscan_lexis_init(&s->lexis, s->language, s->data, s->len);
	s->lexis_ready = true;
	return &s->lexis;
}

static bool in_scope(struct secscan_scanner *s, const struct secscan_rule *rule, size_t start)
{
	static const enum rule_scope scope_of[] = {
		[LEXIS_CODE] = SCOPE_CODE,
		[LEXIS_COMMENT] = SCOPE_COMMENT,
		[LEXIS_STRING] = SCOPE_STRING,
	};

	return rule->scope == SCOPE_ANY || scope_of[secscan_lexis_at(lexis_of(s), start)] == rule->scope;
}

static enum secscan_confidence check(const struct secscan_rule *rule, const char *value, size_t len)
{
	const struct check *check = secscan_check_find(rule_text(rule, TEXT_CHECK));

	return check ? secscan_check_grade(check, value, len) : SECSCAN_PLAUSIBLE;
}

/* Where there is a sum to hold, the sum decides. */
static bool random_enough(const struct secscan_rule *rule, const char *value, size_t len)
{
	return !rule->min_entropy || *rule_text(rule, TEXT_CHECK) || secscan_entropy(value, len) * 100 >= rule->min_entropy;
}

static void weigh(struct secscan_scanner *s, struct match *m, const struct secscan_rule *rule)
{
	struct candidate c = {
		.rule = rule,
		.text = {s->data, s->len},
		.match = {s->data + m->start, m->end - m->start},
		.value = {s->data + m->value_start, m->value_end - m->value_start},
		.path = s->path,
		.language = s->language,
		.lexis = lexis_of(s),
		.proven = m->confidence == SECSCAN_VERIFIED && *rule_text(rule, TEXT_CHECK),
	};

	secscan_candidate_fill(&c);
	secscan_plausible(&m->ruling, &c);
	if (m->ruling.ruling == SECSCAN_DOUBTED)
		m->confidence = SECSCAN_DOUBTFUL;
}

/* What the value proves by itself comes first: nothing speaks against a checksum that holds. */
static void grade(struct secscan_scanner *s, struct match *m, const struct secscan_rule *rule)
{
	static const struct ruling rulings[] = {
		[SECSCAN_DOUBTFUL] = {SECSCAN_DOUBTED, "check", "its checksum or structure does not hold"},
		[SECSCAN_PLAUSIBLE] = {SECSCAN_KEPT, "pattern", "nothing speaks against it"},
		[SECSCAN_VERIFIED] = {SECSCAN_KEPT, "check", "its checksum or structure holds"},
	};
	enum secscan_confidence found = check(rule, s->data + m->value_start, m->value_end - m->value_start);

	m->confidence = (uint8_t)(found == SECSCAN_PLAUSIBLE ? rule->confidence : found);
	m->ruling = rulings[found];
	if (rule->kind == SECSCAN_KIND_SECRET && (found != SECSCAN_VERIFIED || rule->yields || rule->homemade))
		weigh(s, m, rule);
}

void secscan_grade(struct secscan_scanner *s, struct match *m)
{
	const struct secscan_rule *rule = &s->rules->rules[m->rule];
	const char *value = s->data + m->value_start;

	if (!in_scope(s, rule, m->start))
		m->ruling = (struct ruling){SECSCAN_DROPPED, "scope", "it stands in a part of the file that the rule is not for"};
	else if (!random_enough(rule, value, m->value_end - m->value_start))
		m->ruling = (struct ruling){SECSCAN_DROPPED, "entropy", "its characters repeat too much for this rule"};
	else
		grade(s, m, rule);
}
