/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT_TEXT_H
#define SOURCES_GIT_TEXT_H

#include "sources/repo.h"

/* What git's plumbing prints. All refuse what they do not know, and what is cut. */

/* ls-files --stage -z */
SECSCAN_MUST_CHECK int secscan_git_text_index(const struct buffer *text, index_fn *fn, void *payload,
		struct secscan_error *err);
/* diff-index --raw -z; paths in conflict are left out and told in *conflict. */
SECSCAN_MUST_CHECK int secscan_git_text_diff(struct changes *out, bool *conflict, const struct buffer *text,
		struct secscan_error *err);
/* Ask rev-parse for gitdir, commondir, worktree, index and object format; keeps those that are known. */
SECSCAN_MUST_CHECK int secscan_git_places(struct secscan_repo *repo, struct secscan_error *err);

#endif
