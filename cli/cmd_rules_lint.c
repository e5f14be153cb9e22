/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "rulefiles.h"

#include <secscan/unstable/embed.h>
#include <secscan/unstable/lint.h>

#include <stddef.h>

struct lint_values {
	const char *kind;
	bool bytes;
};

static const struct flag flags[] = {
	{"kind", 'k', "KIND", "what files outside of secrets/, banned/ and pii/ hold", offsetof(struct lint_values, kind),
	 secscan_cli_kinds},
	{"bytes", 'b', NULL, "weigh the built-in rules too, some tenths of a second each", offsetof(struct lint_values, bytes),
	 NULL},
	{0},
};

struct listing {
	const struct secscan_compiler *compiler; /* NULL for the built-in rules, whose places are not known */
	size_t remarks;
};

static void print_place(const struct listing *listing, const struct secscan_remark *r)
{
	const char *file;
	unsigned line, column;

	if (!listing->compiler)
		return;
	if (!strcmp(r->key, "sample")) {
		if (!secscan_compiler_place(&file, &line, listing->compiler, r->rule_index, false, r->index))
			printf("%s:%u: ", file, line);
	} else if (!secscan_compiler_key_place(&file, &line, &column, listing->compiler, r->rule_index, r->key)) {
		printf("%s:%u:%u: ", file, line, column);
	}
}

static void on_remark(const struct secscan_remark *r, void *payload)
{
	struct listing *listing = payload;

	listing->remarks++;
	print_place(listing, r);
	printf("[%s] %s\n    %s\n", secscan_rule_id(r->rule), r->what, r->fix);
}

static int lint(const struct secscan_rules *rules, const struct secscan_rules *builtin, bool bytes,
		const struct secscan_compiler *compiler, struct secscan_error *err)
{
	struct listing listing = {compiler, 0};
	int rc = secscan_rules_lint(rules, builtin, bytes, on_remark, &listing, err);

	if (rc)
		return rc;
	printf("%zu rule%s, %zu remark%s\n", secscan_rules_added(rules), secscan_rules_added(rules) == 1 ? "" : "s",
			listing.remarks, listing.remarks == 1 ? "" : "s");
	return listing.remarks ? 1 : 0;
}

static int lint_paths(const struct invocation *in, const struct secscan_rules *builtin, struct secscan_error *err)
{
	const struct lint_values *values = in->values;
	struct secscan_compiler *compiler = NULL;
	struct secscan_rules *rules = NULL;
	int rc = secscan_cli_rules_of(&rules, &compiler, builtin, values->kind, in->arguments, in->count, err);

	if (!rc)
		rc = lint(rules, builtin, true, compiler, err);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct lint_values *values = in->values;
	struct secscan_rules *builtin;
	int rc = secscan_rules_builtin(&builtin, err);

	if (rc)
		return rc;
	rc = in->count ? lint_paths(in, builtin, err) : lint(builtin, NULL, values->bytes, NULL, err);
	secscan_rules_free(builtin);
	return rc;
}

const struct command secscan_cmd_rules_lint = {
	.name = "rules lint",
	.arguments = "[PATH...]",
	.summary = "say what is lossy, costly or doubtful in rules, and the way out",
	.details = "Without a PATH: the built-in rules. What a rule may not be at all (no literal, no bound, look-around without a "
		   "trigger) stops here as it stops everywhere, with its place. Of the others this says where a trigger or its "
		   "window does not take in all that the pattern matches, what a rule costs in every scan, and what the built-in "
		   "rules find already. Exit code 1 when there is a remark.",
	.flags = flags,
	.values_size = sizeof(struct lint_values),
	.most = ANY_NUMBER,
	.run = run,
};
