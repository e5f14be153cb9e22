/* SPDX-License-Identifier: MIT */
#include "sources/commit.h"
#include "sources/tree.h"

#include "base/file.h"

enum { TAG_DEPTH = 64 };

int secscan_repo_oid_file(struct secscan_oid **out, size_t *n, const char *folder, const char *name, struct secscan_error *err)
{
	ARRAY_OF(struct secscan_oid) list = {0};
	struct buffer text = {0};
	char *path = secscan_path_join(folder, name);
	int rc = path ? secscan_file_read(&text, path, err) : secscan_fail_nomem(err);

	for (char *at = text.data; !rc && at && *at;) {
		size_t len = strcspn(at, "\n");
		struct secscan_oid *oid = array_push(&list);

		if (!oid)
			rc = secscan_fail_nomem(err);
		else if (secscan_oid_parse(oid, at, len))
			rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "%s in the git directory is damaged", name);
		at += at[len] ? len + 1 : len;
	}
	secscan_buffer_release(&text);
	free(path);
	if (rc) {
		array_release(&list);
		if (rc != SECSCAN_ERR_NOT_FOUND)
			return rc;
	}
	*out = list.items;
	*n = list.len;
	return 0;
}

int secscan_repo_is_shallow(struct secscan_repo *repo, const struct secscan_oid *oid, struct secscan_error *err)
{
	if (!repo->shallow_known) {
		int rc = secscan_repo_oid_file(&repo->shallow.items, &repo->shallow.len, repo->commondir, "shallow", err);

		if (rc)
			return rc;
		repo->shallow_known = true;
	}
	for (size_t i = 0; i < repo->shallow.len; i++)
		if (secscan_oid_equal(&repo->shallow.items[i], oid))
			return 1;
	return 0;
}

/* Where a tag or commit leads; 1 when there is a next step, 0 when this is the one. */
static int peel_once(struct secscan_oid *oid, enum object_type *type, struct secscan_repo *repo, enum object_type wanted,
		struct secscan_error *err)
{
	struct object object = {0};
	struct commit_view view;
	int rc = secscan_repo_find(&object, repo, oid, err);

	if (rc)
		return rc;
	*type = object.type;
	if (object.type == OBJECT_TAG || (object.type == OBJECT_COMMIT && wanted == OBJECT_TREE)) {
		rc = secscan_commit_view(&view, &object, repo->oid_len, err);
		if (!rc) {
			*oid = view.tree;
			rc = 1;
		}
	}
	secscan_object_release(&object);
	return rc;
}

int secscan_repo_peel(struct secscan_oid *out, enum object_type *type, struct secscan_repo *repo, const struct secscan_oid *oid,
		enum object_type wanted, struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX];
	int rc = 1;

	*out = *oid;
	for (int i = 0; rc > 0 && i < TAG_DEPTH; i++)
		rc = peel_once(out, type, repo, wanted, err);
	if (rc > 0)
		return secscan_fail(err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "tags name tags more than %d deep", TAG_DEPTH);
	if (rc != SECSCAN_ERR_NOT_FOUND)
		return rc;
	secscan_oid_hex(hex, out);
	return secscan_fail(err, rc, MSG_MISSING_OBJECT, "object %s is not in this repository", hex);
}

int secscan_repo_head_tree(struct secscan_oid *out, struct secscan_repo *repo, struct secscan_error *err)
{
	struct secscan_oid head;
	enum object_type type;
	int rc = secscan_repo_resolve(&head, repo, "HEAD", err);

	memset(out, 0, sizeof(*out));
	out->len = (uint8_t)repo->oid_len;
	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	rc = secscan_repo_peel(out, &type, repo, &head, OBJECT_TREE, err);
	return rc == SECSCAN_ERR_NOT_FOUND ? SECSCAN_ERR_REPO : rc;
}

static char *copy(const struct slice *slice, bool *failed)
{
	char *out = malloc(slice->len + 1);

	if (!out) {
		*failed = true;
		return NULL;
	}
	if (slice->len)
		memcpy(out, slice->data, slice->len);
	out[slice->len] = '\0';
	return out;
}

static int commit_fill(struct secscan_commit *out, struct secscan_repo *repo, const struct commit_view *view,
		struct secscan_error *err)
{
	bool failed = false;
	int shallow = secscan_repo_is_shallow(repo, &out->oid, err);

	if (shallow < 0)
		return shallow;
	out->tree = view->tree;
	out->parent_count = shallow ? 0 : view->parent_count;
	out->parents = calloc(out->parent_count + 1, sizeof(*out->parents));
	for (size_t i = 0; out->parents && i < out->parent_count; i++)
		out->parents[i] = secscan_commit_parent(view, i, repo->oid_len);
	out->author = copy(&view->author, &failed);
	out->committer = copy(&view->committer, &failed);
	out->message = copy(&view->message, &failed);
	out->message_len = view->message.len;
	out->header = copy(&view->header, &failed);
	out->header_len = view->header.len;
	return failed || !out->parents ? secscan_fail_nomem(err) : 0;
}

int secscan_repo_commit(struct secscan_commit *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	struct object object = {0};
	struct commit_view view;
	enum object_type type;
	struct secscan_commit commit = {0};
	int rc = secscan_repo_peel(&commit.oid, &type, repo, oid, OBJECT_COMMIT, err);

	if (!rc)
		rc = secscan_repo_read(&object, repo, &commit.oid, OBJECT_COMMIT, NULL, err);
	if (!rc)
		rc = secscan_commit_view(&view, &object, repo->oid_len, err);
	if (!rc)
		rc = commit_fill(&commit, repo, &view, err);
	secscan_object_release(&object);
	if (rc) {
		secscan_commit_release(&commit);
		return rc;
	}
	repo->peeled = commit.oid;
	repo->peeled_tree = commit.tree;
	*out = commit;
	return 0;
}

int secscan_repo_commit_of(struct secscan_oid *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	struct secscan_oid found;
	enum object_type type;
	int rc = secscan_repo_peel(&found, &type, repo, oid, OBJECT_COMMIT, err);

	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? SECSCAN_ERR_REPO : rc;
	if (type != OBJECT_COMMIT)
		return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, MSG_BAD_REVISION, "this is no commit");
	*out = found;
	return 0;
}

void secscan_commit_release(struct secscan_commit *commit)
{
	free(commit->parents);
	free(commit->author);
	free(commit->committer);
	free(commit->message);
	free(commit->header);
	memset(commit, 0, sizeof(*commit));
}

struct paths {
	secscan_name_fn *fn;
	void *payload;
};

static int give_path(const struct tree_change *change, void *payload)
{
	const struct paths *paths = payload;

	return paths->fn(change->path, paths->payload);
}

int secscan_repo_changed_paths(struct secscan_repo *repo, const struct secscan_commit *commit, secscan_name_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct secscan_oid parent = {.len = (uint8_t)repo->oid_len};
	struct object object = {0};
	struct commit_view view;
	struct paths paths = {fn, payload};
	int rc = 0;

	if (commit->parent_count) {
		rc = secscan_repo_read(&object, repo, &commit->parents[0], OBJECT_COMMIT, NULL, err);
		if (!rc)
			rc = secscan_commit_view(&view, &object, repo->oid_len, err);
		if (!rc)
			parent = view.tree;
		secscan_object_release(&object);
	}
	return rc ? rc : secscan_tree_diff(repo, &commit->tree, &parent, 1, true, give_path, &paths, err);
}
