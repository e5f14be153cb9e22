/* SPDX-License-Identifier: MIT */
/* Questions with many answers. Each answer list is complete before the caller sees its first line. */
#include "sources/repo.h"
#include "sources/tree.h"

#include "base/arena.h"
#include "base/file.h"

struct name {
	const char *name;
	struct secscan_oid oid;
	unsigned mode;
};

struct names {
	ARRAY_OF(struct name) list;
	struct arena arena;
	const char *folder;
	const char *suffix;
};

static int keep(struct names *names, const char *text, size_t len, const struct secscan_oid *oid, unsigned mode)
{
	char *copy = secscan_arena_strndup(&names->arena, text, len);
	struct name *name = copy ? array_push(&names->list) : NULL;

	if (!name)
		return SECSCAN_ERR_NOMEM;
	*name = (struct name){copy, *oid, mode};
	return 0;
}

static void names_release(struct names *names)
{
	array_release(&names->list);
	secscan_arena_release(&names->arena);
}

static int keep_ref(const char *name, const struct secscan_oid *oid, void *payload)
{
	return keep(payload, name, strlen(name), oid, 0);
}

/* Once more through git where libgit2 fails; what was kept is forgotten. */
static int again(struct secscan_repo *repo, struct names *names, int rc, struct secscan_error *err)
{
	if (!secscan_repo_change_over(repo, rc, err))
		return 0;
	names->list.len = 0;
	return 1;
}

int secscan_repo_refs(struct secscan_repo *repo, const char *prefix, secscan_ref_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct names names = {0};
	size_t len = prefix ? strlen(prefix) : 0;
	int rc = repo->ops->refs(repo, keep_ref, &names, err);

	if (again(repo, &names, rc, err))
		rc = repo->ops->refs(repo, keep_ref, &names, err);
	if (!rc)
		rc = secscan_repo_worktree_heads(repo, keep_ref, &names);
	if (rc == SECSCAN_ERR_NOMEM)
		rc = secscan_fail_nomem(err);
	for (size_t i = 0; !rc && i < names.list.len; i++)
		if (!len || strncmp(names.list.items[i].name, prefix, len) == 0)
			rc = fn(names.list.items[i].name, &names.list.items[i].oid, payload);
	names_release(&names);
	return rc;
}

struct tips {
	struct oid_list *list;
	struct secscan_error *err;
};

static int add_tip(const char *name, const struct secscan_oid *oid, void *payload)
{
	struct tips *tips = payload;
	struct secscan_oid *slot = array_push(tips->list);

	(void)name;
	if (!slot)
		return secscan_fail_nomem(tips->err);
	*slot = *oid;
	return 0;
}

int secscan_repo_tips(struct oid_list *out, struct secscan_repo *repo, struct secscan_error *err)
{
	struct tips tips = {out, err};

	return secscan_repo_refs(repo, NULL, add_tip, &tips, err);
}

static int index_entries(struct names *names, struct secscan_repo *repo, const char *prefix, index_fn *fn,
		struct secscan_error *err)
{
	int rc = repo->ops->index(repo, prefix, fn, names, err);

	if (again(repo, names, rc, err))
		rc = repo->ops->index(repo, prefix, fn, names, err);
	return rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : secscan_repo_both_failed(repo, rc, err);
}

static int keep_exact(const struct index_entry *entry, void *payload)
{
	struct names *names = payload;

	if (entry->stage || entry->intent_to_add || strcmp(entry->path, names->folder))
		return 0;
	return keep(names, entry->path, entry->path_len, &entry->oid, entry->mode);
}

static int read_blob(char **out, size_t *len, struct secscan_repo *repo, const struct secscan_oid *oid, const char *path,
		struct secscan_error *err)
{
	struct object object = {0};
	int rc = secscan_repo_read(&object, repo, oid, OBJECT_BLOB, path, err);

	if (rc)
		return rc;
	*out = malloc(object.len + 1);
	if (*out) {
		memcpy(*out, object.data, object.len);
		(*out)[object.len] = '\0';
		*len = object.len;
	} else {
		rc = secscan_fail_nomem(err);
	}
	secscan_object_release(&object);
	return rc;
}

static int no_path(const char *path, struct secscan_error *err)
{
	int rc = secscan_fail(err, SECSCAN_ERR_NOT_FOUND, MSG_NO_PATH, "there is no such file");

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

static bool has_bytes(unsigned mode)
{
	return (mode & MODE_TYPE) == MODE_FILE || (mode & MODE_TYPE) == MODE_LINK;
}

int secscan_repo_read_staged(char **out, size_t *len, unsigned *mode, struct secscan_repo *repo, const char *path,
		struct secscan_error *err)
{
	struct names names = {.folder = path};
	int rc = index_entries(&names, repo, path, keep_exact, err);

	if (!rc && (!names.list.len || !has_bytes(names.list.items[0].mode)))
		rc = no_path(path, err);
	if (!rc)
		rc = read_blob(out, len, repo, &names.list.items[0].oid, path, err);
	if (!rc)
		*mode = names.list.items[0].mode;
	names_release(&names);
	return rc;
}

static int tree_of(struct secscan_oid *out, struct secscan_repo *repo, const char *rev, struct secscan_error *err)
{
	struct secscan_oid oid;
	enum object_type type;
	int rc = secscan_oid_parse(&oid, rev, strlen(rev));

	if (!rc && secscan_oid_equal(&oid, &repo->peeled)) {
		*out = repo->peeled_tree;
		return 0;
	}
	rc = secscan_repo_resolve(&oid, repo, rev, err);
	if (!rc)
		rc = secscan_repo_peel(out, &type, repo, &oid, OBJECT_TREE, err);
	if (!rc && type != OBJECT_TREE)
		return no_path(rev, err); /* a tag of a blob holds no files */
	if (!rc) {
		repo->peeled = oid;
		repo->peeled_tree = *out;
	}
	return rc;
}

int secscan_repo_read_path(char **out, size_t *len, unsigned *mode, struct secscan_repo *repo, const char *rev,
		const char *path, struct secscan_error *err)
{
	struct secscan_oid tree, oid;
	int rc = tree_of(&tree, repo, rev, err);

	if (rc)
		return rc;
	rc = secscan_tree_find(&oid, mode, repo, &tree, path, err);
	if (rc < 0)
		return rc;
	if (!rc || !has_bytes(*mode))
		return no_path(path, err);
	return read_blob(out, len, repo, &oid, path, err);
}

static bool ends_with(const char *text, size_t len, const char *suffix)
{
	size_t n = strlen(suffix);

	return len >= n && memcmp(text + len - n, suffix, n) == 0;
}

/* Directly in the folder, of the right ending. */
static int keep_in_folder(const struct index_entry *entry, void *payload)
{
	struct names *names = payload;
	size_t head = strlen(names->folder);

	if (entry->stage || entry->intent_to_add || !has_bytes(entry->mode))
		return 0;
	if (head && (entry->path_len <= head + 1 || entry->path[head] != '/'))
		return 0;
	if (strchr(entry->path + (head ? head + 1 : 0), '/') || !ends_with(entry->path, entry->path_len, names->suffix))
		return 0;
	return keep(names, entry->path, entry->path_len, &entry->oid, entry->mode);
}

static int list_tree(struct names *names, struct secscan_repo *repo, const struct object *tree, struct secscan_error *err)
{
	struct buffer path = {0};
	const char *at = tree->data;
	struct tree_entry entry;
	int rc;

	while ((rc = secscan_tree_next(&entry, &at, tree->data + tree->len, repo->oid_len, err)) > 0) {
		struct secscan_oid oid = secscan_oid_of(entry.id, repo->oid_len);

		if (!has_bytes(entry.mode) || !ends_with(entry.name, entry.name_len, names->suffix))
			continue;
		secscan_buffer_reset(&path);
		if (secscan_buffer_addf(&path, "%s%s%s", names->folder, *names->folder ? "/" : "", entry.name) ||
				keep(names, path.data, path.len, &oid, entry.mode)) {
			rc = secscan_fail_nomem(err);
			break;
		}
	}
	secscan_buffer_release(&path);
	return rc;
}

static int folder_names(struct names *names, struct secscan_repo *repo, const char *rev, struct secscan_error *err)
{
	struct object tree = {0};
	struct secscan_oid root, oid;
	unsigned mode = MODE_TREE;
	int rc = tree_of(&root, repo, rev, err);

	oid = root;
	if (!rc && *names->folder)
		rc = secscan_tree_find(&oid, &mode, repo, &root, names->folder, err);
	else if (!rc)
		rc = 1;
	if (rc <= 0 || (mode & MODE_TYPE) != MODE_TREE)
		return rc < 0 ? rc : 0;
	rc = secscan_repo_read(&tree, repo, &oid, OBJECT_TREE, names->folder, err);
	if (!rc)
		rc = list_tree(names, repo, &tree, err);
	secscan_object_release(&tree);
	return rc;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->name, ((const struct name *)b)->name);
}

static int tell(struct names *names, secscan_name_fn *fn, void *payload)
{
	int rc = 0;

	if (names->list.len)
		qsort(names->list.items, names->list.len, sizeof(*names->list.items), by_name);
	for (size_t i = 0; !rc && i < names->list.len; i++)
		rc = fn(names->list.items[i].name, payload);
	return rc;
}

int secscan_repo_list(struct secscan_repo *repo, const char *rev, const char *folder, const char *suffix, secscan_name_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct names names = {.folder = folder, .suffix = suffix ? suffix : ""};
	int rc = rev ? folder_names(&names, repo, rev, err) : index_entries(&names, repo, folder, keep_in_folder, err);

	rc = rc ? rc : tell(&names, fn, payload);
	names_release(&names);
	return rc;
}

static int keep_any(const struct index_entry *entry, void *payload)
{
	return keep(payload, entry->path, entry->path_len, &entry->oid, entry->mode);
}

int secscan_repo_tracked(struct secscan_repo *repo, const char *folder, secscan_name_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct names names = {0};
	int rc = index_entries(&names, repo, folder, keep_any, err);

	rc = rc ? rc : tell(&names, fn, payload);
	names_release(&names);
	return rc;
}
