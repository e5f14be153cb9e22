/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_REPORT_H
#define SECSCAN_UNSTABLE_REPORT_H

#include <secscan/finding.h>
#include <secscan/unstable/summary.h>

#ifdef __cplusplus
extern "C" {
#endif

struct secscan_report;

struct secscan_report_options {
	const char *format;    /* "text", "jsonl", "sarif" */
	int (*write)(void *payload, const char *data, size_t len); /* not 0: stop, SECSCAN_ERR_IO */
	void *payload;
	bool colour;           /* escape sequences in text */
	bool quiet;            /* text: nothing at all when no finding is worth a word (hooks) */
	bool details;          /* text: list pre-existing and suppressed findings one by one, not as a count */
	bool strict;           /* review counts as block */
	const char *program;   /* "pre-commit", "secscan scan" : how the text names itself */
};

/*
 * "text": for people. Prose is at most 72 columns wide; what may be long is paths and the marks of a finding.
 * Control bytes, bytes that are no UTF-8 and signs that turn the writing around are shown as \xNN.
 *
 * "jsonl": one object a line for each finding, in this order of keys: rule, kind, level, severity, confidence, number,
 * path, path_encoding (*), line, column, end_line, fingerprint, commit (*), title, detail, remedy, cwe (*), decoded (*),
 * suppressed (*), reason (*), suppressed_here (*: the comment is part of the change under judgement). Those
 * with (*) stand only where there is something to say. The last line is {"summary": {...}} with its status: "clean",
 * "blocked" or "could not decide", the last with an error object.
 *
 * "sarif": one SARIF 2.1.0 run, written at the end, the worst results first, at most 25,000 (what is left out is counted in
 * a notification). URIs are percent-encoded bytes relative to %SRCROOT%; absolute paths are file: URIs; what has no path
 * stands at .git/COMMIT_EDITMSG. Columns count bytes, so that byteOffset and byteLength stand beside them.
 * partialFingerprints are there under a key that lasts ("key:").
 *
 * Paths in JSON lines are text as it is. Where a path is not valid UTF-8, "path_encoding": "percent" stands beside it, and in
 * that path each byte that is not part of valid UTF-8, and each %, is written as % and two hex digits: undo those and
 * the bytes are back. In all other texts a byte that is no UTF-8 becomes the four characters \xNN.
 */
/* SECSCAN_ERR_USAGE for an unknown format. The caller frees *out with secscan_report_free(). */
SECSCAN_MUST_CHECK int secscan_report_new(struct secscan_report **out, const struct secscan_report_options *options,
		struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_report_finding(struct secscan_report *report, const struct secscan_finding *finding,
		struct secscan_error *err);
/* A thing that was named and not read, with its reason ("submodule"). */
SECSCAN_MUST_CHECK int secscan_report_skipped(struct secscan_report *report, const char *path, const char *reason,
		struct secscan_error *err);
/* The end: summary and the one block of what to do. failure is the error that stopped the run, or NULL. */
SECSCAN_MUST_CHECK int secscan_report_end(struct secscan_report *report, const struct secscan_summary *summary,
		const struct secscan_error *failure, struct secscan_error *err);
void secscan_report_free(struct secscan_report *report);

/*
 * The numbered messages (patterns/messages.ini), linked in. Texts have static storage or live as long
 * as the program; NULL for a number that was never given out.
 */
struct secscan_message {
	unsigned number;
	const char *title;  /* what, a few words */
	const char *why;    /* why it is stopped or said */
	const char *fix;    /* how to fix */
	const char *waive;  /* how to waive and who may, or "" */
};
const struct secscan_message *secscan_message_find(unsigned number);

#ifdef __cplusplus
}
#endif
#endif
