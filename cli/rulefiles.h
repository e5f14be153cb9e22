/* SPDX-License-Identifier: MIT */
#ifndef CLI_RULEFILES_H
#define CLI_RULEFILES_H

#include <secscan/rules.h>

/* What may stand behind --kind. */
extern const char *const secscan_cli_kinds[];

/*
 * Add rule files and trees (folders that hold secrets/, banned/ or pii/). A file's kind is that of the folder it lies
 * in, else `kind` (a word of secscan_cli_kinds, or NULL).
 */
SECSCAN_MUST_CHECK int secscan_cli_add_paths(struct secscan_compiler *compiler, const char *kind,
		const char *const *paths, size_t count, struct secscan_error *err);

#endif
