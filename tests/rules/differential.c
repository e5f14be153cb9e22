/* SPDX-License-Identifier: MIT */
/*
 * Two engines, one answer. A plain PCRE2 scan of each rule's pattern over a whole text must find exactly the matches
 * that Hyperscan's triggers and the confirm in a window find: samples and nots of all rules, texts made along their patterns,
 * the sources of this tree, and samples and sources with seeded damage. Says the rule and the place, never the bytes. TAP.
 *
 *   differential SOURCE-TREE [ROUNDS]     damage the texts in ROUNDS ways (default 1); more are for by hand
 */
#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "rules/example.h"
#include "rules/pack.h"
#include "scan/confirm.h"
#include "scan/template.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <ftw.h>
#include <hs_runtime.h>
#include <inttypes.h>
#include <pcre2.h>

enum { SHOWN = 10, SEEDS = 3, DAMAGE_EVERY = 40, EXAMPLES = 8 };

struct span {
	size_t start, end;
};

struct spans ARRAY_MEMBERS(struct span);

/* What the product finds, by rule. */
struct product {
	const struct secscan_rules *rules;
	struct confirmer *confirmer;
	struct spans *found;
	size_t *covered;
	bool *exercised; /* a text made along its pattern matched */
	const char *data;
	size_t len;
	size_t gave_up;
};

static void die(const char *what)
{
	printf("Bail out! %s\n", what);
	exit(1);
}

static void check(int rc, const char *what)
{
	if (rc)
		die(what);
}

static void add_span(struct spans *spans, size_t start, size_t end)
{
	struct span *span = array_push(spans);

	if (!span)
		die("memory ran out");
	*span = (struct span){start, end};
}

static int on_trigger(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	struct product *p = payload;
	struct match m = {0};
	int rc;

	(void)from;
	(void)flags;
	if (to <= p->covered[id])
		return 0;
	rc = secscan_confirm(&m, p->confirmer, id, p->data, p->len, p->covered[id], (size_t)to, NULL);
	if (rc < 0)
		p->gave_up++;
	if (rc <= 0)
		return 0;
	p->covered[id] = m.end;
	add_span(&p->found[id], m.start, m.end);
	return 0;
}

static void run_product(struct product *p, const struct buffer *text)
{
	size_t count = secscan_rules_count(p->rules);
	hs_scratch_t *scratch = NULL;

	memset(p->covered, 0, count * sizeof(*p->covered));
	for (size_t i = 0; i < count; i++)
		p->found[i].len = 0;
	p->data = text->data;
	p->len = text->len;
	check(hs_alloc_scratch(p->rules->database, &scratch), "no scratch");
	check(hs_scan(p->rules->database, text->data, (unsigned)text->len, 0, scratch, on_trigger, p), "hs_scan failed");
	hs_free_scratch(scratch);
}

static pcre2_code *compile(const struct secscan_rule *rule)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE offset;
	pcre2_code *code;
	int error;

	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	code = pcre2_compile((PCRE2_SPTR)secscan_rule_pattern(rule), PCRE2_ZERO_TERMINATED,
			PCRE2_MULTILINE | PCRE2_NEVER_UTF, &error, &offset, context);
	pcre2_compile_context_free(context);
	if (!code)
		die(secscan_rule_id(rule));
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	return code;
}

/* All matches from left to right, none over another. */
static void run_plain(struct spans *out, const struct secscan_rule *rule, const struct buffer *text)
{
	pcre2_code *code = compile(rule);
	pcre2_match_data *found = pcre2_match_data_create(1, NULL);
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(found);
	size_t from = 0;

	out->len = 0;
	while (from < text->len && pcre2_match(code, (PCRE2_SPTR)text->data, text->len, from, 0, found, NULL) >= 0) {
		add_span(out, at[0], at[1]);
		from = at[1] > at[0] ? at[1] : at[0] + 1;
	}
	pcre2_match_data_free(found);
	pcre2_code_free(code);
}

static bool contains(const struct spans *spans, const struct span *span)
{
	for (size_t i = 0; i < spans->len; i++)
		if (spans->items[i].start == span->start && spans->items[i].end == span->end)
			return true;
	return false;
}

/* Count, and print where that is wanted, what a has and b has not. */
static size_t missing(const struct spans *a, const struct spans *b, const char *where, const struct secscan_rule *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < a->len; i++)
		if (!contains(b, &a->items[i]) && n++ < SHOWN && where)
			printf("# %s: bytes %zu to %zu are found by %s alone\n", secscan_rule_id(rule), a->items[i].start,
					a->items[i].end, where);
	return n;
}

/* ---- texts */

static void add_list(struct buffer *out, const struct secscan_rule *rule, enum rule_text list, uint64_t seed)
{
	for (const char *text = rule_text(rule, list); *text; text = list_next(text)) {
		check(secscan_template_expand(out, text, secscan_template_seed(secscan_rule_id(rule), seed++), NULL),
				"a template is wrong");
		check(secscan_buffer_addstr(out, "\n"), "memory ran out");
	}
}

static void add_samples(struct buffer *out, const struct secscan_rules *rules)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		for (size_t i = 0; i < secscan_rules_count(rules); i++) {
			add_list(out, secscan_rules_at(rules, i), LIST_SAMPLE, 1000 * seed);
			add_list(out, secscan_rules_at(rules, i), LIST_NOT, 1000 * seed + 500);
		}
	}
}

static struct buffer sources;

static int add_source(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	const char *dot = strrchr(path + walk->base, '.');

	(void)st;
	if (type == FTW_F && dot && (!strcmp(dot, ".c") || !strcmp(dot, ".h") || !strcmp(dot, ".ini") || !strcmp(dot, ".md")))
		check(secscan_file_read(&sources, path, NULL), path);
	return 0;
}

static void add_sources(const char *root)
{
	static const char *const folders[] = {"lib", "cli", "tests", "patterns"};

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		char *path = secscan_path_join(root, folders[i]);

		if (path && nftw(path, add_source, 16, FTW_PHYS))
			die("the sources cannot be read");
		free(path);
	}
}

/* Bytes changed, doubled and lost, and lines torn apart: one in DAMAGE_EVERY, the same for the same round. */
static struct buffer damage(const struct buffer *text, uint64_t round)
{
	static const char bytes[] = "\n \"'=:-_./aZ0\0\xff";
	struct buffer out = {0};
	uint64_t state = round;

	for (size_t i = 0; i < text->len; i++) {
		unsigned kind;

		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		kind = (unsigned)(state >> 33) % (4 * DAMAGE_EVERY);
		if (kind == 0)
			continue;
		if (kind == 1)
			check(secscan_buffer_add(&out, &bytes[(state >> 50) % (sizeof(bytes) - 1)], 1), "memory ran out");
		if (kind == 2)
			check(secscan_buffer_add(&out, text->data + i, 1), "memory ran out");
		check(secscan_buffer_add(&out, kind == 3 ? &bytes[(state >> 50) % (sizeof(bytes) - 1)] : text->data + i, 1),
				"memory ran out");
	}
	return out;
}

/* A pattern's shortest, longest and other matches, each between bytes that a boundary or an anchor asks for. */
static void add_examples(struct buffer *out, const struct secscan_rules *rules, uint64_t round)
{
	static const char *const before[] = {"\n", "\n\"", "\nx = ", "\n "}, *const after[] = {"\n", "\"\n", " \n", ";\n"};

	for (size_t i = 0; i < secscan_rules_count(rules); i++) {
		const struct secscan_rule *rule = secscan_rules_at(rules, i);

		for (uint64_t n = 0; n < EXAMPLES * EXAMPLE_STYLES; n++) {
			uint64_t seed = secscan_template_seed(secscan_rule_id(rule), round << 32 | n);

			check(secscan_buffer_addstr(out, before[n / EXAMPLE_STYLES % ARRAY_SIZE(before)]) ||
					secscan_pattern_example(out, secscan_rule_pattern(rule), n % EXAMPLE_STYLES, seed) ||
					secscan_buffer_addstr(out, after[n / EXAMPLE_STYLES % ARRAY_SIZE(after)]),
					"memory ran out");
		}
	}
}

/* ---- rules */

/* A copy of the built-in rules without near and unless, which filter what both engines find. */
static struct secscan_rules *plain_rules(void)
{
	struct secscan_rules *builtin, *out;
	struct pack_header *copy;

	check(secscan_rules_builtin(&builtin, NULL), "no built-in rules");
	copy = malloc(builtin->pack->total);
	if (!copy)
		die("memory ran out");
	memcpy(copy, builtin->pack, builtin->pack->total);
	secscan_rules_free(builtin);
	check(secscan_pack_open(&out, copy, copy->total, true, NULL), "the rules cannot be copied");
	for (size_t i = 0; i < secscan_rules_count(out); i++) {
		struct secscan_rule *rule = (struct secscan_rule *)((char *)copy + copy->rules_at) + i;
		const char *end = rule_text(rule, LIST_NOT);

		while (*end)
			end = list_next(end);
		rule->texts[LIST_NEAR] = rule->texts[LIST_UNLESS] = (uint32_t)(end - (const char *)rule);
	}
	return out;
}

/* ---- the comparison */

struct tally {
	size_t matches;
	size_t differences;
};

static bool has_trigger(const struct secscan_rule *rule)
{
	return rule->finder == FINDER_TRIGGER && !rule_is_sought(rule);
}

static struct tally compare(struct product *p, const struct buffer *text, bool show)
{
	struct tally tally = {0};
	struct spans plain = {0};

	run_product(p, text);
	for (size_t i = 0; i < secscan_rules_count(p->rules); i++) {
		const struct secscan_rule *rule = secscan_rules_at(p->rules, i);

		if (!has_trigger(rule))
			continue; /* PCRE2 alone finds it, or more than its finder is to find */
		run_plain(&plain, rule, text);
		tally.matches += plain.len;
		tally.differences += missing(&plain, &p->found[i], show ? "PCRE2" : NULL, rule);
		tally.differences += missing(&p->found[i], &plain, show ? "the scanner" : NULL, rule);
	}
	array_release(&plain);
	return tally;
}

/* A text on which the two agree, and find something. */
static int agree(struct product *p, const char *name, const struct buffer *text)
{
	static unsigned number;
	struct tally tally = compare(p, text, true);
	bool bad = tally.differences || !tally.matches;

	printf("%sok %u - %s: %zu bytes, %zu rules, %zu matches\n", bad ? "not " : "", ++number, name, text->len,
			secscan_rules_count(p->rules), tally.matches);
	return bad;
}

static int agree_damaged(struct product *p, const char *name, const struct buffer *text, uint64_t round)
{
	struct buffer damaged = damage(text, round);
	int failed = agree(p, name, &damaged);

	secscan_buffer_release(&damaged);
	return failed;
}

static int agree_examples(struct product *p, uint64_t round)
{
	struct buffer text = {0};
	int failed;

	add_examples(&text, p->rules, round);
	failed = agree(p, "made along the patterns", &text);
	for (size_t i = 0; i < secscan_rules_count(p->rules); i++)
		p->exercised[i] |= p->found[i].len != 0;
	secscan_buffer_release(&text);
	return failed;
}

static int all_exercised(const struct product *p, uint64_t number)
{
	int failed = 0;

	for (size_t i = 0; i < secscan_rules_count(p->rules); i++) {
		if (p->exercised[i] || !has_trigger(secscan_rules_at(p->rules, i)))
			continue;
		printf("# %s: nothing that is made along its pattern matches\n", secscan_rule_id(secscan_rules_at(p->rules, i)));
		failed = 1;
	}
	printf("%sok %" PRIu64 " - every pattern matched something made along it\n", failed ? "not " : "", number);
	return failed;
}

/* The comparison itself: windows that are too small must be seen. */
static int see_planted(struct product *p, const struct buffer *text, uint64_t number)
{
	bool blind;

	for (size_t i = 0; i < secscan_rules_count(p->rules); i++)
		((struct secscan_rule *)(uintptr_t)secscan_rules_at(p->rules, i))->before /= 2;
	blind = !compare(p, text, false).differences;
	printf("%sok %" PRIu64 " - planted: windows of half the size are seen\n", blind ? "not " : "", number);
	return blind;
}

int main(int argc, char **argv)
{
	struct secscan_rules *rules = plain_rules();
	size_t count = secscan_rules_count(rules);
	struct product p = {.rules = rules, .found = calloc(count, sizeof(*p.found)),
			.covered = calloc(count, sizeof(*p.covered)), .exercised = calloc(count, sizeof(*p.exercised))};
	uint64_t rounds = argc == 3 ? strtoull(argv[2], NULL, 10) : 1;
	struct buffer samples = {0};
	int failed = 0;

	if (argc < 2 || argc > 3 || !rounds || !p.found || !p.covered || !p.exercised)
		die("usage: differential SOURCE-TREE [ROUNDS]");
	check(secscan_confirmer_new(&p.confirmer, rules->rules, count, NULL), "no confirmer");
	add_samples(&samples, rules);
	add_sources(argv[1]);
	printf("1..%" PRIu64 "\n", 3 * rounds + 4);
	failed |= agree(&p, "samples and nots", &samples);
	failed |= agree(&p, "sources", &sources);
	for (uint64_t round = 1; round <= rounds; round++) {
		failed |= agree_damaged(&p, "damaged samples and nots", &samples, round);
		failed |= agree_damaged(&p, "damaged sources", &sources, round);
		failed |= agree_examples(&p, round);
	}
	printf("# the confirm gave up %zu times\n", p.gave_up);
	failed |= all_exercised(&p, 3 * rounds + 3);
	failed |= see_planted(&p, &samples, 3 * rounds + 4);
	secscan_buffer_release(&samples);
	secscan_buffer_release(&sources);
	for (size_t i = 0; i < count; i++)
		array_release(&p.found[i]);
	free(p.found);
	free(p.covered);
	free(p.exercised);
	secscan_confirmer_free(p.confirmer);
	secscan_rules_free(rules);
	return failed;
}
