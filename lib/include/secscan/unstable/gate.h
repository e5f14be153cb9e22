/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_GATE_H
#define SECSCAN_UNSTABLE_GATE_H

#include <secscan/unstable/report.h>
#include <secscan/unstable/run.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * One flow each for what the programs do: settings and rules from the version that judges, the source, the scan,
 * the policy, the report. Every flow returns 0 (clean), 1 (blocked) or a negative secscan_code, after it has
 * reported all it knows, the failure too; secscan_exit_code() makes the exit code of any of them.
 */
struct secscan_gate;

/* A rule file of the repository, as the base has it. */
struct secscan_rule_text {
	enum secscan_kind kind;
	const char *name;
	const char *text;
	size_t len;
};

struct secscan_gate_options {
	const char *dir;                      /* the repository's folder; NULL: here */
	struct secscan_report_options report;
	uint32_t kinds;                       /* bits of enum secscan_kind to look for; 0: all */
	const char *const *environment;       /* like environ, for agent evidence; NULL: none */
	int (*progress)(const struct secscan_summary *summary, void *payload);
	secscan_explain_fn *explain;          /* told which step decided about each candidate; NULL: nobody asks */
	void *payload;                        /* of progress and explain */
	/* The linked-in rules that judge: secscan_rules_builtin(), or a part of them where no more is looked for. */
	int (*builtin)(struct secscan_rules **out, struct secscan_error *err);
	/*
	 * Makes rules of the built-in ones and these. The hooks leave it NULL, they hold no compiler: they use
	 * the cache and run the installed `secscan rules compile` once when it is stale.
	 */
	int (*compile)(struct secscan_rules **out, const struct secscan_rules *builtin,
			const struct secscan_rule_text *texts, size_t count, struct secscan_error *err);
};

/* options is copied; what it points to must outlive the gate. */
SECSCAN_MUST_CHECK int secscan_gate_new(struct secscan_gate **out, const struct secscan_gate_options *options,
		struct secscan_error *err);
void secscan_gate_free(struct secscan_gate *gate);

/* What is staged, judged by HEAD's settings. */
SECSCAN_MUST_CHECK int secscan_gate_staged(struct secscan_gate *gate, struct secscan_error *err);

/* A commit message file before the commit: secrets in it, trailers, provenance. */
SECSCAN_MUST_CHECK int secscan_gate_message(struct secscan_gate *gate, const char *path, struct secscan_error *err);

/* git's pre-push: the lines of its stdin, all of them. */
SECSCAN_MUST_CHECK int secscan_gate_push(struct secscan_gate *gate, const char *remote, const char *url,
		const char *lines, size_t len, struct secscan_error *err);

/* The push engine for a range "A..B" (A may be empty or all zeros: everything that B holds). */
SECSCAN_MUST_CHECK int secscan_gate_range(struct secscan_gate *gate, const char *range, struct secscan_error *err);

/*
 * From now on findings up to rev are old: the command that pre-push prints where there is no base. The caller frees *file,
 * the path of the list that says so, one object id a line.
 */
SECSCAN_MUST_CHECK int secscan_gate_accept_base(char **file, struct secscan_gate *gate, const char *rev,
		struct secscan_error *err);

SECSCAN_MUST_CHECK int secscan_gate_history(struct secscan_gate *gate, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_gate_paths(struct secscan_gate *gate, const char *const *paths, size_t count,
		struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_gate_fd(struct secscan_gate *gate, int fd, const char *name,
		struct secscan_error *err);

/* What `secscan baseline` is asked for; texts may be NULL. */
struct secscan_baseline_options {
	const char *owner, *reason;
	const char *until;        /* "2027-01-31" */
	const char *scope;        /* a glob for the new lines instead of each finding's own path */
	const char *const *paths; /* where to look; none: the whole working tree */
	size_t path_count;
	bool history;             /* look through all history instead */
	bool prune;               /* take out what nothing matches; not with paths */
	/* Told of each finding that got a line, once all is written; NULL: nobody asks. */
	void (*added)(const char *rule_id, const char *path, unsigned line, void *payload);
	void *payload;
};
struct secscan_baseline_result {
	size_t added, kept, renewed;
	size_t stale, pruned;     /* lines that nothing matches, and are left or taken out; not counted with paths */
	size_t expired;           /* lines past their day whose finding is still there, and no new day was given */
	size_t refused;           /* lines that do nothing for another reason, and no term was given */
	size_t left;              /* findings without a line, where none was to be added */
	size_t unmarked;          /* findings that got no fingerprint */
	bool new_key;             /* the settings had no fingerprint key and have one now */
	bool written;
};

/*
 * Write findings into the working tree's baseline, .secscan/baseline: what is found and not let pass yet gets a line with
 * these terms, what is there stays. prune and until alone add none: they take out and renew what is there, and without a
 * baseline are wrong usage. Nothing is written after a failure; nothing is reported.
 */
SECSCAN_MUST_CHECK int secscan_gate_baseline(struct secscan_baseline_result *out, struct secscan_gate *gate,
		const struct secscan_baseline_options *options, struct secscan_error *err);

/* Report each line of the working tree's baseline that matches nothing, is past its day or does nothing: 1 if there is one. */
SECSCAN_MUST_CHECK int secscan_gate_baseline_check(struct secscan_gate *gate, bool history, struct secscan_error *err);

/* What the working tree's settings name and nobody knows, one line each: rules that are off and do not exist. */
typedef void secscan_hint_fn(const char *text, void *payload);
SECSCAN_MUST_CHECK int secscan_gate_hints(struct secscan_gate *gate, secscan_hint_fn *fn, void *payload,
		struct secscan_error *err);

/* Write the repository's compiled rules to the cache (`secscan rules compile`); needs options.compile. */
SECSCAN_MUST_CHECK int secscan_gate_compile(struct secscan_gate *gate, const char *rev, struct secscan_error *err);
/* Whether the repository knows this revision; SECSCAN_ERR_NOT_FOUND where it does not. */
SECSCAN_MUST_CHECK int secscan_gate_revision(struct secscan_gate *gate, const char *rev, struct secscan_error *err);
/* How many rule files of its own the last version that was asked about has. */
size_t secscan_gate_rule_files(const struct secscan_gate *gate);

#ifdef __cplusplus
}
#endif
#endif
