/* SPDX-License-Identifier: MIT */
#include "scan/selftest.h"

#include "base/error.h"
#include "scan/scanner.h"
#include "scan/template.h"

#include <secscan/unstable/scanner.h>

enum { LEAST = 3, WHAT_SIZE = 512 };

/* The sample or `not` at hand. */
struct proof {
	struct secscan_scanner *scanner;
	struct secscan_selftest_result *result;
	secscan_selftest_fn *fn;
	void *payload;
	struct secscan_error *err;
	struct secscan_selftest_failure at;
	struct buffer text;
	bool hit;                 /* the rule itself was found */
	char what[WHAT_SIZE];     /* what is wrong, "" while nothing is */
};

static int report(struct proof *p)
{
	p->at.what = p->what;
	p->result->failed++;
	return p->fn(&p->at, p->payload);
}

/* A rule that leans on another is proved by both parts: findings of the other one, and of itself alone, prove nothing. */
static bool is_half(const struct proof *p, const struct secscan_finding *finding)
{
	const struct matches *all = &p->scanner->matches;

	if (!rule_partner(p->at.rule))
		return false;
	for (size_t i = 0; finding->rule == p->at.rule && i < all->len; i++)
		if (&p->scanner->rules->rules[all->items[i].rule] == finding->rule && all->items[i].start == finding->offset)
			return all->items[i].lone;
	return finding->rule == rule_partner(p->at.rule);
}

static int on_finding(const struct secscan_finding *finding, void *payload)
{
	struct proof *p = payload;

	if (is_half(p, finding))
		return 0;
	if (p->at.proof == SECSCAN_PROOF_SAMPLE && finding->rule == p->at.rule)
		p->hit = true;
	else if (!*p->what)
		snprintf(p->what, sizeof(p->what), "%s is found (%zu bytes from byte %zu of the drawn text)",
				finding->rule_id, finding->length, finding->offset + 1);
	return 0;
}

static int try_once(struct proof *p, uint64_t seed)
{
	struct secscan_input input = {.path = p->at.path};
	struct secscan_error why;
	int rc;

	secscan_buffer_reset(&p->text);
	rc = secscan_template_expand(&p->text, p->at.text, seed, &why);
	if (rc == SECSCAN_ERR_SYNTAX)
		snprintf(p->what, sizeof(p->what), "%s", why.message);
	if (rc)
		return rc == SECSCAN_ERR_SYNTAX ? 0 : secscan_fail_nomem(p->err);
	p->hit = false;
	input.data = p->text.data;
	input.len = p->text.len;
	rc = secscan_scan(p->scanner, &input, on_finding, p, p->err);
	if (!rc && !*p->what && p->at.proof == SECSCAN_PROOF_SAMPLE && !p->hit)
		snprintf(p->what, sizeof(p->what), rule_partner(p->at.rule) ?
				"the rule does not find it with its other part" : "the rule does not find it");
	return rc;
}

static int try_path(const char *path, void *payload)
{
	struct proof *p = payload;
	int rc = 0;

	if (*p->what)
		return 0;
	p->at.path = path;
	if (!secscan_rule_path_fits(p->at.rule, path))
		snprintf(p->what, sizeof(p->what), "its `path` does not fit the path made from it");
	for (uint64_t round = 0; !rc && !*p->what && round < SELFTEST_ROUNDS; round++)
		rc = try_once(p, secscan_template_seed(secscan_rule_id(p->at.rule),
				round << 32 | (uint64_t)p->at.index << 1 | p->at.proof));
	return !rc && *p->what ? report(p) : rc;
}

static int prove_list(struct proof *p, enum rule_text list, size_t *count)
{
	int rc = 0;

	p->at.index = 0;
	for (const char *text = rule_text(p->at.rule, list); !rc && *text; text = list_next(text)) {
		p->at.text = text;
		p->what[0] = '\0';
		rc = secscan_sample_paths(p->at.rule, try_path, p);
		p->at.index++;
	}
	*count += p->at.index;
	if (rc || p->at.index >= LEAST)
		return rc;
	p->at.text = p->at.path = "";
	snprintf(p->what, sizeof(p->what), "%zu of them; a rule needs %d at least", p->at.index, LEAST);
	return report(p);
}

static int prove(struct proof *p, const struct secscan_rules *rules)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < secscan_rules_count(rules); i++) {
		p->at.rule_index = i;
		p->at.rule = secscan_rules_at(rules, i);
		if (p->at.rule->borrowed)
			continue;
		p->result->rules++;
		p->at.proof = SECSCAN_PROOF_SAMPLE;
		rc = prove_list(p, LIST_SAMPLE, &p->result->samples);
		p->at.proof = SECSCAN_PROOF_NOT;
		if (!rc)
			rc = prove_list(p, LIST_NOT, &p->result->nots);
	}
	return rc;
}

int secscan_selftest(struct secscan_selftest_result *out, const struct secscan_rules *rules, secscan_selftest_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct proof p = {.result = out, .fn = fn, .payload = payload, .err = err};
	int rc = secscan_scanner_new(&p.scanner, rules, err);

	*out = (struct secscan_selftest_result){0};
	if (!rc)
		rc = secscan_scanner_prepare(p.scanner, err);
	if (!rc)
		rc = prove(&p, rules);
	secscan_buffer_release(&p.text);
	secscan_scanner_free(p.scanner);
	return rc;
}

int secscan_rule_sample(char **out, const struct secscan_rule *rule, size_t index, uint64_t seed,
		struct secscan_error *err)
{
	const char *template = rule_text(rule, LIST_SAMPLE);
	struct buffer text = {0};
	int rc;

	while (*template && index--)
		template = list_next(template);
	if (!*template)
		return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, 211, "rule [%s] has fewer samples", secscan_rule_id(rule));
	rc = secscan_template_expand(&text, template, secscan_template_seed(secscan_rule_id(rule), seed), err);
	if (rc)
		secscan_buffer_release(&text);
	*out = secscan_buffer_detach(&text);
	return rc;
}
