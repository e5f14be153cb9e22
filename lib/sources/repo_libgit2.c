/* SPDX-License-Identifier: MIT */
/* The reader for ordinary repositories: objects and references through libgit2, the index through our own eyes. */
#include "sources/index_file.h"
#include "sources/repo_libgit2.h"

#include "base/file.h"

#include <limits.h>
#include <strings.h>
#include <unistd.h>

enum { WINDOW = 8 * 1024 * 1024, MAPPED = 64 * 1024 * 1024, OID_LEN = 20 };

/*
 * libgit2 1.5 forgets a PCRE2 match for each setting it looks through in a repository with extensions. Only the leak
 * checker of a developers' build minds.
 */
#ifdef __SANITIZE_ADDRESS__
void __lsan_disable(void);
void __lsan_enable(void);
#else
static void __lsan_disable(void)
{
}

static void __lsan_enable(void)
{
}
#endif

static struct secscan_oid from_git(const git_oid *oid)
{
	return secscan_oid_of(oid->id, OID_LEN);
}

static int libgit2_read(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	return secscan_libgit2_object(out, repo->libgit2, oid, !repo->bulk, err);
}

static int libgit2_resolve(struct secscan_oid *out, struct secscan_repo *repo, const char *rev,
		struct secscan_error *err)
{
	struct libgit2 *g = repo->libgit2;
	git_object *object;
	git_oid id;
	int rc;

	if (strcmp(rev, "HEAD") == 0) {
		rc = git_reference_name_to_id(&id, g->repo, rev);
	} else {
		rc = git_revparse_single(&object, g->repo, rev);
		if (!rc) {
			id = *git_object_id(object);
			git_object_free(object);
		}
	}
	if (rc == GIT_EINVALIDSPEC)
		rc = GIT_ENOTFOUND;
	if (rc)
		return secscan_libgit2_fail(err, rc, "a revision cannot be resolved");
	*out = from_git(&id);
	return 0;
}

static int give_ref(const git_reference *ref, secscan_ref_fn *fn, void *payload)
{
	git_reference *direct;
	struct secscan_oid oid;
	int rc = git_reference_resolve(&direct, ref);

	if (rc)
		return rc == GIT_ENOTFOUND ? 0 : SECSCAN_ERR_REPO;
	oid = from_git(git_reference_target(direct));
	git_reference_free(direct);
	return fn(git_reference_name(ref), &oid, payload);
}

static int stash_refs(git_repository *repo, secscan_ref_fn *fn, void *payload, struct secscan_error *err)
{
	git_reflog *log;
	char name[40];
	int rc = git_reflog_read(&log, repo, "refs/stash");

	if (rc)
		return secscan_libgit2_fail(err, rc, "the stash cannot be read");
	for (size_t i = 0; !rc && i < git_reflog_entrycount(log); i++) {
		struct secscan_oid oid = from_git(git_reflog_entry_id_new(git_reflog_entry_byindex(log, i)));

		snprintf(name, sizeof(name), "refs/stash@{%zu}", i);
		rc = fn(name, &oid, payload);
	}
	git_reflog_free(log);
	return rc;
}

static int libgit2_refs(struct secscan_repo *repo, secscan_ref_fn *fn, void *payload, struct secscan_error *err)
{
	struct libgit2 *g = repo->libgit2;
	git_reference_iterator *iterator;
	git_reference *ref;
	struct secscan_oid head;
	int more, rc = libgit2_resolve(&head, repo, "HEAD", err);

	if (!rc)
		rc = fn("HEAD", &head, payload);
	else if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	if (rc)
		return rc;
	if (git_reference_iterator_new(&iterator, g->repo))
		return secscan_libgit2_fail(err, -1, "references cannot be read");
	while (!rc && !(more = git_reference_next(&ref, iterator))) {
		rc = give_ref(ref, fn, payload);
		git_reference_free(ref);
	}
	git_reference_iterator_free(iterator);
	if (!rc && more != GIT_ITEROVER)
		rc = secscan_libgit2_fail(err, -1, "references cannot be read");
	return rc ? rc : stash_refs(g->repo, fn, payload, err);
}

static int libgit2_staged(struct changes *out, struct secscan_repo *repo, const struct secscan_oid *tree,
		struct secscan_error *err)
{
	return secscan_index_changes(out, repo, tree, err);
}

static int libgit2_index(struct secscan_repo *repo, const char *prefix, index_fn *fn, void *payload,
		struct secscan_error *err)
{
	return secscan_index_each(repo, prefix, fn, payload, err);
}

static bool settings_in_environment(void)
{
	static const char *const names[] = {
		"GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
		"GIT_CONFIG_NOSYSTEM", "GIT_CONFIG",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (getenv(names[i]))
			return true;
	return false;
}

/* 1: git's own list is at hand, which knows what libgit2 does not; else the snapshot is. */
static int load_config(struct libgit2 *g, struct secscan_repo *repo, struct secscan_error *err)
{
	int rc;

	if (!g->list_known && settings_in_environment())
		g->list_known = !secscan_config_load(&g->list, repo, NULL);
	if (g->list_known)
		return 1;
	if (!g->config && (rc = git_repository_config_snapshot(&g->config, g->repo)))
		return secscan_libgit2_fail(err, rc, "git's settings cannot be read");
	return 0;
}

static int libgit2_config(char **out, struct secscan_repo *repo, const char *key, struct secscan_error *err)
{
	struct libgit2 *g = repo->libgit2;
	int rc = load_config(g, repo, err);
	git_config_entry *entry;

	if (rc)
		return rc < 0 ? rc : secscan_config_get(out, &g->list, key, err);
	rc = git_config_get_entry(&entry, g->config, key);
	if (rc)
		return secscan_libgit2_fail(err, rc == GIT_EINVALIDSPEC ? GIT_ENOTFOUND : rc, "git's settings cannot be read");
	*out = strdup(entry->value ? entry->value : "true");
	git_config_entry_free(entry);
	return *out ? 0 : secscan_fail_nomem(err);
}

/* Entries come as git reads them, the machine's first. */
static int libgit2_config_later(struct secscan_repo *repo, const char *first, const char *second, struct secscan_error *err)
{
	struct libgit2 *g = repo->libgit2;
	git_config_iterator *iterator;
	git_config_entry *entry;
	int later = 0, rc = load_config(g, repo, err);

	if (rc)
		return rc < 0 ? rc : secscan_config_later(&g->list, first, second);
	if (git_config_iterator_new(&iterator, g->config))
		return secscan_libgit2_fail(err, -1, "git's settings cannot be read");
	while (!(rc = git_config_next(&entry, iterator))) {
		if (!strcasecmp(entry->name, first))
			later = 0;
		else if (!strcasecmp(entry->name, second))
			later = 1;
	}
	git_config_iterator_free(iterator);
	return rc == GIT_ITEROVER ? later : secscan_libgit2_fail(err, rc, "git's settings cannot be read");
}

static void libgit2_close(struct secscan_repo *repo)
{
	struct libgit2 *g = repo->libgit2;

	if (!g)
		return;
	git_config_free(g->config);
	secscan_loose_close(&g->loose);
	git_odb_free(g->odb);
	git_repository_free(g->repo);
	secscan_config_release(&g->list);
	free(g);
	repo->libgit2 = NULL;
	git_libgit2_shutdown();
}

const struct repo_ops secscan_repo_libgit2 = {
	.name = "libgit2",
	.close = libgit2_close,
	.read = libgit2_read,
	.resolve = libgit2_resolve,
	.refs = libgit2_refs,
	.staged = libgit2_staged,
	.index = libgit2_index,
	.config = libgit2_config,
	.config_later = libgit2_config_later,
	.bulk_open = secscan_libgit2_bulk_open,
	.bulk_next = secscan_libgit2_bulk_next,
	.bulk_is_apart = secscan_libgit2_bulk_is_apart,
	.bulk_close = secscan_libgit2_bulk_close,
};

static char *without_slash(const char *path)
{
	size_t len = path ? strlen(path) : 0;

	while (len > 1 && path[len - 1] == '/')
		len--;
	return path ? strndup(path, len) : NULL;
}

/* With GIT_DIR given and no core.worktree, git takes the current folder; libgit2 takes the one around .git. */
static char *worktree_of(struct libgit2 *g, const struct secscan_repo *repo)
{
	git_config_entry *entry;
	const char *workdir = git_repository_workdir(g->repo);
	git_config *config;
	bool set = true;

	if (!workdir || repo->dir || !getenv("GIT_DIR") || git_repository_config_snapshot(&config, g->repo))
		return without_slash(workdir);
	if (git_config_get_entry(&entry, config, "core.worktree") == GIT_ENOTFOUND)
		set = false;
	else
		git_config_entry_free(entry);
	git_config_free(config);
	return set ? without_slash(workdir) : realpath(".", NULL);
}

static int places(struct libgit2 *g, struct secscan_repo *repo, struct secscan_error *err)
{
	repo->oid_len = OID_LEN;
	repo->gitdir = without_slash(git_repository_path(g->repo));
	repo->commondir = without_slash(git_repository_commondir(g->repo));
	repo->worktree = worktree_of(g, repo);
	repo->index = repo->gitdir ? secscan_repo_index_path(repo) : NULL;
	return repo->gitdir && repo->commondir && repo->index ? 0 : secscan_fail_nomem(err);
}

static int open_refused(int rc, struct secscan_error *err)
{
	if (rc == GIT_EOWNER)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_OWNER,
				"the repository belongs to another user; if you trust it, name it: "
				"git config --global --add safe.directory <its folder>");
	return secscan_libgit2_fail(err, rc, "libgit2 cannot open it");
}

/* libgit2 would check every hash, packed ones too, which doubles the time of a history scan; verify() does it where it matters. */
static void options(void)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, (int)GIT_OBJECT_BLOB, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)(32 << 20));
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)WINDOW);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)MAPPED);
}

int secscan_libgit2_open(struct secscan_repo *repo, struct secscan_error *err)
{
	struct libgit2 *g = calloc(1, sizeof(*g));
	unsigned flags = repo->dir ? 0 : GIT_REPOSITORY_OPEN_FROM_ENV;
	int rc;

	if (!g)
		return secscan_fail_nomem(err);
	if (git_libgit2_init() < 0) {
		free(g);
		return secscan_libgit2_fail(err, -1, "libgit2 cannot start");
	}
	options();
	repo->libgit2 = g;
	g->from_environment = !repo->dir;
	__lsan_disable();
	rc = git_repository_open_ext(&g->repo, repo->dir, flags, repo->dir ? getenv("GIT_CEILING_DIRECTORIES") : NULL);
	__lsan_enable();
	if (!rc)
		rc = git_repository_odb(&g->odb, g->repo);
	if (rc)
		rc = open_refused(rc, err);
	else
		rc = places(g, repo, err);
	if (rc)
		libgit2_close(repo);
	else
		repo->ops = &secscan_repo_libgit2;
	return rc;
}
