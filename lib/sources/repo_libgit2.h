/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_REPO_LIBGIT2_H
#define SOURCES_REPO_LIBGIT2_H

#include "sources/config_list.h"
#include "sources/loose.h"
#include "sources/repo.h"

#include "sources/git2_parts.h"

struct libgit2 {
	git_repository *repo;
	git_odb *odb;
	struct loose loose;    /* empty until an object is not found in a pack */
	bool from_environment; /* GIT_DIR and its like count */
	git_config *config;
	struct config_list list; /* git's own view, where the environment adds settings that libgit2 does not read */
	bool list_known;
};

/* libgit2's last words, behind what could not be done. SECSCAN_ERR_NOT_FOUND for GIT_ENOTFOUND, without words. */
int secscan_libgit2_fail(struct secscan_error *err, int code, const char *what);
/* The same of an object. */
int secscan_libgit2_fail_object(struct secscan_error *err, int code, const struct secscan_oid *oid);
/* Only packs can take packs in; all other places are loose objects. */
bool secscan_libgit2_holds_packs(const git_odb_backend *backend);
git_oid secscan_libgit2_oid(const struct secscan_oid *oid);

/* Any object. check: its hash; that of loose objects always, for they are few. SECSCAN_ERR_SYNTAX if it is damaged. */
SECSCAN_MUST_CHECK int secscan_libgit2_object(struct object *out, struct libgit2 *g, const struct secscan_oid *oid,
		bool check, struct secscan_error *err);

/* As struct repo_ops has them. */
SECSCAN_MUST_CHECK int secscan_libgit2_bulk_open(void **out, struct secscan_repo *repo, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_libgit2_bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo,
		void *bulk, struct secscan_error *err);
bool secscan_libgit2_bulk_is_apart(const void *bulk);
void secscan_libgit2_bulk_close(void *bulk);

#endif
