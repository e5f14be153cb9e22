/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_RULES_H
#define SECSCAN_RULES_H

#include <secscan/error.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Rule files -> compiler -> rules -> scanner (scanner.h), one way.
 *
 * A compiler is used by one thread. Rules are immutable: share them between threads freely,
 * free them after the last scanner that uses them.
 */
struct secscan_compiler;
struct secscan_rules;
struct secscan_rule;

enum secscan_kind {
	SECSCAN_KIND_SECRET,
	SECSCAN_KIND_BANNED,
	SECSCAN_KIND_PII,
	SECSCAN_KIND_TRAILER, /* the commit message's trailers: no rule file, numbered messages only */
	SECSCAN_KIND_REVIEW,  /* a review that the change calls for */
	SECSCAN_KIND_SETTINGS,/* the change weakens the settings that judge it */
	SECSCAN_KIND_ENV,     /* what we could not decide */
};

enum secscan_severity {
	SECSCAN_LOW,
	SECSCAN_MEDIUM,
	SECSCAN_HIGH,
	SECSCAN_CRITICAL,
};

enum secscan_confidence {
	SECSCAN_DOUBTFUL,  /* the shape is right, but a check speaks against it */
	SECSCAN_PLAUSIBLE, /* the shape is right, nothing speaks against it */
	SECSCAN_VERIFIED,  /* a checksum or structure proves the format (not that the secret is live) */
};

/* Names as they stand in rule files and reports; static storage, "unknown" outside the enum. */
const char *secscan_kind_name(enum secscan_kind kind);
const char *secscan_severity_name(enum secscan_severity severity);
const char *secscan_confidence_name(enum secscan_confidence confidence);

/* Create a compiler. The caller frees it with secscan_compiler_free(). */
SECSCAN_MUST_CHECK int secscan_compiler_new(struct secscan_compiler **out, struct secscan_error *err);
void secscan_compiler_free(struct secscan_compiler *compiler);

/*
 * Add rules. The kind is that of the folder (secrets, banned, pii). On failure (SECSCAN_ERR_SYNTAX
 * with file, line and column, SECSCAN_ERR_IO, SECSCAN_ERR_NOMEM) the compiler may hold some rules
 * of the file and should be freed.
 *
 * add_text: name is used in errors only; text need not end with NUL and is copied.
 * add_file: one file.  add_tree: every *.ini under path/secrets, path/banned and path/pii, by name.
 */
SECSCAN_MUST_CHECK int secscan_compiler_add_text(struct secscan_compiler *compiler, enum secscan_kind kind,
		const char *name, const char *text, size_t len, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_compiler_add_file(struct secscan_compiler *compiler, enum secscan_kind kind,
		const char *path, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_compiler_add_tree(struct secscan_compiler *compiler, const char *path,
		struct secscan_error *err);

/* Add rules that exist (the built-in ones, say); they must outlive the compiler. */
SECSCAN_MUST_CHECK int secscan_compiler_add_rules(struct secscan_compiler *compiler, const struct secscan_rules *rules,
		struct secscan_error *err);

/*
 * Compile all that was added into one database. Takes about 10 ms a rule. The caller owns *out;
 * the compiler stays usable and still has to be freed. SECSCAN_ERR_SYNTAX names the rule that the
 * engine refuses.
 */
SECSCAN_MUST_CHECK int secscan_compiler_build(struct secscan_rules **out, struct secscan_compiler *compiler,
		struct secscan_error *err);

/* The rules that are linked into this program. Free as any other; costs a page or two, no parsing. */
SECSCAN_MUST_CHECK int secscan_rules_builtin(struct secscan_rules **out, struct secscan_error *err);

/*
 * A file that secscan_rules_save() wrote. Refused with SECSCAN_ERR_RULES unless it is a regular
 * file (no symlink) of ours, mode 0600, made by this version for this Hyperscan and whole.
 */
SECSCAN_MUST_CHECK int secscan_rules_open(struct secscan_rules **out, const char *path, struct secscan_error *err);

/* Write atomically, mode 0600. On failure no file and no part of one is left. */
SECSCAN_MUST_CHECK int secscan_rules_save(const struct secscan_rules *rules, const char *path,
		struct secscan_error *err);
void secscan_rules_free(struct secscan_rules *rules);

/* Walk the rules: 0 <= index < count. What is returned lives as long as the rules. */
size_t secscan_rules_count(const struct secscan_rules *rules);
const struct secscan_rule *secscan_rules_at(const struct secscan_rules *rules, size_t index);
const struct secscan_rule *secscan_rules_find(const struct secscan_rules *rules, const char *id);

/* Facts of one rule. Texts are "" where the rule has none, never NULL; they live as long as the rules. */
const char *secscan_rule_id(const struct secscan_rule *rule);
const char *secscan_rule_name(const struct secscan_rule *rule);
const char *secscan_rule_remedy(const struct secscan_rule *rule);
const char *secscan_rule_cwe(const struct secscan_rule *rule);
const char *secscan_rule_pattern(const struct secscan_rule *rule);
enum secscan_kind secscan_rule_kind(const struct secscan_rule *rule);
enum secscan_severity secscan_rule_severity(const struct secscan_rule *rule);

#ifdef __cplusplus
}
#endif
#endif
