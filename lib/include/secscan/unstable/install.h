/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_INSTALL_H
#define SECSCAN_UNSTABLE_INSTALL_H

#include <secscan/error.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Our hooks in one repository. Where git looks for hooks (core.hooksPath, worktrees and submodules included) there is a
 * copy of each hook program, closed by a line that names it, its version and the hash of what stands before.
 * A hook that was there is kept as HOOK.secscan-chained and run first; uninstall puts it back as it was.
 *
 * Nothing is written through a symbolic link, into a folder of the working tree, or over a file that we did not write.
 */
enum secscan_tone {
	SECSCAN_DONE,    /* what was done, or is as it should be */
	SECSCAN_HINT,    /* what the user may do besides: lines to add, other tools seen */
	SECSCAN_PROBLEM, /* what does not protect as it should */
};

/* One thing to tell, in order. number is that of a message or 0; hook is "" where it is about all of them; text may be several lines. */
typedef void secscan_tell_fn(enum secscan_tone tone, unsigned number, const char *hook, const char *text, void *payload);

struct secscan_install_options {
	const char *dir;       /* a folder of the repository; NULL: here */
	const char *programs;  /* where the hook programs are; NULL: where they were installed with this program */
	bool shared;           /* also write into a hooks folder outside of the repository: others may use it as well */
	secscan_tell_fn *tell;
	void *payload;
};

/* What cannot be installed is found out before anything is written. Once more is no harm: it renews what is old. */
SECSCAN_MUST_CHECK int secscan_install(const struct secscan_install_options *options, struct secscan_error *err);

/* Take out what is ours; other files stay. 1: something of ours was changed since and is left alone. */
SECSCAN_MUST_CHECK int secscan_uninstall(const struct secscan_install_options *options, struct secscan_error *err);

/*
 * Look whether the hooks protect: there, ours, executable, of this version, where git looks; then let git commit and push
 * a made-up token in a throw-away repository with each of them. 1: there are problems, all told.
 */
SECSCAN_MUST_CHECK int secscan_doctor(const struct secscan_install_options *options, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
