/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/lint.h>

#include "base/error.h"
#include "rules/example.h"
#include "rules/pack.h"
#include "scan/confirm.h"
#include "scan/selftest.h"
#include "scan/template.h"

#include <secscan/unstable/embed.h>
#include <secscan/unstable/scanner.h>

#include <stdarg.h>

enum {
	LEAST_PROOFS = 3,
	EXAMPLES = 8,      /* of each style */
	WIDE_REACH = 1024,
	HEAVY = 10 * 1000,
	BASE_RULES = 100,  /* a rule is weighed beside so many others: alone it gets engines that it never has in company */
	TEXT_SIZE = 512,
};

struct linting {
	const struct secscan_rules *rules;
	const struct secscan_rules *builtin;
	struct secscan_scanner *scanner;         /* of rules */
	struct secscan_scanner *builtin_scanner; /* NULL without them */
	struct confirmer *confirmer;
	size_t base_bytes; /* of the rules that one is weighed beside; 0: they are not weighed */
	secscan_remark_fn *fn;
	void *payload;
	struct secscan_error *err;
	struct secscan_remark at;
	struct buffer text;
	bool told;             /* the scanner came to the rule's pattern */
	const char *found;     /* the built-in rule that finds the sample */
	char what[TEXT_SIZE];
};

static void say(struct linting *l, const char *key, const char *fix, const char *fmt, ...)
		__attribute__((format(printf, 4, 5)));
static void say(struct linting *l, const char *key, const char *fix, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(l->what, sizeof(l->what), fmt, args);
	va_end(args);
	l->at.key = key;
	l->at.what = l->what;
	l->at.fix = fix;
	l->fn(&l->at, l->payload);
}

static size_t list_len(const struct secscan_rule *rule, enum rule_text list)
{
	size_t n = 0;

	for (const char *text = rule_text(rule, list); *text; text = list_next(text))
		n++;
	return n;
}

static int check_proofs(struct linting *l)
{
	size_t samples = list_len(l->at.rule, LIST_SAMPLE), nots = list_len(l->at.rule, LIST_NOT);

	if (samples < LEAST_PROOFS || nots < LEAST_PROOFS)
		say(l, "", "Write at least three of each: forms the value comes in, and what looks like it but is none.",
				"%zu samples and %zu nots prove little", samples, nots);
	return 0;
}

/* ---- lossy: what the pattern matches and the scan does not see */

static void on_candidate(const struct secscan_explanation *e, void *payload)
{
	struct linting *l = payload;

	if (!strcmp(e->rule_id, secscan_rule_id(l->at.rule)))
		l->told = true;
}

static int on_finding(const struct secscan_finding *finding, void *payload)
{
	(void)finding;
	(void)payload;
	return 0;
}

/* 1 when the pattern matches a text that is made along it and the scan under this path passes it over. */
static int is_lost(struct linting *l, const char *path, enum example_style style, uint64_t seed)
{
	struct secscan_input input = {.path = path};
	int rc;

	secscan_buffer_reset(&l->text);
	if (secscan_buffer_addstr(&l->text, "\n") ||
			secscan_pattern_example(&l->text, rule_text(l->at.rule, TEXT_PATTERN), style, seed) ||
			secscan_buffer_addstr(&l->text, "\n"))
		return secscan_fail_nomem(l->err);
	rc = secscan_confirm_anywhere(l->confirmer, (uint32_t)l->at.rule_index, l->text.data, l->text.len, l->err);
	if (rc <= 0)
		return rc;
	input.data = l->text.data;
	input.len = l->text.len;
	l->told = false;
	rc = secscan_scan(l->scanner, &input, on_finding, NULL, l->err);
	return rc ? rc : !l->told;
}

static void say_lost(struct linting *l, enum example_style style)
{
	static const char *const words[EXAMPLE_STYLES] = {"shortest", "longest", "middling", "odd"};

	say(l, "trigger",
			"Every match must contain the trigger, in its first 256 bytes where `pattern` has no bound: choose a "
			"shorter one, near the start.",
			"lossy: a text that `pattern` matches, one of the %s (%zu bytes), is not found by way of the trigger",
			words[style], l->text.len - 2);
}

/* Stops the walk over paths: one is enough. */
static int check_reach(const char *path, void *payload)
{
	struct linting *l = payload;

	for (uint64_t n = 0; n < EXAMPLES * EXAMPLE_STYLES; n++) {
		enum example_style style = n % EXAMPLE_STYLES;
		int rc = is_lost(l, path, style, secscan_template_seed(secscan_rule_id(l->at.rule), n));

		if (rc > 0)
			say_lost(l, style);
		if (rc)
			return rc;
	}
	return 1;
}

static int check_lossy(struct linting *l)
{
	int rc = *rule_text(l->at.rule, TEXT_TRIGGER) ? secscan_sample_paths(l->at.rule, check_reach, l) : 0;

	return rc == 1 ? 0 : rc;
}

/* ---- costly */

static int check_window(struct linting *l)
{
	if (l->at.rule->before > WIDE_REACH)
		say(l, *rule_text(l->at.rule, TEXT_TRIGGER) ? "trigger" : "pattern",
				"Add a `trigger` that stands near the start of the pattern, or bound the repeats before it.",
				"costly: wherever the trigger matches, the %u bytes before its end are searched",
				l->at.rule->before);
	return 0;
}

static const struct secscan_rule *beside(const struct linting *l, size_t i)
{
	return i < BASE_RULES ? secscan_rules_at(l->builtin ? l->builtin : l->rules, i) : NULL;
}

/* Bytes of a database of the first rules, without one of them or with one more. */
static int weigh(size_t *out, struct linting *l, const struct secscan_rule *without, const struct secscan_rule *more)
{
	const struct secscan_rule *rule;
	struct secscan_compiler *compiler;
	struct secscan_rules *built = NULL;
	int rc = secscan_compiler_new(&compiler, l->err);

	for (size_t i = 0; !rc && (rule = beside(l, i)); i++)
		if (rule != without)
			rc = secscan_compiler_add_rule(compiler, rule, l->err);
	if (!rc && more)
		rc = secscan_compiler_add_rule(compiler, more, l->err);
	if (!rc)
		rc = secscan_compiler_build(&built, compiler, l->err);
	if (!rc)
		*out = secscan_rules_bytes(built);
	secscan_rules_free(built);
	secscan_compiler_free(compiler);
	return rc;
}

static int check_weight(struct linting *l)
{
	bool among = false;
	size_t other, more;
	int rc;

	if (!l->base_bytes || rule_is_sought(l->at.rule))
		return 0;
	for (size_t i = 0; beside(l, i); i++)
		among |= beside(l, i) == l->at.rule;
	rc = among ? weigh(&other, l, l->at.rule, NULL) : weigh(&other, l, NULL, l->at.rule);
	if (rc)
		return rc;
	more = among ? l->base_bytes - other : other - l->base_bytes;
	if (more < HEAVY || more > SIZE_MAX / 2)
		return 0;
	say(l, *rule_text(l->at.rule, TEXT_TRIGGER) ? "trigger" : "pattern",
			"Give a `trigger` of a literal and little more; a bounded repeat of a wide class before the end weighs most.",
			"costly: it adds %zu bytes to the database, where most rules add less than 4,000", more);
	return 0;
}

/* ---- what is there already */

static int check_copy(struct linting *l)
{
	const struct secscan_rule *same = secscan_rules_find(l->builtin, secscan_rule_id(l->at.rule));

	if (same) {
		say(l, "", "Ids are unique over all rules: choose another.", "a built-in rule has this id");
		return 0;
	}
	for (size_t i = 0; i < secscan_rules_count(l->builtin); i++) {
		same = secscan_rules_at(l->builtin, i);
		if (!strcmp(secscan_rule_pattern(same), secscan_rule_pattern(l->at.rule)))
			say(l, "pattern", "Drop this rule, or say in `path` what it is for.",
					"the built-in rule [%s] has this very pattern", secscan_rule_id(same));
	}
	return 0;
}

static int on_builtin(const struct secscan_finding *finding, void *payload)
{
	struct linting *l = payload;

	if (!strcmp(finding->rule_id, rule_text(l->at.rule, TEXT_WITH)))
		return 0;
	if (finding->kind == secscan_rule_kind(l->at.rule) && !finding->rule->yields)
		l->found = finding->rule_id;
	return 0;
}

static int check_sample(struct linting *l, const char *template)
{
	struct secscan_input input = {.path = "sample"};
	int rc;

	secscan_buffer_reset(&l->text);
	rc = secscan_template_expand(&l->text, template, secscan_template_seed(secscan_rule_id(l->at.rule), 0), l->err);
	if (rc)
		return rc == SECSCAN_ERR_SYNTAX ? 0 : rc; /* `secscan rules test` says so */
	input.data = l->text.data;
	input.len = l->text.len;
	l->found = NULL;
	rc = secscan_scan(l->builtin_scanner, &input, on_builtin, l, l->err);
	if (rc || !l->found)
		return rc;
	say(l, "sample", "One of the two findings gives way, and which one is chance: drop the rule or narrow it.",
			"the built-in rule [%s] finds this sample as well", l->found);
	return 1;
}

static int check_known(struct linting *l)
{
	int rc = 0;

	l->at.index = 0;
	for (const char *t = rule_text(l->at.rule, LIST_SAMPLE); !rc && *t; t = list_next(t)) {
		rc = check_sample(l, t);
		l->at.index++;
	}
	return rc == 1 ? 0 : rc;
}

static int lint_all(struct linting *l)
{
	int (*const always[])(struct linting *) = {check_proofs, check_lossy, check_window, check_weight};
	int (*const beside_builtin[])(struct linting *) = {check_copy, check_known};
	int rc = 0;

	for (size_t i = 0; !rc && i < secscan_rules_count(l->rules); i++) {
		l->at = (struct secscan_remark){.rule_index = i, .rule = secscan_rules_at(l->rules, i)};
		if (l->at.rule->borrowed)
			continue;
		for (size_t c = 0; !rc && c < ARRAY_SIZE(always); c++)
			rc = always[c](l);
		for (size_t c = 0; !rc && l->builtin_scanner && c < ARRAY_SIZE(beside_builtin); c++)
			rc = beside_builtin[c](l);
	}
	return rc;
}

int secscan_rules_lint(const struct secscan_rules *rules, const struct secscan_rules *builtin, bool bytes,
		secscan_remark_fn *fn, void *payload, struct secscan_error *err)
{
	struct linting l = {.rules = rules, .builtin = builtin, .fn = fn, .payload = payload, .err = err};
	int rc = secscan_scanner_new(&l.scanner, rules, err);

	if (!rc)
		rc = secscan_confirmer_new(&l.confirmer, rules->rules, secscan_rules_count(rules), err);
	if (!rc && builtin)
		rc = secscan_scanner_new(&l.builtin_scanner, builtin, err);
	if (!rc && bytes)
		rc = weigh(&l.base_bytes, &l, NULL, NULL);
	if (!rc) {
		secscan_scanner_explain(l.scanner, on_candidate, &l);
		rc = lint_all(&l);
	}
	secscan_buffer_release(&l.text);
	secscan_confirmer_free(l.confirmer);
	secscan_scanner_free(l.builtin_scanner);
	secscan_scanner_free(l.scanner);
	return rc;
}
