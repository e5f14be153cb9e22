/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT_OBJECTS_H
#define SOURCES_GIT_OBJECTS_H

#include "sources/git.h"

/* What git cat-file prints. */

/* By itself git maps whole packs and keeps 96 MiB of bases. This costs it no time and bounds what stays in memory. */
#define GIT_BOUNDED "-c", "core.packedGitWindowSize=16m", "-c", "core.packedGitLimit=64m", "-c", "core.deltaBaseCacheLimit=32m"

/* 0 for a name that is no type. */
enum object_type secscan_git_type(const char *name);
/* What it says is not what it is known to say: SECSCAN_ERR_REPO. */
int secscan_git_unknown(struct secscan_error *err);
/* The next object of a cat-file --batch: 1, 0 at the end of output, SECSCAN_ERR_NOT_FOUND for one that is not here. */
SECSCAN_MUST_CHECK int secscan_git_object(struct object *out, struct secscan_oid *oid, struct git_child *child,
		struct secscan_error *err);

#endif
