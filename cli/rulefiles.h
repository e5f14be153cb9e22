/* SPDX-License-Identifier: MIT */
#ifndef CLI_RULEFILES_H
#define CLI_RULEFILES_H

#include <secscan/unstable/gate.h>

/* What may stand behind --kind. */
extern const char *const secscan_cli_kinds[];

/*
 * The rules of files and trees (folders that hold secrets/, banned/ or pii/), each taken by both engines. A file's kind
 * is that of the folder it lies in, else `kind` (a word of secscan_cli_kinds, or NULL). The other parts of a credential
 * may be builtin rules. The compiler knows the places of the rules. Both are the caller's, also after a failure:
 * initialise them to NULL.
 */
SECSCAN_MUST_CHECK int secscan_cli_rules_of(struct secscan_rules **out, struct secscan_compiler **compiler,
		const struct secscan_rules *builtin, const char *kind, const char *const *paths, size_t count,
		struct secscan_error *err);

/* The gate's compile: the built-in rules and a repository's own. */
SECSCAN_MUST_CHECK int secscan_cli_compile(struct secscan_rules **out, const struct secscan_rules *builtin,
		const struct secscan_rule_text *texts, size_t count, struct secscan_error *err);

#endif
