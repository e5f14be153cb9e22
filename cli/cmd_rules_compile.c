/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "rulefiles.h"

#include <secscan/scanner.h>

#include <stddef.h>

struct compile_values {
	const char *kind;
	const char *output;
};

static const struct flag flags[] = {
	{"output", 'o', "FILE", "write the compiled rules here", offsetof(struct compile_values, output), NULL},
	{"kind", 'k', "KIND", "what files outside of secrets/, banned/ and pii/ hold", offsetof(struct compile_values, kind),
	 secscan_cli_kinds},
	{0},
};

/* Both engines must take every rule before it is saved. */
static int check(const struct secscan_rules *rules, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_scanner_prepare(scanner, err);
	secscan_scanner_free(scanner);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct compile_values *values = in->values;
	struct secscan_compiler *compiler;
	struct secscan_rules *rules = NULL;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_cli_add_paths(compiler, values->kind, in->arguments, in->count, err);
	if (!rc)
		rc = secscan_compiler_build(&rules, compiler, err);
	if (!rc)
		rc = check(rules, err);
	if (!rc && values->output)
		rc = secscan_rules_save(rules, values->output, err);
	if (!rc)
		printf("%zu rules compiled%s%s\n", secscan_rules_count(rules), values->output ? " into " : "",
				values->output ? values->output : "");
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

const struct command secscan_cmd_rules_compile = {
	.name = "rules compile",
	.arguments = "PATH...",
	.summary = "check rule files and compile them",
	.flags = flags,
	.values_size = sizeof(struct compile_values),
	.least = 1,
	.most = ANY_NUMBER,
	.run = run,
};
