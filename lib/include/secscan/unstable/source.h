/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SOURCE_H
#define SECSCAN_UNSTABLE_SOURCE_H

#include <secscan/error.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Where bytes come from. A repository (struct secscan_repo) is one of two readers behind one
 * face, libgit2 or git's own plumbing; a source walks it (or a directory, or stdin) and gives items.
 * Nothing here takes a lock, writes, runs a hook or filter, or touches the network.
 * One thread at a time per object.
 */

enum { SECSCAN_OID_MAX = 32, SECSCAN_OID_HEX = 65 };

/* An object name: 20 bytes (sha1) or 32 (sha256). All zero means "none". */
struct secscan_oid {
	uint8_t len;
	uint8_t id[SECSCAN_OID_MAX];
};
bool secscan_oid_is_zero(const struct secscan_oid *oid);
bool secscan_oid_equal(const struct secscan_oid *a, const struct secscan_oid *b);
void secscan_oid_hex(char out[SECSCAN_OID_HEX], const struct secscan_oid *oid);
/* 40 or 64 hex digits, nothing else; SECSCAN_ERR_USAGE otherwise. */
SECSCAN_MUST_CHECK int secscan_oid_parse(struct secscan_oid *out, const char *hex, size_t len);

/* ---- repository ------------------------------------------------------------------------- */

struct secscan_repo;

/*
 * Open the repository of dir (NULL: the current directory; GIT_DIR and GIT_INDEX_FILE are
 * honoured as git does). Tries libgit2 first; where that refuses (sha256, worktreeConfig ...) the
 * plumbing reader is used. SECSCAN_ERR_NOT_FOUND: no repository here. SECSCAN_ERR_REPO: neither
 * reader can read it, err says why both refused.
 */
SECSCAN_MUST_CHECK int secscan_repo_open(struct secscan_repo **out, const char *dir, struct secscan_error *err);
void secscan_repo_free(struct secscan_repo *repo);
/* "libgit2" or "git" : which reader is at work, for the proof of scan. */
const char *secscan_repo_reader(const struct secscan_repo *repo);
/* Whether every object that was read has been compared with its name. Not in bulk, and not where git reads. */
bool secscan_repo_verifies(const struct secscan_repo *repo);
/* Absolute paths, no trailing slash; worktree is NULL in a bare repository. Owned by repo. */
const char *secscan_repo_gitdir(const struct secscan_repo *repo);
const char *secscan_repo_commondir(const struct secscan_repo *repo);
const char *secscan_repo_worktree(const struct secscan_repo *repo);

/*
 * A revision (branch, tag, HEAD, oid, A~2 ...) to the object it names; tags are not peeled.
 * SECSCAN_ERR_NOT_FOUND when there is none (an unborn HEAD too).
 */
SECSCAN_MUST_CHECK int secscan_repo_resolve(struct secscan_oid *out, struct secscan_repo *repo, const char *rev,
		struct secscan_error *err);

/*
 * The bytes of path in the tree of commit-ish rev. *out is NUL-terminated after *len bytes and freed by the
 * caller. *mode is git's (0100644, 0120000 ...). SECSCAN_ERR_NOT_FOUND: no such path or revision.
 */
SECSCAN_MUST_CHECK int secscan_repo_read_path(char **out, size_t *len, unsigned *mode, struct secscan_repo *repo,
		const char *rev, const char *path, struct secscan_error *err);

/* The same from the index (stage 0). */
SECSCAN_MUST_CHECK int secscan_repo_read_staged(char **out, size_t *len, unsigned *mode, struct secscan_repo *repo,
		const char *path, struct secscan_error *err);

/* Paths under folder/ (not recursive) in rev's tree that end with suffix, sorted; rev NULL means the index. */
typedef int secscan_name_fn(const char *path, void *payload);
SECSCAN_MUST_CHECK int secscan_repo_list(struct secscan_repo *repo, const char *rev, const char *folder,
		const char *suffix, secscan_name_fn *fn, void *payload, struct secscan_error *err);

/* Every path of the index that is this one or lies below it, "" for all, sorted. */
SECSCAN_MUST_CHECK int secscan_repo_tracked(struct secscan_repo *repo, const char *folder, secscan_name_fn *fn, void *payload,
		struct secscan_error *err);

/*
 * One value of git's own configuration as git sees it, or SECSCAN_ERR_NOT_FOUND. Never one that
 * runs code. *out is freed by the caller.
 */
SECSCAN_MUST_CHECK int secscan_repo_config(char **out, struct secscan_repo *repo, const char *key,
		struct secscan_error *err);
/* Of two keys that are both set: 1 when the second was set after the first, so that as one it would win; else 0. */
SECSCAN_MUST_CHECK int secscan_repo_config_later(struct secscan_repo *repo, const char *first, const char *second,
		struct secscan_error *err);

/* A commit's facts; texts owned by the struct, release with secscan_commit_release(). */
struct secscan_commit {
	struct secscan_oid oid;
	struct secscan_oid tree;
	struct secscan_oid *parents;
	size_t parent_count;
	char *author;          /* "Name <mail>", bytes as stored */
	char *committer;
	char *message;         /* bytes as stored, NUL-terminated after message_len */
	size_t message_len;
	char *header;          /* the raw header, for fields we do not know */
	size_t header_len;
};
SECSCAN_MUST_CHECK int secscan_repo_commit(struct secscan_commit *out, struct secscan_repo *repo,
		const struct secscan_oid *oid, struct secscan_error *err);
void secscan_commit_release(struct secscan_commit *commit);
/* The commit that oid is or, through tags, leads to; SECSCAN_ERR_NOT_FOUND when it leads to something else. */
SECSCAN_MUST_CHECK int secscan_repo_commit_of(struct secscan_oid *out, struct secscan_repo *repo,
		const struct secscan_oid *oid, struct secscan_error *err);

/* Paths that the commit changes against its first parent (all of them for a root commit). */
SECSCAN_MUST_CHECK int secscan_repo_changed_paths(struct secscan_repo *repo, const struct secscan_commit *commit,
		secscan_name_fn *fn, void *payload, struct secscan_error *err);

/* Commits reachable from any of include and from none of exclude, parents before children, each with its tree. */
typedef int secscan_walk_fn(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload);
SECSCAN_MUST_CHECK int secscan_repo_walk(struct secscan_repo *repo, const struct secscan_oid *include,
		size_t n_include, const struct secscan_oid *exclude, size_t n_exclude, secscan_walk_fn *fn,
		void *payload, struct secscan_error *err);

/* The commits that such a walk gives. */
struct secscan_range {
	const struct secscan_oid *include;
	size_t n_include;
	const struct secscan_oid *exclude;
	size_t n_exclude;
};

/*
 * Where a walk ends: the commits of exclude's that are parents of its own, each once, with their date. 1 when it gives
 * commits at all, 0 when none.
 */
typedef int secscan_boundary_fn(const struct secscan_oid *oid, int64_t date, void *payload);
SECSCAN_MUST_CHECK int secscan_repo_boundary(struct secscan_repo *repo, const struct secscan_range *range,
		secscan_boundary_fn *fn, void *payload, struct secscan_error *err);

/*
 * In a shallow clone: how many commits of the walk have parents that were not fetched and that exclude does not name; what
 * lies below them nobody has seen. range NULL: the walk from all references.
 */
SECSCAN_MUST_CHECK int secscan_repo_cut(size_t *commits, struct secscan_repo *repo, const struct secscan_range *range,
		struct secscan_error *err);

/* Every reference, HEAD and the stash's reflog included, with its full name; prefix filters ("refs/remotes/origin/"). */
typedef int secscan_ref_fn(const char *name, const struct secscan_oid *oid, void *payload);
SECSCAN_MUST_CHECK int secscan_repo_refs(struct secscan_repo *repo, const char *prefix, secscan_ref_fn *fn,
		void *payload, struct secscan_error *err);

/* Every remote that git's configuration names, and where it fetches from as git sees it ("" for nowhere). */
typedef int secscan_remote_fn(const char *name, const char *url, void *payload);
SECSCAN_MUST_CHECK int secscan_repo_remotes(struct secscan_repo *repo, secscan_remote_fn *fn, void *payload,
		struct secscan_error *err);

/* ---- sources ---------------------------------------------------------------------------- */

enum secscan_item_kind {
	SECSCAN_ITEM_BLOB,     /* a file's bytes */
	SECSCAN_ITEM_LINK,     /* a symbolic link's target, as bytes */
	SECSCAN_ITEM_MESSAGE,  /* a commit's or tag's message */
	SECSCAN_ITEM_IDENTITY, /* author, committer and tagger fields */
	SECSCAN_ITEM_NAME,     /* a path or ref name itself */
	SECSCAN_ITEM_SKIPPED,  /* known not to be readable as a file: see skipped; no bytes */
};

struct secscan_item {
	enum secscan_item_kind kind;
	const char *path;          /* NUL-terminated bytes; "" for messages and identities */
	const char *commit;        /* hex or "" */
	struct secscan_oid oid;    /* zero where there is no object */
	unsigned mode;             /* git's, 0 if none */
	const char *skipped;       /* why, for SKIPPED: "submodule", "fifo", "unreadable" ... */
	const char *unread;        /* NULL, or what more there is: "lfs-pointer" to bytes elsewhere; "compressed" ones in these */
	const char *data;          /* borrowed until the next call; NULL for SKIPPED */
	size_t len;
	size_t n_bases;            /* parents (or HEAD and MERGE_HEADs) to compare lines with */
};

/*
 * A source. next() fills item and returns 1, returns 0 at the end, negative on error
 * (SECSCAN_ERR_REPO for a missing object: the run cannot decide).
 * base(i) gives the bytes that the item's path had in its i-th base: *out NULL and *len 0 if absent there;
 * borrowed until the next call on the source.
 */
struct secscan_source;

SECSCAN_MUST_CHECK int secscan_source_next(struct secscan_source *source, struct secscan_item *item,
		struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_source_base(struct secscan_source *source, size_t i, const char **out, size_t *len,
		struct secscan_error *err);
/*
 * The path that the item's bytes were moved from, unchanged, by this very change: then that file is its base. NULL where
 * they were not; borrowed until the next item.
 */
SECSCAN_MUST_CHECK int secscan_source_origin(struct secscan_source *source, const char **path, struct secscan_error *err);

/*
 * Keep the bytes of the item at hand beyond the next call: they are the caller's, for any thread to release. Those of a
 * history; release is NULL where the source does not give them away.
 */
struct secscan_held {
	void *handle;
	void (*release)(void *handle);
};
void secscan_source_hold(struct secscan_held *out, struct secscan_source *source);
void secscan_source_free(struct secscan_source *source);

/* What is staged: index against HEAD (and every MERGE_HEAD). Items: blobs, links, skipped, names. repo outlives the source. */
SECSCAN_MUST_CHECK int secscan_source_staged(struct secscan_source **out, struct secscan_repo *repo,
		struct secscan_error *err);

/* Files that the staged change deletes: their bytes in HEAD. */
SECSCAN_MUST_CHECK int secscan_source_staged_removed(struct secscan_source **out, struct secscan_repo *repo,
		struct secscan_error *err);

/*
 * Every commit reachable from include and not from exclude: its message, identities, changed paths' names, and each
 * (blob, path) that differs from all its parents, once. Annotated tags in include give their message and are peeled.
 */
SECSCAN_MUST_CHECK int secscan_source_range(struct secscan_source **out, struct secscan_repo *repo,
		const struct secscan_oid *include, size_t n_include, const struct secscan_oid *exclude, size_t n_exclude,
		struct secscan_error *err);

/*
 * Every blob reachable from any ref, HEAD or stash, once, with one commit and path that holds it (path and commit
 * are filled by secscan_source_place() after the walk where the walk itself does not know them: then path is "").
 */
SECSCAN_MUST_CHECK int secscan_source_history(struct secscan_source **out, struct secscan_repo *repo,
		struct secscan_error *err);

/*
 * After a history source ended: the oldest commit and path of each blob asked for, and the next ones as long as fn
 * returns positive for that blob. Blobs no ref reaches are not called for.
 */
typedef int secscan_place_fn(const struct secscan_oid *blob, const char *commit, const char *path, void *payload);
SECSCAN_MUST_CHECK int secscan_source_places(struct secscan_source *history, const struct secscan_oid *blobs, size_t n,
		secscan_place_fn *fn, void *payload, struct secscan_error *err);

/*
 * A file or directory on disk; a symbolic link to one, or to a pipe, is followed if it is what path names. Under a
 * directory: every regular file but the git directory itself, its name before its bytes; ignored and untracked files are
 * read, symbolic links are given as their target and never followed, FIFOs, devices and sockets are skipped and counted,
 * an unreadable file or folder is an item SKIPPED "unreadable".
 */
SECSCAN_MUST_CHECK int secscan_source_path(struct secscan_source **out, const char *path, struct secscan_error *err);

/* One item of the bytes of a file descriptor until its end; name is its path. */
SECSCAN_MUST_CHECK int secscan_source_fd(struct secscan_source **out, int fd, const char *name,
		struct secscan_error *err);

/* One item of given bytes, borrowed for the life of the source. */
SECSCAN_MUST_CHECK int secscan_source_bytes(struct secscan_source **out, enum secscan_item_kind kind, const char *name,
		const void *data, size_t len, struct secscan_error *err);

/* ---- lines ------------------------------------------------------------------------------ */

/*
 * Which lines of `now` are new against `base`, as bytes (no attribute, no "binary" verdict). mask has one byte a line
 * of now, and one more for the end of file: 1 where the line was added or changed, or where lines were removed just
 * before it. The caller frees *mask. Too large to compare (over 64 MiB): every line is new.
 */
SECSCAN_MUST_CHECK int secscan_new_lines(uint8_t **mask, size_t *lines, const char *base, size_t base_len,
		const char *now, size_t now_len, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
