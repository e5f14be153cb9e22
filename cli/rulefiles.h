/* SPDX-License-Identifier: MIT */
#ifndef CLI_RULEFILES_H
#define CLI_RULEFILES_H

#include <secscan/unstable/gate.h>

/* What may stand behind --kind. */
extern const char *const secscan_cli_kinds[];

/*
 * Add rule files and trees (folders that hold secrets/, banned/ or pii/). A file's kind is that of the folder it lies
 * in, else `kind` (a word of secscan_cli_kinds, or NULL).
 */
SECSCAN_MUST_CHECK int secscan_cli_add_paths(struct secscan_compiler *compiler, const char *kind,
		const char *const *paths, size_t count, struct secscan_error *err);

/* Build what was added, and see that both engines take every rule. */
SECSCAN_MUST_CHECK int secscan_cli_build(struct secscan_rules **out, struct secscan_compiler *compiler,
		struct secscan_error *err);

/* The gate's compile: the built-in rules and a repository's own. */
SECSCAN_MUST_CHECK int secscan_cli_compile(struct secscan_rules **out, const struct secscan_rules *builtin,
		const struct secscan_rule_text *texts, size_t count, struct secscan_error *err);

#endif
