/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_REPO_H
#define SOURCES_REPO_H

#include <secscan/unstable/source.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"

#include <sys/types.h>

/* Message numbers of this room. */
enum {
	MSG_NO_REPOSITORY = 301,
	MSG_NO_READER = 302,
	MSG_MISSING_OBJECT = 303,
	MSG_OWNER = 304,
	MSG_GIT_FAILED = 305,
	MSG_BAD_REVISION = 306,
	MSG_BAD_INDEX = 307,
	MSG_BAD_OBJECT = 308,
	MSG_NO_PATH = 311,
};

/* Git's file modes; the type bits are those of stat(2) but for the link to another repository's commit. */
enum {
	MODE_TYPE = 0170000,
	MODE_TREE = 0040000,
	MODE_FILE = 0100000,
	MODE_LINK = 0120000,
	MODE_SUBMODULE = 0160000,
};

enum object_type { OBJECT_COMMIT = 1, OBJECT_TREE, OBJECT_BLOB, OBJECT_TAG };

/* An object's bytes, owned by whoever reads it until secscan_object_release(). Zero-initialise. */
struct object {
	enum object_type type;
	const char *data;
	size_t len;
	void *handle;
	void (*release)(void *handle);
};
void secscan_object_release(struct object *object);

/* One path of the index that is not as in the base tree. mode 0: deleted. old_mode 0: not in the base. */
struct change {
	const char *path;      /* in the list's arena */
	struct secscan_oid oid;
	struct secscan_oid old;
	unsigned mode;
	unsigned old_mode;
	unsigned stage;        /* of a conflict, else 0 */
};
struct arena;
struct changes {
	struct change *items;
	size_t len;
	size_t size;
	struct arena *arena;
};
/* SECSCAN_ERR_NOMEM or 0; copies path. */
SECSCAN_MUST_CHECK int secscan_changes_add(struct changes *list, const struct change *change, size_t path_len);

struct index_entry {
	const char *path;
	size_t path_len;
	struct secscan_oid oid;
	unsigned mode;
	unsigned stage;
	bool intent_to_add;
};
struct tree_finder;
typedef int index_fn(const struct index_entry *entry, void *payload);

/*
 * What a reader must do; all else is built on these once, so that both readers give the same items.
 * read, resolve and config give SECSCAN_ERR_NOT_FOUND where there is no such thing, any other
 * failure is the reader's: the repository then changes over to git's plumbing and asks again.
 */
struct repo_ops {
	const char *name;
	void (*close)(struct secscan_repo *repo);
	int (*read)(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid, struct secscan_error *err);
	int (*resolve)(struct secscan_oid *out, struct secscan_repo *repo, const char *rev, struct secscan_error *err);
	int (*refs)(struct secscan_repo *repo, secscan_ref_fn *fn, void *payload, struct secscan_error *err);
	/*
	 * Index against tree (zero: the empty one), in the index's order. SECSCAN_ERR_SYNTAX, in any of these: what was
	 * read is damaged. Then nobody else is asked, for git overlooks much: it reads past the end of an index that was cut.
	 */
	int (*staged)(struct changes *out, struct secscan_repo *repo, const struct secscan_oid *tree,
			struct secscan_error *err);
	/* Entries at prefix or below prefix/; "" for all. */
	int (*index)(struct secscan_repo *repo, const char *prefix, index_fn *fn, void *payload,
			struct secscan_error *err);
	int (*config)(char **out, struct secscan_repo *repo, const char *key, struct secscan_error *err);
	int (*config_later)(struct secscan_repo *repo, const char *first, const char *second, struct secscan_error *err);
	/* Every blob that is stored, reachable or not, then every tree: bulk_next gives 1, 0 at the end, or an error. */
	int (*bulk_open)(void **bulk, struct secscan_repo *repo, struct secscan_error *err);
	int (*bulk_next)(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo, void *bulk,
			struct secscan_error *err);
	/* Whether bulk_next asks nothing of the repository any more, so that a thread may call it while another uses that. */
	bool (*bulk_is_apart)(const void *bulk);
	void (*bulk_close)(void *bulk);
};
extern const struct repo_ops secscan_repo_libgit2, secscan_repo_plumbing;

struct secscan_repo {
	const struct repo_ops *ops;
	const struct repo_ops *bulk; /* who reads all blobs, once asked to */
	void *libgit2;         /* both readers may be open: objects outlive a change of reader */
	void *plumbing;
	char *dir;             /* as given to open; NULL: the current one, and git's environment counts */
	char *git;             /* the git program, found when first needed */
	char *gitdir;
	char *commondir;
	char *worktree;
	char *index;           /* the index file */
	size_t oid_len;
	ARRAY_OF(struct secscan_oid) shallow;
	bool shallow_known;
	struct secscan_oid peeled, peeled_tree; /* the commit or tag read last, and its tree */
	struct tree_finder *finder;             /* of single lookups: settings and rules are many names in one tree */
	struct secscan_oid finder_tree;
	bool fixed;            /* never change the reader */
	int patience;          /* milliseconds to wait for git, 0: the usual */
	char refusal[256];     /* why libgit2 does not serve, "" while it does */
};

enum repo_reader { READER_ANY, READER_LIBGIT2, READER_PLUMBING };
/* secscan_repo_open with the reader chosen: tests compare them. READER_LIBGIT2 never changes over by itself. */
SECSCAN_MUST_CHECK int secscan_repo_open_with(struct secscan_repo **out, const char *dir, enum repo_reader reader,
		struct secscan_error *err);
/* Each sets gitdir, commondir, worktree, index, oid_len and reader. */
SECSCAN_MUST_CHECK int secscan_libgit2_open(struct secscan_repo *repo, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_plumbing_open(struct secscan_repo *repo, struct secscan_error *err);

/*
 * A must-have object: one that is missing or of another type is SECSCAN_ERR_REPO. path says where it was needed,
 * NULL if nowhere in particular.
 */
SECSCAN_MUST_CHECK int secscan_repo_read(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		enum object_type type, const char *path, struct secscan_error *err);
/* The same for any type. */
SECSCAN_MUST_CHECK int secscan_repo_need(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		const char *path, struct secscan_error *err);
/* Any type, SECSCAN_ERR_NOT_FOUND if it is not here. */
SECSCAN_MUST_CHECK int secscan_repo_find(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_repo_staged(struct changes *out, struct secscan_repo *repo,
		const struct secscan_oid *tree, struct secscan_error *err);
/* *ops is the reader to go on with, whatever the repository's is by then. */
SECSCAN_MUST_CHECK int secscan_repo_bulk(void **bulk, const struct repo_ops **ops, struct secscan_repo *repo,
		struct secscan_error *err);
/* The tree of HEAD, zero when HEAD is unborn. */
SECSCAN_MUST_CHECK int secscan_repo_head_tree(struct secscan_oid *out, struct secscan_repo *repo,
		struct secscan_error *err);
/* Whether history was cut below this commit: its parents are then not here. Bad: SECSCAN_ERR_*, else 0 or 1. */
SECSCAN_MUST_CHECK int secscan_repo_is_shallow(struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err);

/*
 * After a failure rc of libgit2: leave it for git's plumbing, for good. True when the caller should ask again; if git
 * refuses too, err holds both reasons.
 */
bool secscan_repo_change_over(struct secscan_repo *repo, int rc, struct secscan_error *err);
/*
 * Follow annotated tags, and commits too if a tree is wanted, to an object of this type; *type is the one reached,
 * which is another one when the way leads elsewhere (a tag of a blob).
 */
SECSCAN_MUST_CHECK int secscan_repo_peel(struct secscan_oid *out, enum object_type *type, struct secscan_repo *repo,
		const struct secscan_oid *oid, enum object_type wanted, struct secscan_error *err);

/* What all references lead from, the stash and the worktrees' heads included; the caller releases the array. */
struct oid_list ARRAY_MEMBERS(struct secscan_oid);
SECSCAN_MUST_CHECK int secscan_repo_tips(struct oid_list *out, struct secscan_repo *repo, struct secscan_error *err);

/* What a reader's SECSCAN_ERR_SYNTAX is to its callers: a repository that cannot be read. Other codes stay. */
int secscan_repo_code(int rc, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_repo_both_failed(struct secscan_repo *repo, int rc, struct secscan_error *err);
/* The index file as git would choose it; NULL when memory ran out. */
char *secscan_repo_index_path(const struct secscan_repo *repo);

struct secscan_oid secscan_oid_of(const void *bytes, size_t len);
/* The objects named by the lines of a file of the git directory (MERGE_HEAD, shallow); none if there is no file. */
SECSCAN_MUST_CHECK int secscan_repo_oid_file(struct secscan_oid **out, size_t *n, const char *folder, const char *name,
		struct secscan_error *err);

/* The detached HEADs of the repository's other worktrees. 0, SECSCAN_ERR_NOMEM or what fn gave. */
SECSCAN_MUST_CHECK int secscan_repo_worktree_heads(const struct secscan_repo *repo, secscan_ref_fn *fn, void *payload);

#endif
