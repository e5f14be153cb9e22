/* SPDX-License-Identifier: MIT */
/* Objects through libgit2 where they are packed, through our own eyes where they lie in files of their own. */
#include "sources/repo_libgit2.h"

#include "base/file.h"

_Static_assert(OBJECT_COMMIT == (int)GIT_OBJECT_COMMIT && OBJECT_TREE == (int)GIT_OBJECT_TREE &&
		OBJECT_BLOB == (int)GIT_OBJECT_BLOB && OBJECT_TAG == (int)GIT_OBJECT_TAG, "types differ from libgit2's");

enum { OID_LEN = 20 };

git_oid secscan_libgit2_oid(const struct secscan_oid *oid)
{
	git_oid out;

	memset(&out, 0, sizeof(out));
	memcpy(out.id, oid->id, OID_LEN);
	return out;
}

int secscan_libgit2_fail(struct secscan_error *err, int code, const char *what)
{
	const git_error *last = git_error_last();
	char why[300];

	if (code == GIT_ENOTFOUND)
		return SECSCAN_ERR_NOT_FOUND;
	secscan_printable(why, sizeof(why), last && last->message ? last->message : "no reason given");
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_NO_READER, "%s: %s", what, why);
}

int secscan_libgit2_fail_object(struct secscan_error *err, int code, const struct secscan_oid *oid)
{
	char hex[SECSCAN_OID_HEX], what[SECSCAN_OID_HEX + 40];
	int rc;

	secscan_oid_hex(hex, oid);
	snprintf(what, sizeof(what), "object %s cannot be read", hex);
	rc = secscan_libgit2_fail(err, code, what);
	if (rc != SECSCAN_ERR_NOT_FOUND && err)
		err->number = MSG_BAD_OBJECT;
	return rc;
}

static void release_object(void *handle)
{
	git_odb_object_free(handle);
}

static int verify(const struct object *object, const struct secscan_oid *oid, struct secscan_error *err)
{
	git_oid real, id = secscan_libgit2_oid(oid);
	char hex[GIT_OID_HEXSZ + 1];

	if (!git_odb_hash(&real, object->data, object->len, (git_object_t)object->type) && git_oid_equal(&real, &id))
		return 0;
	git_oid_tostr(hex, sizeof(hex), &id);
	return secscan_fail(err, SECSCAN_ERR_SYNTAX, MSG_BAD_OBJECT, "object %s is damaged: its bytes are not what its name says", hex);
}

bool secscan_libgit2_holds_packs(const git_odb_backend *backend)
{
	return backend->writepack != NULL;
}

static bool is_packed(git_odb *odb, const git_oid *id)
{
	for (size_t i = 0; i < git_odb_num_backends(odb); i++) {
		git_odb_backend *backend;

		if (!git_odb_get_backend(&backend, odb, i) && secscan_libgit2_holds_packs(backend) && backend->exists(backend, id))
			return true;
	}
	return false;
}

/* From a pack, or what libgit2 knows by heart: the empty tree. */
static int read_packed(struct object *out, struct libgit2 *g, const struct secscan_oid *oid, struct secscan_error *err)
{
	git_oid id = secscan_libgit2_oid(oid);
	git_odb_object *object;
	int rc = git_odb_read(&object, g->odb, &id);

	if (rc)
		return secscan_libgit2_fail_object(err, rc, oid);
	out->type = (enum object_type)git_odb_object_type(object);
	out->data = git_odb_object_data(object);
	out->len = git_odb_object_size(object);
	out->handle = object;
	out->release = release_object;
	return 0;
}

static int read_loose(struct object *out, struct libgit2 *g, const struct secscan_oid *oid, struct secscan_error *err)
{
	const char *objects = g->from_environment ? getenv("GIT_OBJECT_DIRECTORY") : NULL;
	git_buf path = {0};
	int rc = 0;

	if (!g->loose.folders.len) {
		if (!objects && git_repository_item_path(&path, g->repo, GIT_REPOSITORY_ITEM_OBJECTS))
			return secscan_libgit2_fail(err, -1, "the object folder is not known");
		rc = secscan_loose_open(&g->loose, objects ? objects : path.ptr, err);
		git_buf_dispose(&path);
	}
	return rc ? rc : secscan_loose_read(out, &g->loose, oid, err);
}

int secscan_libgit2_object(struct object *out, struct libgit2 *g, const struct secscan_oid *oid, bool check,
		struct secscan_error *err)
{
	git_oid id = secscan_libgit2_oid(oid);
	struct object object = {0};
	int rc = SECSCAN_ERR_NOT_FOUND;

	if (oid->len != OID_LEN)
		return rc;
	if (!is_packed(g->odb, &id))
		rc = read_loose(&object, g, oid, err);
	if (!rc)
		check = true;
	else if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = read_packed(&object, g, oid, err);
	if (!rc && check)
		rc = verify(&object, oid, err);
	if (rc)
		secscan_object_release(&object);
	else
		*out = object;
	return rc;
}
