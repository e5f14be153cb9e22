/* SPDX-License-Identifier: MIT */
#ifndef GATE_HOOKSDIR_H
#define GATE_HOOKSDIR_H

#include <secscan/error.h>

#include <stdbool.h>

/* Where git looks for the hooks of a repository, and what may be done there. */
struct hooks_place {
	char *folder;   /* absolute and without symbolic links as far as it exists */
	char *own;      /* the repository's own hooks folder; equal to folder without core.hooksPath */
	char *worktree; /* absolute; NULL in a bare repository */
	char *setting;  /* core.hooksPath as written, or NULL */
	bool in_worktree;
	bool shared;    /* outside of the repository: others may use it too */
};

SECSCAN_MUST_CHECK int secscan_hooks_place(struct hooks_place *out, const char *dir, struct secscan_error *err);
void secscan_hooks_place_release(struct hooks_place *place);

/* The folder that holds our hook programs, in fresh memory. SECSCAN_ERR_NOT_FOUND when they are nowhere. */
SECSCAN_MUST_CHECK int secscan_programs_folder(char **out, const char *wanted, struct secscan_error *err);

#endif
