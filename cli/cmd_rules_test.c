/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "rulefiles.h"

#include <secscan/unstable/embed.h>
#include <secscan/unstable/selftest.h>

#include <stddef.h>

struct test_values {
	const char *kind;
};

static const struct flag flags[] = {
	{"kind", 'k', "KIND", "what files outside of secrets/, banned/ and pii/ hold", offsetof(struct test_values, kind),
	 secscan_cli_kinds},
	{0},
};

/* compiler is NULL for the built-in rules, whose places are not known. */
static int on_failure(const struct secscan_selftest_failure *f, void *compiler)
{
	bool is_not = f->proof == SECSCAN_PROOF_NOT;
	const char *word = is_not ? "not" : "sample";
	const char *file = NULL;
	unsigned line;

	if (compiler && !secscan_compiler_place(&file, &line, compiler, f->rule_index, is_not, f->index))
		printf("%s:%u: ", file, line);
	if (*f->text)
		printf("[%s] %s %zu: %s\n    %s = %s\n    scanned as %s\n", secscan_rule_id(f->rule), word, f->index + 1,
				f->what, word, f->text, f->path);
	else
		printf("[%s] %s: %s\n", secscan_rule_id(f->rule), word, f->what);
	return 0;
}

static int test(const struct secscan_rules *rules, const struct secscan_compiler *compiler, struct secscan_error *err)
{
	struct secscan_selftest_result result;
	int rc = secscan_selftest(&result, rules, on_failure, (void *)compiler, err);

	if (rc)
		return rc;
	printf("%zu rule%s, %zu samples, %zu nots: %zu failed\n", result.rules, result.rules == 1 ? "" : "s", result.samples, result.nots, result.failed);
	return result.failed ? 1 : 0;
}

static int test_paths(const struct invocation *in, const struct secscan_rules *builtin, struct secscan_error *err)
{
	const struct test_values *values = in->values;
	struct secscan_compiler *compiler = NULL;
	struct secscan_rules *rules = NULL;
	int rc = secscan_cli_rules_of(&rules, &compiler, builtin, values->kind, in->arguments, in->count, err);

	if (!rc)
		rc = test(rules, compiler, err);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	struct secscan_rules *rules;
	int rc = secscan_rules_builtin(&rules, err);

	if (rc)
		return rc;
	rc = in->count ? test_paths(in, rules, err) : test(rules, NULL, err);
	secscan_rules_free(rules);
	return rc;
}

const struct command secscan_cmd_rules_test = {
	.name = "rules test",
	.arguments = "[PATH...]",
	.summary = "prove rules by their samples: the built-in ones, or files and trees",
	.details = "Every rule needs three samples that hit it and no other rule, and three `not` lines that hit nothing at all. "
		   "What fails is printed with its place; the last line counts. Exit code 1 when anything failed.",
	.flags = flags,
	.values_size = sizeof(struct test_values),
	.most = ANY_NUMBER,
	.run = run,
};
