/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_RUN_H
#define SECSCAN_UNSTABLE_RUN_H

#include <secscan/unstable/fingerprint.h>
#include <secscan/unstable/scanner.h>
#include <secscan/unstable/settings.h>
#include <secscan/unstable/source.h>
#include <secscan/unstable/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A source's items through the scanner, findings with level and fingerprint to the callback. Zero-initialise, fill, run. */
struct secscan_run {
	struct secscan_scanner *scanner;
	const struct secscan_settings *settings;
	struct secscan_fingerprint_key *key;
	uint32_t kinds;                 /* bits of the kinds to look for in files; messages and names are searched for secrets */
	bool every_place;               /* of a history: fn is told of every place where a hit counts, as it comes up */
	bool place_unread;              /* of a history: what is not read is told by a path and commit of it, for a walk over the commits */
	bool judge_lines;               /* a hit on lines that one base has all is pre-existing */
	struct secscan_source *removed; /* what the change deletes, or NULL: a value that moves from there to an allowed path is not allowed */
	/*
	 * Where the change is more than the step from an item's bases, as in a push: 1 when the version that judges has this
	 * line at this path, 0 when not, negative on failure. A comment that it lacks is one of the change. May be NULL.
	 */
	int (*known_line)(const char *path, const char *line, size_t len, void *payload);
	void *known_payload;
	struct secscan_baseline *baseline; /* findings that are let pass by what they are; NULL: none */
	secscan_finding_fn *fn;
	int (*skipped)(const char *path, const char *reason, void *payload); /* may be NULL */
	int (*progress)(const struct secscan_summary *summary, void *payload); /* after each item; may be NULL; not 0 stops */
	void *payload;
	struct secscan_summary summary;
	struct secscan_run_memory *memory; /* private; secscan_run_release() */
	char commit[SECSCAN_OID_HEX];      /* private: of the last item */
};

/* Until the source ends. The result of a callback that is not 0 is returned as it is. */
SECSCAN_MUST_CHECK int secscan_run_source(struct secscan_run *run, struct secscan_source *source,
		struct secscan_error *err);
void secscan_run_release(struct secscan_run *run);

/*
 * A full history: blobs first, then one walk that tells the commit and path of those with hits. Banned
 * code is not looked for: what a language bans cannot be told before the path is known, and history cannot
 * be mended by better code.
 */
SECSCAN_MUST_CHECK int secscan_run_history(struct secscan_run *run, struct secscan_source *history,
		struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
