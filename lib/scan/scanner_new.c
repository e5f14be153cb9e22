/* SPDX-License-Identifier: MIT */
/* How a scanner begins and ends, and what it is told. */
#include "scan/scanner.h"

#include "base/error.h"

#include <secscan/unstable/settings.h>

#include <hs_runtime.h>

enum { CHUNK = 1 << 30 }; /* hs_scan takes an unsigned length */

static int note_runs(struct secscan_scanner *s, uint32_t rule)
{
	struct by_runs *slot = array_push(&s->by_runs);

	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = (struct by_runs){.rule = rule, .words = secscan_nearby_add(&s->nearby, &s->rules->rules[rule])};
	return 0;
}

static int note_columns(struct secscan_scanner *s, uint32_t rule)
{
	uint32_t *slot = array_push(&s->by_columns);

	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = rule;
	return 0;
}

static int note_trigger(struct secscan_scanner *s, uint32_t rule)
{
	if (s->rules->rules[rule].before > s->overlap)
		s->overlap = s->rules->rules[rule].before;
	return 0;
}

/* Note what has to be known of all rules. */
static int survey(struct secscan_scanner *s)
{
	static int (*const note[])(struct secscan_scanner *, uint32_t) = {
		[FINDER_TRIGGER] = note_trigger,
		[FINDER_RUNS] = note_runs,
		[FINDER_COLUMNS] = note_columns,
	};
	int rc = 0;

	for (uint32_t i = 0; !rc && i < secscan_rules_count(s->rules); i++)
		rc = note[s->rules->rules[i].finder](s, i);
	return rc;
}

int secscan_scanner_new(struct secscan_scanner **out, const struct secscan_rules *rules, struct secscan_error *err)
{
	struct secscan_scanner *s = calloc(1, sizeof(*s));
	size_t count = secscan_rules_count(rules);
	int rc = 0;

	if (!s)
		return secscan_fail_nomem(err);
	s->rules = rules;
	s->kinds = UINT32_MAX;
	s->chunk = CHUNK;
	s->levels = SECSCAN_DECODE_DEPTH;
	s->covered = calloc(count, sizeof(*s->covered));
	if (!s->covered || survey(s))
		rc = secscan_fail_nomem(err);
	if (!rc)
		rc = secscan_confirmer_new(&s->confirmer, rules->rules, count, err);
	if (!rc && hs_alloc_scratch(rules->database, &s->scratch) != HS_SUCCESS)
		rc = secscan_fail(err, SECSCAN_ERR_RULES, 401,
				"the rule database cannot be used: Hyperscan refuses it on this processor");
	if (rc) {
		secscan_scanner_free(s);
		return rc;
	}
	*out = s;
	return 0;
}

void secscan_scanner_free(struct secscan_scanner *s)
{
	if (!s)
		return;
	secscan_seen_free(s->seen);
	hs_free_scratch(s->scratch);
	secscan_confirmer_free(s->confirmer);
	secscan_wide_release(&s->wide);
	for (size_t i = 0; i < ARRAY_SIZE(s->encoded); i++)
		secscan_encoded_release(&s->encoded[i]);
	array_release(&s->matches);
	array_release(&s->encoded_in);
	array_release(&s->by_runs);
	array_release(&s->by_columns);
	free(s->covered);
	free(s->parts_seen);
	free(s);
}

int secscan_scanner_like(struct secscan_scanner **out, const struct secscan_scanner *scanner, struct secscan_error *err)
{
	struct secscan_scanner *s;
	int rc = secscan_scanner_new(&s, scanner->rules, err);

	if (rc)
		return rc;
	s->kinds = scanner->kinds;
	s->chunk = scanner->chunk;
	s->levels = scanner->levels;
	s->any_path = scanner->any_path;
	if (scanner->seen)
		rc = secscan_seen_share(&s->seen, scanner->seen, err);
	if (rc)
		secscan_scanner_free(s);
	else
		*out = s;
	return rc;
}

int secscan_scanner_prepare(struct secscan_scanner *s, struct secscan_error *err)
{
	int rc = 0;

	for (uint32_t i = 0; !rc && i < secscan_rules_count(s->rules); i++)
		rc = secscan_confirmer_prepare(s->confirmer, i, err);
	return rc;
}

void secscan_scanner_kinds(struct secscan_scanner *s, uint32_t kinds)
{
	s->kinds = kinds;
}

void secscan_scanner_decode(struct secscan_scanner *s, unsigned levels)
{
	s->levels = levels < ENCODED_LEVELS_MAX ? levels : ENCODED_LEVELS_MAX;
}

void secscan_scanner_place(struct secscan_scanner *s, const struct secscan_settings *settings)
{
	s->place = settings && settings->path_prefix ? settings : NULL;
}

void secscan_scanner_any_path(struct secscan_scanner *s, bool any_path)
{
	s->any_path = any_path;
}

int secscan_scanner_remember(struct secscan_scanner *s, struct secscan_error *err)
{
	size_t reach = 0;

	for (size_t i = 0; i < secscan_rules_count(s->rules); i++)
		if (s->rules->rules[i].width > reach)
			reach = s->rules->rules[i].width;
	return s->seen ? 0 : secscan_seen_new(&s->seen, reach, err);
}

void secscan_scanner_forget(struct secscan_scanner *s)
{
	secscan_seen_free(s->seen);
	s->seen = NULL;
}
