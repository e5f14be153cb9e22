/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT_FIND_H
#define SOURCES_GIT_FIND_H

#include "base/array.h"

/*
 * The first git in an absolute folder of PATH outside the worktree of dir (NULL: the current folder) and outside
 * worktree (NULL: not known yet). The caller frees it; NULL when there is none.
 */
char *secscan_git_find(const char *dir, const char *worktree);

#endif
