/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "output.h"
#include "rulefiles.h"

#include <secscan/unstable/embed.h>
#include <secscan/unstable/source.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 3, MOST_BYTES = 16 << 20, TOP = 30 };

struct profile_values {
	const char *rules;
	const char *kind;
	const char *top;
};

static const struct flag flags[] = {
	{"rules", 'R', "PATH", "the rules of this file or tree, not the built-in ones", offsetof(struct profile_values, rules), NULL},
	{"kind", 'k', "KIND", "what a rule file outside of secrets/, banned/ and pii/ holds",
	 offsetof(struct profile_values, kind), secscan_cli_kinds},
	{"top", 't', "N", "so many of the dearest rules; 30 if none is said, 0 for all", offsetof(struct profile_values, top), NULL},
	{0},
};

/* What is scanned: read once, so that only the scan is timed. */
struct text {
	struct text *next;
	char *path;
	size_t len;
	char data[];
};

struct corpus {
	struct text *first;
	size_t files, bytes;
};

struct cost {
	const struct secscan_rule *rule;
	double ns;    /* for the whole corpus */
	double floor; /* the same for a rule that finds nothing */
	size_t hits;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void release(struct corpus *corpus)
{
	for (struct text *t = corpus->first, *next; t; t = next) {
		next = t->next;
		free(t->path);
		free(t);
	}
}

static int keep(struct corpus *corpus, const struct secscan_item *item, struct secscan_error *err)
{
	struct text *text = malloc(sizeof(*text) + item->len);

	if (!text || !(text->path = strdup(item->path))) {
		free(text);
		*err = (struct secscan_error){.code = SECSCAN_ERR_NOMEM, .number = 900};
		return SECSCAN_ERR_NOMEM;
	}
	text->len = item->len;
	memcpy(text->data, item->data, item->len);
	text->next = corpus->first;
	corpus->first = text;
	corpus->files++;
	corpus->bytes += item->len;
	return 0;
}

static int read_path(struct corpus *corpus, const char *path, struct secscan_error *err)
{
	struct secscan_source *source;
	struct secscan_item item;
	int rc = secscan_source_path(&source, path, err);

	if (rc)
		return rc;
	while (corpus->bytes < MOST_BYTES && (rc = secscan_source_next(source, &item, err)) > 0) {
		rc = item.kind == SECSCAN_ITEM_BLOB && item.len ? keep(corpus, &item, err) : 0;
		if (rc)
			break;
	}
	secscan_source_free(source);
	return rc < 0 ? rc : 0;
}

struct count {
	const char *rule_id; /* NULL for all */
	size_t hits;
};

static int count_hit(const struct secscan_finding *finding, void *payload)
{
	struct count *count = payload;

	count->hits += !count->rule_id || !strcmp(count->rule_id, finding->rule_id);
	return 0;
}

static int scan_all(double *ns, struct count *count, struct secscan_scanner *scanner, const struct corpus *corpus,
		struct secscan_error *err)
{
	double start = now();
	int rc = 0;

	count->hits = 0;
	for (const struct text *t = corpus->first; !rc && t; t = t->next) {
		struct secscan_input input = {t->data, t->len, t->path};

		rc = secscan_scan(scanner, &input, count_hit, count, err);
	}
	start = now() - start;
	if (!*ns || start < *ns)
		*ns = start;
	return rc;
}

/* The shortest of some rounds; the floor by turns with it, so that what else runs here weighs on both. */
static int time_rules(struct cost *out, const struct secscan_rules *rules, struct secscan_scanner *floor,
		const struct corpus *corpus, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	struct count none = {0}, hits = {.rule_id = out->rule ? secscan_rule_id(out->rule) : NULL};
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_scanner_prepare(scanner, err);
	for (int round = 0; !rc && round < ROUNDS; round++) {
		rc = scan_all(&out->floor, &none, floor, corpus, err);
		if (!rc)
			rc = scan_all(&out->ns, &hits, scanner, corpus, err);
	}
	out->hits = hits.hits;
	secscan_scanner_free(scanner);
	return rc;
}

static int time_one(struct cost *out, const struct secscan_rule *rule, struct secscan_scanner *floor,
		const struct corpus *corpus, struct secscan_error *err)
{
	struct secscan_compiler *compiler;
	struct secscan_rules *rules = NULL;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_compiler_add_rule(compiler, rule, err);
	if (!rc)
		rc = secscan_compiler_build(&rules, compiler, err);
	out->rule = rule;
	if (!rc)
		rc = time_rules(out, rules, floor, corpus, err);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

/* A rule that finds nothing: what any scan costs. */
static int make_floor(struct secscan_rules **rules, struct secscan_scanner **scanner, struct secscan_error *err)
{
	static const char nothing[] = "[nothing]\nname = nothing\nseverity = low\nremedy = none\nsample = none\nnot = none\n"
			"pattern = qzxj_nothing_is_so_named_qzxj\n";
	struct secscan_compiler *compiler;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "", nothing, sizeof(nothing) - 1, err);
	if (!rc)
		rc = secscan_compiler_build(rules, compiler, err);
	if (!rc)
		rc = secscan_scanner_new(scanner, *rules, err);
	secscan_compiler_free(compiler);
	return rc;
}

static double above_floor(const struct cost *cost)
{
	return cost->ns > cost->floor ? cost->ns - cost->floor : 0;
}

static int dearest(const void *a, const void *b)
{
	const struct cost *x = a, *y = b;

	return (above_floor(x) < above_floor(y)) - (above_floor(x) > above_floor(y));
}

static void print(struct cost *costs, size_t count, const struct cost *all, const struct corpus *corpus, size_t top)
{
	double kib = (double)corpus->bytes / 1024;

	qsort(costs, count, sizeof(*costs), dearest);
	printf("%10s %8s  rule\n", "ns/KiB", "hits");
	for (size_t i = 0; i < count && (!top || i < top); i++)
		printf("%10.1f %8zu  %s\n", above_floor(&costs[i]) / kib, costs[i].hits, secscan_rule_id(costs[i].rule));
	printf("%10.1f %8zu  all %zu rule%s in one pass\n", above_floor(all) / kib, all->hits, count,
			count == 1 ? "" : "s");
	printf("%10.1f %8s  what any scan costs, not counted above; %zu files, %.1f MB\n", all->floor / kib, "", corpus->files,
			(double)corpus->bytes / 1e6);
}

static int profile(const struct secscan_rules *rules, const struct corpus *corpus, size_t top, struct secscan_error *err)
{
	size_t count = secscan_rules_count(rules);
	struct cost all = {0}, *costs = calloc(count, sizeof(*costs));
	struct secscan_scanner *floor = NULL;
	struct secscan_rules *nothing = NULL;
	int rc = costs ? make_floor(&nothing, &floor, err) : SECSCAN_ERR_NOMEM;

	if (!rc)
		rc = time_rules(&all, rules, floor, corpus, err);
	for (size_t i = 0; !rc && i < count; i++) {
		secscan_cli_progress("rule %zu of %zu", i + 1, count);
		rc = time_one(&costs[i], secscan_rules_at(rules, i), floor, corpus, err);
	}
	secscan_cli_progress("%s", "");
	if (!rc)
		print(costs, count, &all, corpus, top);
	secscan_scanner_free(floor);
	secscan_rules_free(nothing);
	free(costs);
	return rc;
}

static int load_rules(struct secscan_rules **out, const struct profile_values *values, struct secscan_compiler **compiler,
		struct secscan_error *err)
{
	struct secscan_rules *builtin;
	int rc = secscan_rules_builtin(&builtin, err);

	if (rc || !values->rules) {
		*out = rc ? NULL : builtin;
		return rc;
	}
	rc = secscan_cli_rules_of(out, compiler, builtin, values->kind, &values->rules, 1, err);
	secscan_rules_free(builtin);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	static const char *const here[] = {"."};
	const struct profile_values *values = in->values;
	const char *const *paths = in->count ? in->arguments : here;
	struct secscan_compiler *compiler = NULL;
	struct secscan_rules *rules = NULL;
	struct corpus corpus = {0};
	char *end = NULL;
	size_t top = values->top ? strtoul(values->top, &end, 10) : TOP;
	int rc;

	if (values->top && (*end || *values->top < '0' || *values->top > '9'))
		return secscan_cli_usage(err, "--top takes a whole number, not %s", values->top);
	rc = load_rules(&rules, values, &compiler, err);
	for (size_t i = 0; !rc && i < (in->count ? in->count : 1); i++)
		rc = read_path(&corpus, paths[i], err);
	if (!rc && !corpus.files)
		rc = secscan_cli_usage(err, "there is nothing to read under %s", paths[0]);
	if (!rc)
		rc = profile(rules, &corpus, top, err);
	release(&corpus);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

const struct command secscan_cmd_rules_profile = {
	.name = "rules profile",
	.arguments = "[PATH...]",
	.summary = "measure what each rule costs over files and folders, and how often it hits",
	.details = "Every rule is compiled and run alone over the same bytes (16 MB of PATH at most, the current folder if none "
		   "is said), confirm and checks included, by turns with a rule that finds nothing, three times; the shortest count. In company rules share work: together "
		   "they cost less than their sum, as the line for all of them says. Processor time, not time on the wall.",
	.flags = flags,
	.values_size = sizeof(struct profile_values),
	.most = ANY_NUMBER,
	.run = run,
};
