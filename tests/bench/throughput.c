/* SPDX-License-Identifier: MIT */
/*
 * Scan throughput over the files of some folders, side by side in one process: in every round each arm goes over the
 * same bytes once; medians are compared.
 *
 *   throughput PATTERNS ROUNDS OTHERS DIRECTORY...
 *
 * memchr: the bandwidth's floor.  hs: a bare hs_scan() of the very database that the scan uses, hits counted and no
 * more.  scan: secscan_scan(), confirm, checks and all; triggers alone: what that database finds, confirmed, with
 * decode-depth 0 and without the rules that want runs; no runs: without the latter.  pcre2: every rule's pattern over
 * every file, JIT compiled, over a sample of the files (it is that slow), scaled by bytes.  others: a bare hs_scan() of
 * somebody else's regexes, a file of one a line, taken as they are; "" for none.
 */
#include "bench.h"

#include "base/array.h"
#include "base/file.h"
#include "rules/pack.h"
#include "scan/scanner.h"

#include <secscan/unstable/scanner.h>

#include <ftw.h>
#include <hs.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { ROUNDS_MAX = 64, SAMPLE = 40, FILE_MAX = 4 << 20, TOTAL_MAX = 200 << 20 };

struct text {
	char *path, *data;
	size_t len;
};

static ARRAY_OF(struct text) texts;
static size_t total, sampled;

static void die(const struct secscan_error *err)
{
	fprintf(stderr, "throughput: %s:%u: %s\n", err->file, err->line, err->message);
	exit(1);
}

static int take_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct buffer data = {0};
	struct text *slot;

	(void)ftw;
	if (type != FTW_F || !st->st_size || st->st_size > FILE_MAX || total > TOTAL_MAX)
		return 0;
	if (secscan_file_read(&data, path, NULL) || memchr(data.data, 0, data.len)) {
		secscan_buffer_release(&data);
		return 0;
	}
	slot = bench_need(array_push(&texts));
	slot->len = data.len;
	slot->data = secscan_buffer_detach(&data);
	slot->path = bench_need(strdup(path));
	total += slot->len;
	return 0;
}

/* What one arm works with. */
struct arm {
	const char *name;
	void (*run)(struct arm *arm, const struct text *text);
	size_t every; /* takes each n-th file */
	struct secscan_rules *rules;
	struct secscan_scanner *scanner;
	const hs_database_t *database;
	hs_scratch_t *scratch;
	ARRAY_OF(pcre2_code *) codes;
	pcre2_match_data *found;
	size_t hits;
	double seconds[ROUNDS_MAX];
};

static void run_memchr(struct arm *arm, const struct text *text)
{
	arm->hits += memchr(text->data, 0, text->len) != NULL;
}

static int count_end(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	(void)id;
	(void)from;
	(void)to;
	(void)flags;
	++*(size_t *)payload;
	return 0;
}

static void run_hs(struct arm *arm, const struct text *text)
{
	if (hs_scan(arm->database, text->data, (unsigned)text->len, 0, arm->scratch, count_end, &arm->hits))
		exit(1);
}

static int count_finding(const struct secscan_finding *finding, void *payload)
{
	(void)finding;
	++*(size_t *)payload;
	return 0;
}

static void run_scan(struct arm *arm, const struct text *text)
{
	struct secscan_input input = {text->data, text->len, text->path};
	struct secscan_error err = {0};

	if (secscan_scan(arm->scanner, &input, count_finding, &arm->hits, &err))
		die(&err);
}

static void run_pcre2(struct arm *arm, const struct text *text)
{
	for (size_t i = 0; i < arm->codes.len; i++) {
		PCRE2_SIZE at = 0;

		while (at < text->len && pcre2_match(arm->codes.items[i], (PCRE2_SPTR)text->data, text->len, at, 0,
				arm->found, NULL) >= 0) {
			PCRE2_SIZE end = pcre2_get_ovector_pointer(arm->found)[1];

			arm->hits++;
			at = end > at ? end : at + 1;
		}
	}
}

static int add_file(const char *path, void *payload, struct secscan_error *err)
{
	return secscan_compiler_add_file(payload, SECSCAN_KIND_SECRET, path, err);
}

static struct secscan_rules *compile(const char *patterns, bool secrets_only)
{
	struct secscan_compiler *compiler;
	struct secscan_rules *rules;
	struct secscan_error err = {0};
	char *secrets = bench_need(secscan_path_join(patterns, "secrets"));

	if (secscan_compiler_new(&compiler, &err) ||
			(secrets_only ? secscan_folder_each(secrets, ".ini", add_file, compiler, &err)
				      : secscan_compiler_add_tree(compiler, patterns, &err)) ||
			secscan_compiler_build(&rules, compiler, &err))
		die(&err);
	secscan_compiler_free(compiler);
	free(secrets);
	return rules;
}

static void prepare(struct arm *arm, struct secscan_rules *rules)
{
	struct secscan_error err = {0};

	arm->rules = rules;
	arm->database = rules->database;
	arm->every = 1;
	if (secscan_scanner_new(&arm->scanner, rules, &err) || secscan_scanner_prepare(arm->scanner, &err))
		die(&err);
	if (hs_alloc_scratch(rules->database, &arm->scratch))
		exit(1);
}

static void prepare_pcre2(struct arm *arm)
{
	for (size_t i = 0; i < secscan_rules_count(arm->rules); i++) {
		const char *pattern = secscan_rule_pattern(secscan_rules_at(arm->rules, i));
		int error;
		PCRE2_SIZE at;
		pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_MULTILINE, &error, &at,
				NULL);
		pcre2_code **slot = bench_need(array_push(&arm->codes));

		if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE)) {
			fprintf(stderr, "throughput: PCRE2 refuses %s\n", pattern);
			exit(1);
		}
		*slot = code;
	}
	arm->found = bench_need(pcre2_match_data_create(16, NULL));
	arm->every = SAMPLE;
}

/* Those that Hyperscan takes; the others are counted. */
static void prepare_others(struct arm *arm, const char *path)
{
	ARRAY_OF(const char *) regexes = {0};
	ARRAY_OF(unsigned) ids = {0}; /* each its own: whoever uses them has to know which one matched */
	struct buffer text = {0};
	struct secscan_error err = {0};
	hs_compile_error_t *error = NULL;
	hs_database_t *database = NULL;
	size_t refused = 0, bytes = 0;

	if (secscan_file_read(&text, path, &err))
		die(&err);
	for (char *save, *line = strtok_r(text.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		hs_expr_info_t *info = NULL;

		if (hs_expression_info(line, 0, &info, &error) == HS_SUCCESS) {
			*(const char **)bench_need(array_push(&regexes)) = line;
			*(unsigned *)bench_need(array_push(&ids)) = (unsigned)regexes.len - 1;
		} else {
			refused++;
		}
		free(info);
		hs_free_compile_error(error);
		error = NULL;
	}
	if (hs_compile_multi(regexes.items, NULL, ids.items, (unsigned)regexes.len, HS_MODE_BLOCK, NULL, &database, &error) ||
			hs_alloc_scratch(database, &arm->scratch) || hs_database_size(database, &bytes)) {
		fprintf(stderr, "throughput: %s: %s\n", path, error ? error->message : "no scratch");
		exit(1);
	}
	arm->database = database;
	arm->every = 1;
	printf("others: %zu regexes, %zu refused, database %.2f MB\n", regexes.len, refused, (double)bytes / 1e6);
}

static void run_round(struct arm *arm, size_t round)
{
	double start = bench_now();

	arm->hits = 0;
	for (size_t i = 0; i < texts.len; i += arm->every)
		arm->run(arm, &texts.items[i]);
	arm->seconds[round] = bench_now() - start;
}

static double speed(struct arm *arm, size_t rounds)
{
	double bytes = (double)(arm->every == 1 ? total : sampled);

	return bytes / bench_median(arm->seconds, rounds) / 1e9;
}

enum { MEMCHR, HS, MATCH, NO_RUNS, SCAN, PCRE2, ALL_HS, ALL_MATCH, ALL_NO_RUNS, ALL_SCAN, OTHERS, ARMS };

static void print_cost(const char *what, double ratio, const char *bound)
{
	printf("%-34s %7.1f%%   %s\n", what, 100 * (ratio - 1), bound);
}

static void print(struct arm *arms, size_t count, size_t rounds)
{
	double gb[ARMS] = {0};

	for (size_t i = 0; i < count; i++) {
		gb[i] = speed(&arms[i], rounds);
		printf("%-26s %8.4f GB/s %8zu hits%s\n", arms[i].name, gb[i], arms[i].hits,
				arms[i].every == 1 ? "" : " (in a sample of the files)");
	}
	printf("secrets: triggers alone / bare hs  %8.3f   (must hold: >= 0.8, goal 0.9)\n", gb[MATCH] / gb[HS]);
	printf("secrets: scan / bare hs            %8.3f   (with decoding and runs)\n", gb[SCAN] / gb[HS]);
	printf("secrets: scan / PCRE2 loop         %8.1f   (must hold: >= 40)\n", gb[SCAN] / gb[PCRE2]);
	print_cost("secrets: decoding costs", gb[MATCH] / gb[NO_RUNS], "");
	print_cost("secrets: runs cost", gb[NO_RUNS] / gb[SCAN], "(must hold: <= 15%)");
	printf("secrets and banned: scan / hs      %8.3f   (must hold: >= 0.35, goal 0.5)\n", gb[ALL_SCAN] / gb[ALL_HS]);
	print_cost("secrets and banned: decoding costs", gb[ALL_MATCH] / gb[ALL_NO_RUNS], "");
	print_cost("secrets and banned: runs cost", gb[ALL_NO_RUNS] / gb[ALL_SCAN], "(must hold: <= 15%)");
	printf("secrets: memchr / scan             %8.1f\n", gb[MEMCHR] / gb[SCAN]);
	printf("secrets and banned: memchr / scan  %8.1f\n", gb[MEMCHR] / gb[ALL_SCAN]);
	if (count == ARMS) {
		printf("secrets: scan / others             %8.2f\n", gb[SCAN] / gb[OTHERS]);
		printf("secrets and banned: scan / others  %8.2f   (must hold: >= 2.5)\n", gb[ALL_SCAN] / gb[OTHERS]);
	}
}

int main(int argc, char **argv)
{
	static struct arm arms[ARMS] = {
		[MEMCHR] = {.name = "memchr", .run = run_memchr, .every = 1},
		[HS] = {.name = "hs, secrets", .run = run_hs},
		[MATCH] = {.name = "triggers alone, secrets", .run = run_scan},
		[NO_RUNS] = {.name = "scan, secrets, no runs", .run = run_scan},
		[SCAN] = {.name = "scan, secrets", .run = run_scan},
		[PCRE2] = {.name = "pcre2, secrets", .run = run_pcre2},
		[ALL_HS] = {.name = "hs, secrets and banned", .run = run_hs},
		[ALL_MATCH] = {.name = "triggers alone, both", .run = run_scan},
		[ALL_NO_RUNS] = {.name = "scan, both, no runs", .run = run_scan},
		[ALL_SCAN] = {.name = "scan, secrets and banned", .run = run_scan},
		[OTHERS] = {.name = "others", .run = run_hs},
	};
	size_t rounds = argc > 4 ? strtoul(argv[2], NULL, 10) : 0;
	struct secscan_rules *secrets, *all;
	size_t count;

	if (!rounds || rounds > ROUNDS_MAX)
		return 2;
	count = ARMS - !*argv[3];
	for (int i = 4; i < argc; i++)
		nftw(argv[i], take_file, 32, FTW_PHYS);
	for (size_t i = 0; i < texts.len; i += SAMPLE)
		sampled += texts.items[i].len;
	secrets = compile(argv[1], true);
	all = compile(argv[1], false);
	for (size_t i = HS; i < OTHERS; i++)
		prepare(&arms[i], i < ALL_HS ? secrets : all);
	secscan_scanner_decode(arms[MATCH].scanner, 0);
	secscan_scanner_decode(arms[ALL_MATCH].scanner, 0);
	arms[MATCH].scanner->by_runs.len = arms[NO_RUNS].scanner->by_runs.len = 0;
	arms[ALL_MATCH].scanner->by_runs.len = arms[ALL_NO_RUNS].scanner->by_runs.len = 0;
	prepare_pcre2(&arms[PCRE2]);
	printf("%zu files, %.1f MB; %zu secret rules, %zu rules in all (database %.2f MB); %zu rounds\n", texts.len,
			(double)total / 1e6, secscan_rules_count(secrets), secscan_rules_count(all),
			(double)all->pack->database_len / 1e6, rounds);
	if (*argv[3])
		prepare_others(&arms[OTHERS], argv[3]);
	for (size_t round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++)
			run_round(&arms[i], round);
	print(arms, count, rounds);
	return 0;
}
