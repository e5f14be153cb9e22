/* SPDX-License-Identifier: MIT */
#include "sources/repo.h"

#include "sources/git.h"
#include "sources/tree.h"

#include "base/arena.h"
#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

enum { MSG_NO_FOLDER = 311 };

void secscan_object_release(struct object *object)
{
	if (object->release)
		object->release(object->handle);
	memset(object, 0, sizeof(*object));
}

void secscan_repo_free(struct secscan_repo *repo)
{
	if (!repo)
		return;
	if (repo->finder)
		secscan_tree_finder_release(repo->finder);
	free(repo->finder);
	secscan_repo_plumbing.close(repo);
	secscan_repo_libgit2.close(repo);
	array_release(&repo->shallow);
	free(repo->dir);
	free(repo->git);
	free(repo->gitdir);
	free(repo->commondir);
	free(repo->worktree);
	free(repo->index);
	free(repo);
}

/* Neither reader: what each said, and which of the two outcomes it is. */
static int both_refused(const struct secscan_repo *repo, int first, int second, const struct secscan_error *why,
		struct secscan_error *err)
{
	bool none = strstr(why->message, "not a git repository") != NULL;

	if (first == SECSCAN_ERR_NOT_FOUND && second && none)
		return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, MSG_NO_REPOSITORY,
				"not a git repository, nor is any folder above it");
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_NO_READER, "the repository cannot be read. libgit2: %.200s; git: %.240s",
			*repo->refusal ? repo->refusal : "not asked", why->message);
}

int secscan_repo_open_with(struct secscan_repo **out, const char *dir, enum repo_reader reader, struct secscan_error *err)
{
	struct secscan_repo *repo = calloc(1, sizeof(*repo));
	struct secscan_error why = {0};
	struct stat st;
	int rc = SECSCAN_ERR_REPO, first;

	if (dir && stat(dir, &st)) {
		free(repo);
		rc = secscan_fail(err, SECSCAN_ERR_IO, MSG_NO_FOLDER, "%s",
				errno == ENOENT ? "there is no such folder" : strerror(errno));
		secscan_fail_at(err, dir, 0, 0);
		return rc;
	}
	if (!repo || (dir && !(repo->dir = strdup(dir)))) {
		secscan_repo_free(repo);
		return secscan_fail_nomem(err);
	}
	repo->fixed = reader == READER_LIBGIT2;
	if (reader != READER_PLUMBING)
		rc = secscan_libgit2_open(repo, &why);
	first = rc;
	if (rc == SECSCAN_ERR_NOT_FOUND)
		snprintf(repo->refusal, sizeof(repo->refusal), "no repository found");
	else if (rc)
		snprintf(repo->refusal, sizeof(repo->refusal), "%.255s", why.message);
	if (rc && rc != SECSCAN_ERR_NOMEM && reader != READER_LIBGIT2)
		rc = secscan_plumbing_open(repo, &why);
	if (!rc) {
		*out = repo;
		return 0;
	}
	rc = rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : both_refused(repo, first, rc, &why, err);
	secscan_repo_free(repo);
	return rc;
}

int secscan_repo_open(struct secscan_repo **out, const char *dir, struct secscan_error *err)
{
	return secscan_repo_open_with(out, dir, READER_ANY, err);
}

const char *secscan_repo_reader(const struct secscan_repo *repo)
{
	return repo->bulk ? repo->bulk->name : repo->ops->name;
}

bool secscan_repo_verifies(const struct secscan_repo *repo)
{
	return !repo->bulk && repo->ops == &secscan_repo_libgit2;
}

const char *secscan_repo_gitdir(const struct secscan_repo *repo)
{
	return repo->gitdir;
}

const char *secscan_repo_commondir(const struct secscan_repo *repo)
{
	return repo->commondir;
}

const char *secscan_repo_worktree(const struct secscan_repo *repo)
{
	return repo->worktree;
}

bool secscan_repo_change_over(struct secscan_repo *repo, int rc, struct secscan_error *err)
{
	struct secscan_error first = {0}, why = {0};

	if (!rc || rc == SECSCAN_ERR_NOMEM || rc == SECSCAN_ERR_SYNTAX || repo->fixed || repo->ops != &secscan_repo_libgit2)
		return false;
	if (err)
		first = *err;
	snprintf(repo->refusal, sizeof(repo->refusal), "%.255s",
			rc == SECSCAN_ERR_NOT_FOUND ? "an object is missing" : first.message);
	if (!secscan_plumbing_open(repo, &why))
		return true;
	if (rc != SECSCAN_ERR_NOT_FOUND)
		(void)both_refused(repo, SECSCAN_ERR_REPO, SECSCAN_ERR_REPO, &why, err);
	return false;
}

int secscan_repo_code(int rc, struct secscan_error *err)
{
	if (rc != SECSCAN_ERR_SYNTAX)
		return rc;
	if (err)
		err->code = SECSCAN_ERR_REPO;
	return SECSCAN_ERR_REPO;
}

int secscan_repo_find(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	int rc = repo->ops->read(out, repo, oid, err);

	if (rc != SECSCAN_ERR_NOT_FOUND && secscan_repo_change_over(repo, rc, err))
		rc = repo->ops->read(out, repo, oid, err);
	return secscan_repo_code(rc, err);
}

static int missing(const struct secscan_oid *oid, const char *path, struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX];
	int rc;

	secscan_oid_hex(hex, oid);
	rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_MISSING_OBJECT,
			"object %s is not in this repository; fetch it (git fetch --refetch) or restore it, then try again", hex);
	if (path)
		secscan_fail_at(err, path, 0, 0);
	return rc;
}

static const char *type_name(enum object_type type)
{
	static const char *const names[] = {"nothing", "commit", "tree", "blob", "tag"};

	return names[(size_t)type < ARRAY_SIZE(names) ? type : 0];
}

int secscan_repo_need(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid, const char *path,
		struct secscan_error *err)
{
	int rc = repo->ops->read(out, repo, oid, err);

	if (rc && secscan_repo_change_over(repo, rc, err))
		rc = repo->ops->read(out, repo, oid, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return missing(oid, path, err);
	if (rc && path && err && !*err->file)
		secscan_fail_at(err, path, 0, 0);
	return secscan_repo_code(rc, err);
}

int secscan_repo_read(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		enum object_type type, const char *path, struct secscan_error *err)
{
	struct object object = {0};
	char hex[SECSCAN_OID_HEX];
	int rc = secscan_repo_need(&object, repo, oid, path, err);

	if (rc)
		return rc;
	if (object.type == type) {
		*out = object;
		return 0;
	}
	secscan_oid_hex(hex, oid);
	rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "object %s is a %s where a %s belongs", hex,
			type_name(object.type), type_name(type));
	if (path)
		secscan_fail_at(err, path, 0, 0);
	secscan_object_release(&object);
	return rc;
}

static int resolve(struct secscan_oid *out, struct secscan_repo *repo, const char *rev, struct secscan_error *err)
{
	int rc = repo->ops->resolve(out, repo, rev, err);

	if (rc != SECSCAN_ERR_NOT_FOUND && secscan_repo_change_over(repo, rc, err))
		rc = repo->ops->resolve(out, repo, rev, err);
	return rc;
}

static int no_revision(const char *rev, struct secscan_error *err)
{
	char clean[128];

	secscan_printable(clean, sizeof(clean), rev);
	return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, MSG_BAD_REVISION, "there is no revision \"%s\"", clean);
}

int secscan_repo_resolve(struct secscan_oid *out, struct secscan_repo *repo, const char *rev, struct secscan_error *err)
{
	struct object object = {0};
	struct secscan_oid oid;
	int rc;

	if (!*rev || *rev == '-')
		return no_revision(rev, err);
	/* A full name resolves to itself, there or not. */
	rc = secscan_oid_parse(&oid, rev, strlen(rev)) ? resolve(&oid, repo, rev, err) :
	                                                 secscan_repo_find(&object, repo, &oid, err);
	secscan_object_release(&object);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return no_revision(rev, err);
	if (!rc)
		*out = oid;
	return rc;
}

char *secscan_repo_index_path(const struct secscan_repo *repo)
{
	const char *env = repo->dir ? NULL : getenv("GIT_INDEX_FILE");

	if (!env || !*env)
		return secscan_path_join(repo->gitdir, "index");
	if (*env == '/')
		return strdup(env);
	return repo->worktree ? secscan_path_join(repo->worktree, env) : realpath(env, NULL);
}

/* Both readers were asked for the same and failed: err has git's words, libgit2's come in front. */
int secscan_repo_both_failed(struct secscan_repo *repo, int rc, struct secscan_error *err)
{
	struct secscan_error why;

	if (rc == SECSCAN_ERR_SYNTAX)
		return SECSCAN_ERR_REPO;
	if (rc != SECSCAN_ERR_REPO || !err || !*repo->refusal || repo->ops == &secscan_repo_libgit2)
		return rc;
	why = *err;
	return secscan_fail(err, rc, why.number, "libgit2: %.200s; %.280s", repo->refusal, why.message);
}

int secscan_repo_staged(struct changes *out, struct secscan_repo *repo, const struct secscan_oid *tree,
		struct secscan_error *err)
{
	int rc = repo->ops->staged(out, repo, tree, err);

	if (secscan_repo_change_over(repo, rc, err)) {
		out->len = 0;
		rc = repo->ops->staged(out, repo, tree, err);
	}
	return secscan_repo_both_failed(repo, rc, err);
}

int secscan_repo_bulk(void **bulk, const struct repo_ops **ops, struct secscan_repo *repo, struct secscan_error *err)
{
	int rc = repo->ops->bulk_open(bulk, repo, err);

	if (secscan_repo_change_over(repo, rc, err))
		rc = repo->ops->bulk_open(bulk, repo, err);
	if (rc)
		return secscan_repo_both_failed(repo, rc, err);
	*ops = repo->bulk = repo->ops;
	return 0;
}

int secscan_repo_config(char **out, struct secscan_repo *repo, const char *key, struct secscan_error *err)
{
	int rc = repo->ops->config(out, repo, key, err);

	if (rc != SECSCAN_ERR_NOT_FOUND && secscan_repo_change_over(repo, rc, err))
		rc = repo->ops->config(out, repo, key, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return secscan_fail(err, rc, MSG_BAD_REVISION, "git's settings have no %.100s", key);
	return rc;
}

int secscan_repo_config_later(struct secscan_repo *repo, const char *first, const char *second, struct secscan_error *err)
{
	int rc = repo->ops->config_later(repo, first, second, err);

	return rc < 0 && secscan_repo_change_over(repo, rc, err) ? repo->ops->config_later(repo, first, second, err) : rc;
}

int secscan_changes_add(struct changes *list, const struct change *change, size_t path_len)
{
	char *path = secscan_arena_strndup(list->arena, change->path, path_len);
	struct change *item = path ? array_push(list) : NULL;

	if (!item)
		return SECSCAN_ERR_NOMEM;
	*item = *change;
	item->path = path;
	return 0;
}
