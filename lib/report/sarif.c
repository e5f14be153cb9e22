/* SPDX-License-Identifier: MIT */
#include "report/sarif.h"

#include "report/json.h"

#include <secscan/version.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Code scanning takes no more in one run. */
enum { RESULTS_MAX = 25000, RANKS = 17 };

/* Results as text, apart by how much they matter, so that the least of them go when there are too many. */
struct rank {
	ARRAY_OF(char *) results;
};

struct sarif_rule {
	char *id;
	char *text;
};

struct sarif_state {
	struct rank ranks[RANKS];
	size_t len;
	uint64_t dropped;
	ARRAY_OF(struct sarif_rule) rules; /* by id */
};

/* ---- collecting ---- */

static size_t rank_of(const struct secscan_finding *f)
{
	return f->suppressed ? 0 : 1 + (size_t)f->level * 4 + (size_t)f->severity;
}

static char *dump(json_t *value)
{
	char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;

	json_decref(value);
	return text;
}

/* Where the id stands, or would stand. */
static size_t find_rule(const struct sarif_state *s, const char *id, bool *found)
{
	size_t at = array_first_not(&s->rules, rule, strcmp(rule->id, id) < 0);

	*found = at < s->rules.len && !strcmp(s->rules.items[at].id, id);
	return at;
}

static int learn_rule(struct sarif_state *s, const struct secscan_finding *f)
{
	struct sarif_rule rule = {0};
	bool found;
	size_t at = find_rule(s, f->rule_id, &found);

	if (found)
		return 0;
	rule.id = strdup(f->rule_id);
	rule.text = rule.id ? dump(secscan_sarif_rule(f)) : NULL;
	if (!rule.text || !array_push(&s->rules)) {
		free(rule.id);
		free(rule.text);
		return SECSCAN_ERR_NOMEM;
	}
	memmove(&s->rules.items[at + 1], &s->rules.items[at], (s->rules.len - 1 - at) * sizeof(rule));
	s->rules.items[at] = rule;
	return 0;
}

/* Give up the last of the least; false if nothing matters less than this rank. */
static bool make_room(struct sarif_state *s, size_t rank)
{
	for (size_t i = 0; i < rank; i++) {
		struct rank *least = &s->ranks[i];

		if (!least->results.len)
			continue;
		free(least->results.items[--least->results.len]);
		s->len--;
		return true;
	}
	return false;
}

static int sarif_finding(struct secscan_report *r, const struct secscan_finding *f)
{
	struct sarif_state *s = r->state;
	size_t rank = rank_of(f);
	char *text, **last;

	if (s->len >= RESULTS_MAX) {
		s->dropped++;
		if (!make_room(s, rank))
			return 0;
	}
	if (learn_rule(s, f))
		return SECSCAN_ERR_NOMEM;
	text = dump(secscan_sarif_result(f));
	last = text ? array_push(&s->ranks[rank].results) : NULL;
	if (!last) {
		free(text);
		return SECSCAN_ERR_NOMEM;
	}
	*last = text;
	s->len++;
	return 0;
}

/* ---- the document ---- */

static int add_notice(json_t *list, const char *level, unsigned number, json_t *message, const char *path)
{
	json_t *o = json_object(), *descriptor = json_object();
	char id[16];
	int rc;

	snprintf(id, sizeof(id), "SEC-%03u", number);
	rc = secscan_json_set(o, "message", message);
	rc |= secscan_json_set_text(o, "level", level);
	rc |= secscan_json_set_text(descriptor, "id", id);
	rc |= secscan_json_set(o, "descriptor", descriptor);
	if (path)
		rc |= secscan_json_set(o, "locations", json_pack("[{s:{s:{s:o}}}]", "physicalLocation",
				"artifactLocation", "uri", secscan_sarif_uri(path)));
	return rc | json_array_append_new(list, o);
}

static json_t *notices(const struct secscan_report *r, const struct secscan_error *failure)
{
	const struct sarif_state *s = r->state;
	json_t *list = json_array();
	char text[120];
	int rc = 0;

	if (failure)
		rc |= add_notice(list, "error", failure->number, secscan_sarif_message(failure->message),
				*failure->file ? failure->file : NULL);
	for (size_t i = 0; i < r->unreadable.len; i++)
		rc |= add_notice(list, "error", 310, secscan_sarif_message("cannot be read"), r->unreadable.items[i]);
	if (s->dropped) {
		snprintf(text, sizeof(text), "%llu more results are left out, the least severe; jsonl has them all",
				(unsigned long long)s->dropped);
		rc |= add_notice(list, "warning", 513, secscan_sarif_message(text), NULL);
	}
	if (!rc)
		return list;
	json_decref(list);
	return NULL;
}

static json_t *invocation(const struct secscan_report *r, const struct secscan_summary *s,
		const struct secscan_error *failure)
{
	json_t *o = json_object();
	int code = failure ? secscan_exit_code(failure->code) : report_blocks(r, s);
	int rc = secscan_json_set(o, "executionSuccessful", json_boolean(!failure));

	rc |= secscan_json_set_number(o, "exitCode", (uint64_t)code);
	rc |= secscan_json_set(o, "toolExecutionNotifications", notices(r, failure));
	if (!rc)
		return o;
	json_decref(o);
	return NULL;
}

/* The proof of scan, in the run's properties. */
static json_t *proof(const struct secscan_summary *s)
{
	json_t *o = json_object();

	if (!secscan_json_set_counts(o, s))
		return o;
	json_decref(o);
	return NULL;
}

static void put_rules(struct out *o, const struct sarif_state *s)
{
	secscan_out_puts(o, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
			"\"runs\":[{\"tool\":{\"driver\":{\"name\":\"secscan\",\"version\":\"" SECSCAN_VERSION
			"\",\"rules\":[");
	for (size_t i = 0; i < s->rules.len; i++) {
		secscan_out_puts(o, i ? ",\n" : "\n");
		secscan_out_puts(o, s->rules.items[i].text);
	}
	secscan_out_puts(o, "]}},\n\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":{\"text\":"
			"\"the top of the repository, or where the scan was started\"}}},\n");
}

static void put_results(struct out *o, const struct sarif_state *s)
{
	const char *before = "\n";

	secscan_out_puts(o, "\"results\":[");
	for (size_t rank = RANKS; rank-- > 0;) {
		for (size_t i = 0; i < s->ranks[rank].results.len; i++) {
			secscan_out_puts(o, before);
			secscan_out_puts(o, s->ranks[rank].results.items[i]);
			before = ",\n";
		}
	}
	secscan_out_puts(o, "]}]}\n");
}

static int sarif_end(struct secscan_report *r, const struct secscan_summary *s, const struct secscan_error *failure)
{
	char *invoked = dump(invocation(r, s, failure)), *counts = dump(proof(s));
	int rc = invoked && counts ? 0 : SECSCAN_ERR_NOMEM;

	if (!rc) {
		put_rules(&r->out, r->state);
		secscan_out_puts(&r->out, "\"invocations\":[");
		secscan_out_puts(&r->out, invoked);
		secscan_out_puts(&r->out, "],\n\"properties\":");
		secscan_out_puts(&r->out, counts);
		secscan_out_puts(&r->out, ",\n");
		put_results(&r->out, r->state);
	}
	free(invoked);
	free(counts);
	return rc;
}

static void sarif_release(struct secscan_report *r)
{
	struct sarif_state *s = r->state;

	for (size_t rank = 0; rank < RANKS; rank++) {
		for (size_t i = 0; i < s->ranks[rank].results.len; i++)
			free(s->ranks[rank].results.items[i]);
		array_release(&s->ranks[rank].results);
	}
	for (size_t i = 0; i < s->rules.len; i++) {
		free(s->rules.items[i].id);
		free(s->rules.items[i].text);
	}
	array_release(&s->rules);
}

const struct report_format secscan_report_sarif = {
	.name = "sarif",
	.state_size = sizeof(struct sarif_state),
	.finding = sarif_finding,
	.end = sarif_end,
	.release = sarif_release,
};
