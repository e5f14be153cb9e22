/* SPDX-License-Identifier: MIT */
/*
 * All blobs and trees through libgit2: in this process no byte goes through a pipe, which costs as much as unpacking it.
 * Git tells the order. Bases of more than 1 MiB libgit2 unpacks anew for each object that leads back to them; what does
 * is left to git, and so are the trees, which are small and wanted while the commits are read. Where libgit2 fails, git
 * gets all the rest: of an object that is damaged it finds another copy.
 */
#include "sources/git_bulk.h"
#include "sources/repo_libgit2.h"

enum { OID_LEN = 20, BASE_MOST = 1024 * 1024 }; /* GIT_PACK_CACHE_SIZE_LIMIT in libgit2's pack.h */

struct bulk {
	struct stock stock;
	bool by_git;           /* that has told it */
	void *git;             /* reads the rest; NULL before it comes to that */
};

/* What the backends list. */
struct listing {
	struct stock *stock;
	struct oidset seen;
	git_odb *odb;
	bool packed;
	struct secscan_error *err;
};

/* A loose object tells its type when it is read: until then it may be either. */
static int list_loose(struct listing *l, const struct secscan_oid *oid)
{
	int rc = secscan_stock_add(l->stock, OBJECT_BLOB, oid, NULL, l->err);

	return rc ? rc : secscan_stock_add(l->stock, OBJECT_TREE, oid, NULL, l->err);
}

static int list_packed(struct listing *l, const struct secscan_oid *oid, const git_oid *id)
{
	git_object_t type;
	size_t len;

	if (git_odb_read_header(&len, &type, l->odb, id))
		return secscan_libgit2_fail_object(l->err, -1, oid);
	return secscan_stock_add(l->stock, (enum object_type)type, oid, NULL, l->err);
}

static int list_object(const git_oid *id, void *payload)
{
	struct secscan_oid oid = secscan_oid_of(id->id, OID_LEN);
	struct listing *l = payload;
	int rc = secscan_oidset_add(&l->seen, &oid);

	if (rc < 0)
		(void)secscan_fail_nomem(l->err);
	else if (rc > 0)
		rc = l->packed ? list_packed(l, &oid, id) : list_loose(l, &oid);
	return rc < 0 ? GIT_EUSER : 0;
}

static int list_backends(struct listing *l)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < git_odb_num_backends(l->odb); i++) {
		git_odb_backend *backend;

		rc = git_odb_get_backend(&backend, l->odb, i);
		if (!rc && backend->foreach && l->packed == secscan_libgit2_holds_packs(backend))
			rc = backend->foreach(backend, list_object, l);
	}
	return rc;
}

static int list_alone(struct stock *stock, git_odb *odb, struct secscan_error *err)
{
	struct secscan_error why = {0};
	struct listing l = {.stock = stock, .odb = odb, .packed = true, .err = &why};
	int rc = list_backends(&l);

	if (!rc) {
		l.packed = false;
		rc = list_backends(&l);
	}
	secscan_oidset_release(&l.seen);
	if (rc != GIT_EUSER)
		return rc ? secscan_libgit2_fail(err, -1, "the objects cannot be listed") : 0;
	if (err)
		*err = why;
	return why.code;
}

void secscan_libgit2_bulk_close(void *handle)
{
	struct bulk *bulk = handle;

	if (bulk->git)
		secscan_git_bulk_close(bulk->git);
	secscan_stock_release(&bulk->stock);
	free(bulk);
}

int secscan_libgit2_bulk_open(void **out, struct secscan_repo *repo, struct secscan_error *err)
{
	struct libgit2 *g = repo->libgit2;
	struct bulk *bulk = calloc(1, sizeof(*bulk));
	int rc;

	if (!bulk)
		return secscan_fail_nomem(err);
	bulk->by_git = !repo->fixed && !secscan_stock_ask_git(&bulk->stock, repo, NULL);
	if (!bulk->by_git) {
		secscan_stock_release(&bulk->stock);
		bulk->stock = (struct stock){0};
		rc = list_alone(&bulk->stock, g->odb, err);
		if (rc) {
			secscan_libgit2_bulk_close(bulk);
			return rc;
		}
	}
	*out = bulk;
	return 0;
}

bool secscan_libgit2_bulk_is_apart(const void *handle)
{
	return ((const struct bulk *)handle)->git;
}

static int next_of(struct object *out, struct secscan_oid *oid, struct libgit2 *g, struct stock *stock, enum object_type type,
		struct secscan_error *err)
{
	int rc;

	while ((rc = secscan_stock_next(oid, stock, type, err)) > 0) {
		rc = secscan_libgit2_object(out, g, oid, false, err);
		if (rc)
			return rc;
		if (out->type == type)
			return 1;
		secscan_object_release(out);
	}
	return rc;
}

static int next_blob(struct object *out, struct secscan_oid *oid, struct libgit2 *g, struct stock *stock,
		struct secscan_error *err)
{
	int rc = next_of(out, oid, g, stock, OBJECT_BLOB, err);

	if (rc <= 0 || out->len <= BASE_MOST || !secscan_delta_order_set_aside(&stock->blobs, err))
		return rc;
	secscan_object_release(out);
	return SECSCAN_ERR_NOMEM;
}

static int leave_to_git(struct bulk *bulk, struct secscan_repo *repo, struct secscan_error *err)
{
	int rc = secscan_git_bulk_rest(&bulk->git, repo, &bulk->stock, err);

	secscan_stock_release(&bulk->stock);
	bulk->stock = (struct stock){0};
	return rc;
}

int secscan_libgit2_bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo, void *handle,
		struct secscan_error *err)
{
	struct bulk *bulk = handle;
	int rc = bulk->git ? 0 : next_blob(out, oid, repo->libgit2, &bulk->stock, err);

	if (bulk->by_git && (rc == SECSCAN_ERR_REPO || rc == SECSCAN_ERR_NOT_FOUND))
		rc = secscan_delta_order_put_back(&bulk->stock.blobs, err);
	if (!rc && bulk->by_git && !bulk->git)
		rc = leave_to_git(bulk, repo, err);
	if (rc)
		return rc;
	if (bulk->git)
		return secscan_git_bulk_next(out, oid, repo, bulk->git, err);
	return next_of(out, oid, repo->libgit2, &bulk->stock, OBJECT_TREE, err);
}
