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

void secscan_source_hold(struct secscan_held *out, struct secscan_source *source)
{
	*out = (struct secscan_held){0};
	if (source->ops->give)
		source->ops->give(out, source);
}

void secscan_source_free(struct secscan_source *source)
{
	if (source)
		source->ops->free(source);
}

static bool begins_with(const char *data, size_t len, const char *start, size_t start_len)
{
	return len >= start_len && !memcmp(data, start, start_len);
}

/* A zip file ends with this and a comment, whatever program is in front (APPNOTE 4.3.16). */
static bool ends_as_zip(const char *data, size_t len)
{
	enum { END_OF_DIRECTORY = 22, COMMENT_MOST = 0xffff };
	size_t from = len > END_OF_DIRECTORY + COMMENT_MOST ? len - END_OF_DIRECTORY - COMMENT_MOST : 0;
	const char *end = data + len, *at = data + from;

	if (!memchr(at, '\0', len - from)) /* which it holds, and a text does not: many blobs are asked */
		return false;
	while ((at = memmem(at, (size_t)(end - at), "PK\x05\x06", 4))) {
		const uint8_t *comment = (const uint8_t *)at + END_OF_DIRECTORY - 2;

		if ((size_t)(end - at) >= END_OF_DIRECTORY &&
				(size_t)(end - at) - END_OF_DIRECTORY == (size_t)(comment[0] | comment[1] << 8))
			return true;
		at += 4;
	}
	return false;
}

/* Begins somewhere in its first KiB (ISO 32000-1, implementation note 13), and says how its parts are packed. */
static bool is_packed_pdf(const char *data, size_t len)
{
	enum { HEAD = 1024 };
	static const char *const filters[] = {"/FlateDecode", "/LZWDecode", "/ASCII85Decode"};

	const char *at = data, *end = data + (len < HEAD ? len : HEAD);

	while ((at = memchr(at, '%', (size_t)(end - at))) && !begins_with(at, (size_t)(end - at), "%PDF-", 5))
		at++;
	if (!at)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(filters); i++)
		if (memmem(data, len, filters[i], strlen(filters[i])))
			return true;
	return false;
}

/* A text of a picture is packed in zTXt, and in iTXt where a byte behind its keyword says so (PNG, 11.3.3). */
static bool is_png_with_packed_text(const char *data, size_t len)
{
	static const char mark[] = "\x89PNG\r\n\x1a\n";
	const char *end = data + len, *at = data, *keyword_end;

	if (!begins_with(data, len, mark, sizeof(mark) - 1))
		return false;
	if (memmem(data, len, "zTXt", 4))
		return true;
	while ((at = memmem(at, (size_t)(end - at), "iTXt", 4))) {
		at += 4;
		keyword_end = memchr(at, '\0', (size_t)(end - at));
		if (keyword_end && keyword_end + 1 < end && keyword_end[1] == 1)
			return true;
	}
	return false;
}

/* The header's two bytes at its four levels (RFC 1950, 2.2); one of them is how a text may begin: x^2. */
static bool is_zlib(const char *data, size_t len)
{
	enum { HEAD = 16 };

	if (len < 3 || data[0] != 'x' || !memchr("\x01^\x9c\xda", data[1], 4))
		return false;
	for (size_t i = 1; i < len && i < HEAD; i++)
		if ((unsigned char)data[i] >= 0x80 || (unsigned char)data[i] < '\t')
			return true;
	return false;
}

/* A script that unpacks what stands behind it. */
static bool is_packed_script(const char *data, size_t len)
{
	static const char *const marks[] = {"\n\x1f\x8b\x08", "\n\xfd" "7zXZ", "\n\x28\xb5\x2f\xfd", "\nBZh91AY&SY"};

	if (!begins_with(data, len, "#!", 2))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (memmem(data, len, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/*
 * By RFC 1952, APPNOTE 4.3.7 (documents and packages are zip files, too), RFC 8878, gitformat-pack, deb(5) and the
 * programs' own formats.
 */
static bool is_compressed(const char *data, size_t len)
{
	static const struct {
		uint8_t at, len;
		const char *bytes;
	} marks[] = {
		{0, 3, "\x1f\x8b\x08"},          /* gzip */
		{0, 4, "PK\x03\x04"},            /* zip, and one that was split */
		{0, 4, "PK\x07\x08"},
		{0, 4, "\x28\xb5\x2f\xfd"},      /* zstd, and behind a frame to be passed over */
		{0, 4, "\x50\x2a\x4d\x18"},
		{0, 6, "\xfd" "7zXZ\0"},         /* xz */
		{4, 6, "1AY&SY"},                /* bzip2 */
		{0, 6, "7z\xbc\xaf\x27\x1c"},    /* 7z */
		{0, 6, "Rar!\x1a\x07"},          /* rar */
		{0, 4, "\x04\x22\x4d\x18"},      /* lz4, and as it was before */
		{0, 4, "\x02\x21\x4c\x18"},
		{0, 3, "\x5d\0\0"},              /* lzma */
		{0, 5, "LZIP\1"},
		{0, 2, "\x1f\x9d"},              /* compress */
		{0, 21, "!<arch>\ndebian-binary"},
		{0, 4, "\xed\xab\xee\xdb"},      /* rpm */
		{0, 8, "MSCF\0\0\0\0"},         /* cab */
		{0, 4, "hsqs"},                  /* squashfs */
		{0, 7, "PACK\0\0\0"},            /* git's packs, and bundles of two versions */
		{0, 16, "# v2 git bundle\n"},
		{0, 16, "# v3 git bundle\n"},
	};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (len > marks[i].at && begins_with(data + marks[i].at, len - marks[i].at, marks[i].bytes, marks[i].len))
			return true;
	return ends_as_zip(data, len) || is_zlib(data, len) || is_packed_pdf(data, len) || is_png_with_packed_text(data, len) ||
			is_packed_script(data, len);
}

const char *secscan_unread(const char *data, size_t len)
{
	static const char pointer[] = "version https://git-lfs";

	if (len < POINTER_MAX && begins_with(data, len, pointer, sizeof(pointer) - 1))
		return "lfs-pointer";
	return is_compressed(data, len) ? "compressed" : NULL;
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
	item->unread = item->kind == SECSCAN_ITEM_BLOB ? secscan_unread(object->data, object->len) : NULL;
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
