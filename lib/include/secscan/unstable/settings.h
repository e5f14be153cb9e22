/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SETTINGS_H
#define SECSCAN_UNSTABLE_SETTINGS_H

#include <secscan/finding.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Settings in layers, each INI: built-in < /etc/secscan/config.ini < the user's
 * ($XDG_CONFIG_HOME or ~/.config)/secscan/config.ini < the repository's .secscan.ini. A later layer wins, but
 * for keys that an earlier one locks ([lock] key = section.key); lists add up over the layers.
 * A built-in list stands only until a layer names the key.
 */
enum secscan_layer {
	SECSCAN_LAYER_BUILTIN,
	SECSCAN_LAYER_SYSTEM,
	SECSCAN_LAYER_USER,
	SECSCAN_LAYER_REPOSITORY,
};

enum secscan_require {
	SECSCAN_REQUIRE_NEVER,
	SECSCAN_REQUIRE_EVIDENCE,
	SECSCAN_REQUIRE_ALWAYS,
};

/* What a suppression says of itself. */
enum secscan_term_bit { SECSCAN_TERM_REASON = 1, SECSCAN_TERM_OWNER = 2, SECSCAN_TERM_UNTIL = 4 };

/* Other scanners whose comments may count. */
enum secscan_foreign_bit { SECSCAN_FOREIGN_GITLEAKS = 1, SECSCAN_FOREIGN_DETECT_SECRETS = 2, SECSCAN_FOREIGN_KINGFISHER = 4 };

enum { SECSCAN_ANY_LENGTH = 36500 }; /* days */

struct secscan_list {
	const char **items;
	size_t count;
	enum secscan_layer layer; /* of the last one that added to it */
};

/* Encodings within encodings that are looked into where no setting says otherwise. */
enum { SECSCAN_DECODE_DEPTH = 2 };

/* Read only, but for the two of paths and through the calls below. Texts live as long as the settings. */
struct secscan_settings {
	uint8_t levels[3][4][3];        /* secret, banned, pii; severity; confidence -> enum secscan_level */
	struct secscan_list allow_path; /* [allow] path: globs whose findings are suppressed */
	uint8_t decode_depth;           /* [scan] decode-depth: encodings within encodings that are looked into */
	uint8_t inline_allow;           /* [allow] inline: whether comments may suppress */
	uint8_t allow_require;          /* [allow] require: bits of enum secscan_term_bit, beside the reason that is always asked for */
	uint8_t allow_foreign;          /* [allow] foreign: bits of enum secscan_foreign_bit */
	unsigned allow_longest;         /* [allow] longest: days */
	struct secscan_list rules_off;  /* [rules] off: ids */
	uint8_t require;                /* [provenance] require: enum secscan_require */
	unsigned review_at;             /* [provenance] review-at: percent */
	struct secscan_list senior;     /* [provenance] senior: "Name <mail>" or mail */
	struct secscan_list sensitive;  /* [provenance] sensitive: globs */
	struct secscan_list protected_branch; /* [push] protected: globs of branch names */
	struct secscan_list sign_off;   /* [settings] sign-off: who may weaken the settings */
	const char *fingerprint_key;    /* [fingerprint] key: 64 hex digits, or "" */
	struct secscan_list locks;      /* [lock] key: "section.key" */
	struct secscan_list ignored;    /* keys of a later layer that a lock made void: "section.key (file)" */
	const char *path_prefix;        /* what makes a path of the source one of the repository: this (NULL: nothing), */
	size_t path_strip;              /* in the place of its first bytes */
	struct secscan_settings_memory *memory; /* private */
};

/* The built-in layer alone. Free with secscan_settings_free(). */
SECSCAN_MUST_CHECK int secscan_settings_new(struct secscan_settings **out, struct secscan_error *err);
void secscan_settings_free(struct secscan_settings *settings);

/*
 * Add a layer's text. SECSCAN_ERR_SYNTAX with file, line and column for anything that is not understood; an
 * unknown key names the nearest known one. After a failure the settings must not be used.
 */
SECSCAN_MUST_CHECK int secscan_settings_add(struct secscan_settings *settings, enum secscan_layer layer,
		const char *name, const char *text, size_t len, struct secscan_error *err);

/* Add the system's and the user's files where they exist. A file that exists and cannot be read is an error. */
SECSCAN_MUST_CHECK int secscan_settings_add_machine(struct secscan_settings *settings, struct secscan_error *err);

/* What a finding of this kind, severity and confidence means here. */
enum secscan_level secscan_settings_level(const struct secscan_settings *settings, enum secscan_kind kind,
		enum secscan_severity severity, enum secscan_confidence confidence);
/* The source's path as the repository has it, in out (PATH_MAX bytes); "" if it is too long to be one. */
const char *secscan_settings_path(char *out, const struct secscan_settings *settings, const char *path);
/* The allowed path's glob that this path of the source fits, borrowed; NULL if none does. */
const char *secscan_settings_allowed_by(const struct secscan_settings *settings, const char *path);
bool secscan_settings_rule_is_off(const struct secscan_settings *settings, const char *id);

/*
 * Each key in which `now` is weaker than `base`, with one line saying how. The call's result is the number of them.
 */
typedef void secscan_weakening_fn(const char *key, const char *how, void *payload);
size_t secscan_settings_weaker(const struct secscan_settings *base, const struct secscan_settings *now,
		secscan_weakening_fn *fn, void *payload);

/* Walk the keys for documentation and doctor: index from 0, NULL past the end. */
struct secscan_setting_doc {
	const char *section;
	const char *key;
	const char *help;
};
const struct secscan_setting_doc *secscan_setting_doc(size_t index);

#ifdef __cplusplus
}
#endif
#endif
