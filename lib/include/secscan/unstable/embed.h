/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_EMBED_H
#define SECSCAN_UNSTABLE_EMBED_H

#include <secscan/rules.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * For the build: write rules as a pack to be linked in; as an image that is used where it lies, or serialized. origin is
 * the digest of all rule files that the program is built from, of which the pack may hold a part.
 */
SECSCAN_MUST_CHECK int secscan_rules_embed(const struct secscan_rules *rules, const char *path, bool as_image,
		const uint8_t origin[32], struct secscan_error *err);

/* BLAKE2b over the texts that were added, in order: equal where they are. */
void secscan_compiler_digest(uint8_t out[32], const struct secscan_compiler *compiler);

/* Every *.ini right in this folder, by name. */
SECSCAN_MUST_CHECK int secscan_compiler_add_folder(struct secscan_compiler *compiler, enum secscan_kind kind,
		const char *path, struct secscan_error *err);

/* The rule files that were added, in order; lives as long as the compiler. NULL past the end. */
const char *secscan_compiler_file(const struct secscan_compiler *compiler, size_t index);

/* Where the index-th sample (or `not`) of a rule stands. SECSCAN_ERR_NOT_FOUND when there is no such line in a file. */
SECSCAN_MUST_CHECK int secscan_compiler_place(const char **file, unsigned *line, const struct secscan_compiler *compiler,
		size_t rule_index, bool is_not, size_t index);

/* Where a key of a rule stands ("pattern", "trigger"), or its section when it has no such key. SECSCAN_ERR_NOT_FOUND without a file. */
SECSCAN_MUST_CHECK int secscan_compiler_key_place(const char **file, unsigned *line, unsigned *column,
		const struct secscan_compiler *compiler, size_t rule_index, const char *key);

/*
 * Add one rule that exists, and the one it leans on (`with`); they must outlive the compiler. Lend: rules that a `with` may
 * name although they were not added; those that are named come along, and no proof is asked of them.
 */
SECSCAN_MUST_CHECK int secscan_compiler_add_rule(struct secscan_compiler *compiler, const struct secscan_rule *rule,
		struct secscan_error *err);
void secscan_compiler_lend(struct secscan_compiler *compiler, const struct secscan_rules *rules);

/* How many were added, not counting those that came along. */
size_t secscan_rules_added(const struct secscan_rules *rules);

/* Bytes of the compiled database. */
size_t secscan_rules_bytes(const struct secscan_rules *rules);

/*
 * The linked-in secret rules alone: where banned code is not looked for (history, messages), half the rules match in half the time. Kept in
 * an object of its own, so that only a program that asks for it grows.
 */
SECSCAN_MUST_CHECK int secscan_rules_builtin_secrets(struct secscan_rules **out, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
