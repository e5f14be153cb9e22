/* SPDX-License-Identifier: MIT */
#include "sources/source.h"

enum { POINTER_MAX = 1024 };

int secscan_source_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	*item = (struct secscan_item){.path = "", .commit = ""};
	return source->ops->next(source, item, err);
}

int secscan_source_base(struct secscan_source *source, size_t i, const char **out, size_t *len, struct secscan_error *err)
{
	*out = NULL;
	*len = 0;
	return source->ops->base ? source->ops->base(source, i, out, len, err) : 0;
}

int secscan_source_origin(struct secscan_source *source, const char **path, struct secscan_error *err)
{
	*path = NULL;
	return source->ops->origin ? source->ops->origin(source, path, err) : 0;
}

void secscan_source_free(struct secscan_source *source)
{
	if (source)
		source->ops->free(source);
}

bool secscan_is_lfs_pointer(const char *data, size_t len)
{
	static const char start[] = "version https://git-lfs";

	return len < POINTER_MAX && len >= sizeof(start) - 1 && memcmp(data, start, sizeof(start) - 1) == 0;
}

static unsigned type(unsigned mode)
{
	return mode & MODE_TYPE;
}

int secscan_item_blob(struct secscan_item *item, struct object *object, struct secscan_repo *repo, const char *path,
		const struct secscan_oid *oid, unsigned mode, struct secscan_error *err)
{
	int rc;

	secscan_object_release(object);
	item->path = path;
	item->oid = *oid;
	item->mode = mode;
	if (type(mode) == MODE_SUBMODULE) {
		item->kind = SECSCAN_ITEM_SKIPPED;
		item->skipped = "submodule";
		return 0;
	}
	rc = secscan_repo_read(object, repo, oid, OBJECT_BLOB, path, err);
	if (rc)
		return rc;
	item->kind = type(mode) == MODE_LINK ? SECSCAN_ITEM_LINK : SECSCAN_ITEM_BLOB;
	item->data = object->data;
	item->len = object->len;
	item->lfs_pointer = item->kind == SECSCAN_ITEM_BLOB && secscan_is_lfs_pointer(object->data, object->len);
	return 0;
}

int secscan_base_blob(const char **out, size_t *len, struct object *object, struct secscan_repo *repo, const char *path,
		const struct secscan_oid *oid, unsigned mode, unsigned now, struct secscan_error *err)
{
	int rc;

	secscan_object_release(object);
	if (type(mode) != type(now) || (type(mode) != MODE_FILE && type(mode) != MODE_LINK))
		return 0;
	rc = secscan_repo_read(object, repo, oid, OBJECT_BLOB, path, err);
	if (rc)
		return rc;
	*out = object->data;
	*len = object->len;
	return 0;
}

void secscan_item_name(struct secscan_item *item, const char *path, unsigned mode)
{
	item->kind = SECSCAN_ITEM_NAME;
	item->path = path;
	item->mode = mode;
	item->data = path;
	item->len = strlen(path);
}
