/* SPDX-License-Identifier: MIT */
#ifndef POLICY_MESSAGE_H
#define POLICY_MESSAGE_H

#include <secscan/unstable/trailers.h>

/*
 * What git will make of a message file cannot be known while the commit-msg hook runs: the way of cleaning
 * (--cleanup, commit.cleanup, -v) is not told to it. So each possible one is read.
 */
enum message_cleanup { MESSAGE_STRIP, MESSAGE_WHITESPACE, MESSAGE_VERBATIM, MESSAGE_CLEANUPS };

struct message_reading {
	unsigned cleanups; /* set of 1 << MESSAGE_...: all ways of cleaning that leave this text */
	bool cut;          /* what stands below the scissors line goes (scissors, -v) */
	bool no_divider;   /* as git log reads the stored commit; else as `git interpret-trailers` does */
	struct secscan_trailers trailers; /* lines are those of the file only when cleanups has MESSAGE_VERBATIM */
};

/* Not 0 stops and is returned. The reading is borrowed for the call. */
typedef int secscan_reading_fn(const struct message_reading *reading, void *payload);

/*
 * Each possible reading of the file, the usual one (strip, cut, no_divider) first, and none twice: without a divider to
 * cut at, no_divider stands for both. comment is what the lines that git takes out begin with, as configured: NULL for "#";
 * "auto" reads with all that it can have chosen; two, parted by a newline, where it is not known which one git goes by.
 */
SECSCAN_MUST_CHECK int secscan_message_readings(const char *text, size_t len, const char *comment,
		secscan_reading_fn *fn, void *payload, struct secscan_error *err);

/* The one reading of a stored commit's message: what `git log --format=%(trailers)` shows. */
SECSCAN_MUST_CHECK int secscan_message_stored(const char *text, size_t len, const char *comment, secscan_reading_fn *fn,
		void *payload, struct secscan_error *err);

/*
 * How much of the file a scan for secrets reads: all of it, but for the diff that `commit -v` puts below the scissors
 * line. That is left out only where every line of it is a diff's: what anybody else writes there may get into the commit.
 */
size_t secscan_message_scan_extent(const char *text, size_t len, const char *comment);

/* As git names the way of cleaning; of several, the usual one. */
const char *secscan_message_cleanup(unsigned cleanups);

/* What comments begin with: comment itself, "#" for NULL, for "auto" and of two the one that this text speaks for. */
enum { MESSAGE_COMMENT_ROOM = 128 }; /* a longer one is cut */
const char *secscan_message_comment(char room[MESSAGE_COMMENT_ROOM], const char *text, size_t len, const char *comment);
/* Whether the last line that says anything begins as a comment: git's own text for the editor is still there. */
bool secscan_message_ends_with_comment(const char *text, size_t len, const char *comment);

#endif
