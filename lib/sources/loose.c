/* SPDX-License-Identifier: MIT */
#include "sources/loose.h"

#include "base/file.h"

#include <limits.h>
#include <zlib.h>

enum {
	FOLDERS_MAX = 64,     /* git follows alternates five deep */
	HEADER_MAX = 32,      /* "commit 18446744073709551615\0" */
	DEFLATE_RATIO = 1032, /* RFC 1951 packs no tighter: a longer claim is a lie */
};

/* Alternates may lead around in a circle: each folder counts once. */
static int add_folder(struct loose *loose, const char *path, struct secscan_error *err)
{
	char *real = loose->folders.len ? realpath(path, NULL) : strdup(path);
	char **folder;

	if (!real)
		return loose->folders.len ? 0 : secscan_fail_nomem(err);
	for (size_t i = 0; i < loose->folders.len; i++)
		if (strcmp(loose->folders.items[i], real) == 0) {
			free(real);
			return 0;
		}
	if (loose->folders.len >= FOLDERS_MAX) {
		free(real);
		return secscan_fail(err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "there are more than %d object folders", FOLDERS_MAX);
	}
	folder = array_push(&loose->folders);
	if (!folder) {
		free(real);
		return secscan_fail_nomem(err);
	}
	*folder = real;
	return 0;
}

/* One line of info/alternates: absolute, or from the folder it stands in. */
static int add_line(struct loose *loose, const char *folder, const char *line, struct secscan_error *err)
{
	char *path;
	int rc;

	if (!*line || *line == '#')
		return 0;
	path = *line == '/' ? strdup(line) : secscan_path_join(folder, line);
	rc = path ? add_folder(loose, path, err) : secscan_fail_nomem(err);
	free(path);
	return rc;
}

static int add_alternates(struct loose *loose, size_t at, struct secscan_error *err)
{
	char *path = secscan_path_join(loose->folders.items[at], "info/alternates");
	struct buffer text = {0};
	int rc = path ? secscan_file_read(&text, path, err) : secscan_fail_nomem(err);

	if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	for (char *line = text.data, *next; !rc && line && *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		rc = add_line(loose, loose->folders.items[at], line, err);
	}
	secscan_buffer_release(&text);
	free(path);
	return rc;
}

/* A list with colons between, as the environment gives it. */
static int add_from_environment(struct loose *loose, struct secscan_error *err)
{
	const char *list = getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES");
	int rc = 0;

	while (!rc && list && *list) {
		size_t len = strcspn(list, ":");
		char *path = strndup(list, len);

		rc = path ? add_folder(loose, path, err) : secscan_fail_nomem(err);
		free(path);
		list += len + (list[len] == ':');
	}
	return rc;
}

int secscan_loose_open(struct loose *out, const char *objects, struct secscan_error *err)
{
	int rc = add_folder(out, objects, err);

	if (!rc)
		rc = add_from_environment(out, err);
	for (size_t i = 0; !rc && i < out->folders.len; i++)
		rc = add_alternates(out, i, err);
	if (rc)
		secscan_loose_close(out);
	return rc;
}

void secscan_loose_close(struct loose *loose)
{
	for (size_t i = 0; i < loose->folders.len; i++)
		free(loose->folders.items[i]);
	array_release(&loose->folders);
}

/* Inflates until out is full or the stream ends: false for bytes that are no zlib stream. */
static bool inflate_into(z_stream *z, void *out, size_t size)
{
	int rc = Z_OK;

	z->next_out = out;
	while (size && rc != Z_STREAM_END) {
		uInt step = size > UINT_MAX ? UINT_MAX : (uInt)size;

		z->avail_out = step;
		rc = inflate(z, Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END)
			return false; /* Z_BUF_ERROR too: all input is there, so there is no more to come */
		size -= step - z->avail_out;
	}
	return true;
}

/* "blob 12" and its NUL: the header's length, 0 for something else. */
static size_t parse_header(enum object_type *type, size_t *len, const char *header, size_t size)
{
	static const char *const names[] = {"commit ", "tree ", "blob ", "tag "};
	const char *end = memchr(header, '\0', size);

	for (size_t i = 0; end && i < ARRAY_SIZE(names); i++) {
		size_t name = strlen(names[i]);
		char *digits;
		unsigned long long n;

		if (strncmp(header, names[i], name) != 0 || header[name] < '0' || header[name] > '9')
			continue;
		n = strtoull(header + name, &digits, 10);
		if (digits != end || n > SIZE_MAX / 2)
			return 0;
		*type = (enum object_type)(OBJECT_COMMIT + i);
		*len = (size_t)n;
		return (size_t)(end - header) + 1;
	}
	return 0;
}

/* What is wrong with the file, or NULL and the object; out->data stays NULL when memory ran out. */
static const char *unpack(struct object *out, z_stream *z, size_t packed)
{
	char header[HEADER_MAX];
	size_t taken, begun;
	char *data;

	if (!inflate_into(z, header, sizeof(header)))
		return "it does not unpack";
	begun = z->total_out;
	taken = parse_header(&out->type, &out->len, header, begun);
	if (!taken)
		return "it has no header";
	if (out->len / DEFLATE_RATIO > packed || begun - taken > out->len)
		return "it is not as long as its header says";
	data = malloc(out->len + 1);
	if (!data)
		return NULL;
	memcpy(data, header + taken, begun - taken);
	/* one byte more than announced, to see the end of the stream */
	if (!inflate_into(z, data + (begun - taken), out->len + 1 - (begun - taken)) ||
			z->total_out != taken + out->len || z->avail_in) {
		free(data);
		return "it is not as long as its header says";
	}
	data[out->len] = '\0';
	out->data = out->handle = data;
	out->release = free;
	return NULL;
}

static int unpack_file(struct object *out, const struct buffer *file, const char *hex, struct secscan_error *err)
{
	z_stream z = {.next_in = (void *)file->data, .avail_in = (uInt)file->len};
	const char *why;

	if (file->len > UINT_MAX)
		return secscan_fail(err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "object %s is larger than 4 GiB", hex);
	if (inflateInit(&z) != Z_OK)
		return secscan_fail_nomem(err);
	why = unpack(out, &z, file->len);
	inflateEnd(&z);
	if (why)
		return secscan_fail(err, SECSCAN_ERR_SYNTAX, MSG_BAD_OBJECT, "object %s is damaged: %s", hex, why);
	return out->data ? 0 : secscan_fail_nomem(err);
}

int secscan_loose_read(struct object *out, const struct loose *loose, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX], path[PATH_MAX];
	struct buffer file = {0};
	int rc = SECSCAN_ERR_NOT_FOUND;

	secscan_oid_hex(hex, oid);
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; rc == SECSCAN_ERR_NOT_FOUND && i < loose->folders.len; i++) {
		int n = snprintf(path, sizeof(path), "%s/%.2s/%s", loose->folders.items[i], hex, hex + 2);

		if (n < (int)sizeof(path))
			rc = secscan_file_read(&file, path, NULL);
	}
	if (rc && rc != SECSCAN_ERR_NOT_FOUND)
		rc = secscan_fail(err, rc, MSG_BAD_OBJECT, "object %s cannot be read", hex);
	if (!rc)
		rc = unpack_file(out, &file, hex, err);
	secscan_buffer_release(&file);
	return rc;
}
