/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT_H
#define SOURCES_GIT_H

#include "sources/repo.h"

/*
 * A git process that reads for us: no shell, no replace refs, no fetch, no lock, no file system monitor,
 * no network. Zero-initialise before git_start.
 */
struct git_child {
	pid_t pid;
	int in;                /* -1 once closed */
	int out;
	int errors;            /* a file in memory */
	int patience;          /* milliseconds without output, then it is an error */
	char *data;            /* read ahead */
	size_t at, len;
};

/* args ends with NULL and has no "git" in front. */
SECSCAN_MUST_CHECK int secscan_git_start(struct git_child *child, struct secscan_repo *repo, const char *const *args,
		struct secscan_error *err);
/* The same with a file to read from, which stays the caller's; -1 for a pipe to send through. */
SECSCAN_MUST_CHECK int secscan_git_start_on(struct git_child *child, struct secscan_repo *repo, const char *const *args,
		int in, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_git_send(struct git_child *child, const void *data, size_t len,
		struct secscan_error *err);
/* Exactly len bytes, or an error that holds git's own words. */
SECSCAN_MUST_CHECK int secscan_git_receive(struct git_child *child, void *out, size_t len, struct secscan_error *err);
/* A line without its end; 1, 0 at the end of output, or an error. */
SECSCAN_MUST_CHECK int secscan_git_line(struct git_child *child, char *out, size_t size, struct secscan_error *err);
/* Everything still to come. */
SECSCAN_MUST_CHECK int secscan_git_rest(struct git_child *child, struct buffer *out, struct secscan_error *err);
/*
 * Waits, as long as for output; *status is the exit code. Fills err's text for a caller that minds, returns an error only if
 * that is unknown.
 */
SECSCAN_MUST_CHECK int secscan_git_finish(struct git_child *child, int *status, struct secscan_error *err);
/* After the end of its output: 0 if git was content, else its complaint. */
SECSCAN_MUST_CHECK int secscan_git_end(struct git_child *child, struct secscan_error *err);
/* Ends a child whose output is no longer wanted: it has a second to see that, then it is told, then killed. */
void secscan_git_stop(struct git_child *child);

/* Run to the end, all output into out. An exit code other than 0 is SECSCAN_ERR_REPO, or in *status if status is given. */
SECSCAN_MUST_CHECK int secscan_git_run(struct buffer *out, int *status, struct secscan_repo *repo,
		const char *const *args, struct secscan_error *err);

#endif
