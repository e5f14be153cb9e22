/* SPDX-License-Identifier: MIT */
#ifndef GATE_GATE_H
#define GATE_GATE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "scan/baseline.h"

#include <secscan/unstable/gate.h>

#define SETTINGS_FILE ".secscan.ini"

struct rule_texts ARRAY_MEMBERS(struct secscan_rule_text);

/* A comment of this change that silenced something. */
struct allowed {
	const char *commit;
	const char *path;
	const char *rule_id;
	unsigned line;
	bool judged;
};

enum masked { MASKED_PATH, MASKED_DETAIL, MASKED_REASON, MASKED_TEXTS };

/* A text and how it may be shown: many findings in turn are of one file. */
struct masked_text {
	struct buffer text, shown;
};

struct secscan_gate {
	struct secscan_gate_options options;
	struct arena arena;
	struct secscan_repo *repo;
	char head[SECSCAN_OID_HEX];
	struct secscan_settings *settings;
	struct rule_texts rule_texts;      /* the repository's own rules, as the base has them */
	struct secscan_rules *builtin;
	struct secscan_rules *rules;       /* builtin, or builtin and the repository's */
	struct secscan_scanner *scanner;
	struct secscan_scanner *names;     /* mask.c: made when first needed */
	struct masked_text masked[MASKED_TEXTS];
	struct secscan_fingerprint_key *key;
	struct secscan_report *report;
	struct secscan_baseline baseline;  /* as judged: see gate/baseline.h */
	struct secscan_run run;
	struct secscan_error *err;
	ARRAY_OF(struct allowed) allowed;
	bool keep_allowed;                 /* somebody will ask for them */
	bool all_read;                     /* the whole tree or history: what the baseline does not meet is stale */
	bool unmade;                       /* what is judged is no commit yet */
	bool weakened;                     /* the change weakens settings or rules; a sign-off may allow it */
};

/* Open the repository of options.dir; it is kept. */
SECSCAN_MUST_CHECK int secscan_gate_repo(struct secscan_gate *g, struct secscan_error *err);

/*
 * HEAD's commit, resolved once so that all that is read is of one version, or NULL in a repository without a commit: then
 * only the machine's layers judge. The text is the gate's.
 */
SECSCAN_MUST_CHECK int secscan_gate_head(const char **out, struct secscan_gate *g, struct secscan_error *err);

/*
 * Settings and rules of the version `base` (a revision, or NULL for none) and all that a scan needs. They take the
 * place of those of an earlier call; what was counted stays.
 */
SECSCAN_MUST_CHECK int secscan_gate_prepare(struct secscan_gate *g, const char *base, struct secscan_error *err);

/* Prepare with HEAD's settings, or outside of a repository with the machine's alone. */
SECSCAN_MUST_CHECK int secscan_gate_anywhere(struct secscan_gate *g, struct secscan_error *err);

/* Take this scanner for the run instead of the one at hand, which is freed. */
void secscan_gate_use_scanner(struct secscan_gate *g, struct secscan_scanner *scanner);

/* Where the paths of the sources to come lie in the repository, see struct secscan_settings; the text is borrowed. */
void secscan_gate_place(struct secscan_gate *g, const char *prefix, size_t strip);

/* Run one source and release it; findings go to the report. */
SECSCAN_MUST_CHECK int secscan_gate_run(struct secscan_gate *g, struct secscan_source *source,
		struct secscan_error *err);

/* push_allow.c: whether one of the lines of text is this one, whole. */
bool secscan_has_line(const char *text, size_t len, const char *line, size_t line_len);

/* A finding that no rule made, counted and reported. Given to policy as a secscan_finding_fn; payload is the gate. */
int secscan_gate_tell(const struct secscan_finding *finding, void *payload);

/* One of a file that judges, with no line, title or detail yet. Of high severity: whoever weakens what judges is asked. */
struct secscan_finding secscan_gate_about(const char *rule_id, const char *path, unsigned number, enum secscan_level level);

/* The flow's last word: report the end, and what the flow returns. */
SECSCAN_MUST_CHECK int secscan_gate_finish(struct secscan_gate *g, int rc, struct secscan_error *err);

/* trust.c: compare the settings of two versions (now NULL: the index); what got weaker is told. */
SECSCAN_MUST_CHECK int secscan_gate_judge_settings(struct secscan_gate *g, const char *base, const char *now,
		struct secscan_error *err);
/* The repository layer of a revision; SECSCAN_ERR_NOT_FOUND when it has none. */
SECSCAN_MUST_CHECK int secscan_gate_load_settings(struct secscan_gate *g, const char *rev, struct secscan_error *err);

/* The machine's layers, and a repository's text on them if there is one. The caller frees *out, after a failure too. */
SECSCAN_MUST_CHECK int secscan_gate_layers(struct secscan_settings **out, const char *text, size_t len,
		struct secscan_error *err);

/* Hash of the settings and rules of a revision, NULL for none: equal where they are. */
SECSCAN_MUST_CHECK int secscan_gate_judged_by(uint8_t out[32], struct secscan_gate *g, const char *rev,
		struct secscan_error *err);

/* rules.c: the folders of the repository's own rules; NULL behind the last. */
struct rule_folder {
	const char *path;
	enum secscan_kind kind;
};
const struct rule_folder *secscan_gate_rule_folder(size_t index);
/* The one that this path is a rule file of, or NULL. */
const struct rule_folder *secscan_gate_rule_folder_of(const char *path);

/* rules.c: the rules that judge, from the cache where the repository has its own. */
SECSCAN_MUST_CHECK int secscan_gate_load_rules(struct secscan_gate *g, const char *rev, struct secscan_error *err);

#endif
