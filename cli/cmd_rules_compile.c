/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "output.h"
#include "rulefiles.h"

#include <secscan/unstable/embed.h>

#include <stddef.h>

struct compile_values {
	const char *kind;
	const char *output;
	const char *revision;
};

static const struct flag flags[] = {
	{"revision", 'r', "REV", "the version of the repository's own rules; HEAD if none is said",
	 offsetof(struct compile_values, revision), NULL},
	{"output", 'o', "FILE", "write the rules of PATH here", offsetof(struct compile_values, output), NULL},
	{"kind", 'k', "KIND", "what files outside of secrets/, banned/ and pii/ hold", offsetof(struct compile_values, kind),
	 secscan_cli_kinds},
	{0},
};

/* A repository without a commit has no HEAD yet, and no rules. */
static int compile_at(struct secscan_gate *gate, const char *rev, struct secscan_error *err)
{
	int rc = secscan_gate_revision(gate, rev ? rev : "HEAD", err);

	return rc ? (rc == SECSCAN_ERR_NOT_FOUND && !rev ? 0 : rc) : secscan_gate_compile(gate, rev ? rev : "HEAD", err);
}

static void say_compiled(size_t files, const char *rev)
{
	if (files)
		printf("the rules of %zu file%s of .secscan/ at %s are compiled, with the built-in ones\n", files,
				files == 1 ? "" : "s", rev ? rev : "HEAD");
	else
		printf("%s has no rules of its own under .secscan/: the built-in ones judge, and nothing is to compile\n",
				rev ? rev : "HEAD");
}

/* The built-in rules and those of .secscan/ into the cache where the hooks look. */
static int compile_repository(const struct compile_values *values, struct secscan_error *err)
{
	struct secscan_gate_options options = {
		.report = {.format = "text", .write = secscan_cli_write, .payload = stderr, .quiet = true,
				.program = "secscan rules compile"},
		.builtin = secscan_rules_builtin,
		.compile = secscan_cli_compile,
	};
	struct secscan_gate *gate;
	int rc;

	if (values->output || values->kind)
		return secscan_cli_usage(err, "--output and --kind go with a PATH");
	rc = secscan_gate_new(&gate, &options, err);
	if (rc)
		return rc;
	rc = compile_at(gate, values->revision, err);
	if (!rc)
		say_compiled(secscan_gate_rule_files(gate), values->revision);
	secscan_gate_free(gate);
	return rc;
}

static int compile_paths(const struct invocation *in, struct secscan_error *err)
{
	const struct compile_values *values = in->values;
	struct secscan_compiler *compiler = NULL;
	struct secscan_rules *rules = NULL, *builtin = NULL;
	int rc = secscan_rules_builtin(&builtin, err);

	if (!rc)
		rc = secscan_cli_rules_of(&rules, &compiler, builtin, values->kind, in->arguments, in->count, err);
	if (!rc && values->output)
		rc = secscan_rules_save(rules, values->output, err);
	if (!rc)
		printf("%zu rule%s compiled%s%s\n", secscan_rules_added(rules), secscan_rules_added(rules) == 1 ? "" : "s",
				values->output ? " into " : "", values->output ? values->output : "");
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	secscan_rules_free(builtin);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct compile_values *values = in->values;

	if (in->count && values->revision)
		return secscan_cli_usage(err, "--revision is for the repository's own rules, without a PATH");
	return in->count ? compile_paths(in, err) : compile_repository(values, err);
}

const struct command secscan_cmd_rules_compile = {
	.name = "rules compile",
	.arguments = "[PATH...]",
	.summary = "compile the repository's own rules for the hooks, or check rule files",
	.details = "Without a PATH: the built-in rules and those under .secscan/ go into the cache that the hooks use, which "
		   "hold no compiler. They do this by themselves when the cache is old. With a PATH: rule files and trees are "
		   "checked, and written to --output.",
	.flags = flags,
	.values_size = sizeof(struct compile_values),
	.most = ANY_NUMBER,
	.run = run,
};
