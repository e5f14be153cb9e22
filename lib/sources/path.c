/* SPDX-License-Identifier: MIT */
/*
 * Files on disk, as they are: no ignore rule, no attribute, no link followed but one that was named. Folders are entered
 * through open descriptors, so that a folder swapped for a link while we walk leads nowhere.
 */
#include "sources/source.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_LIMIT = 512 };

struct folder {
	int fd;
	char **names;          /* sorted */
	size_t len;
	size_t at;
	size_t path_len;       /* of the folder in walk.path, with its slash */
};

struct walk {
	struct secscan_source source;
	ARRAY_OF(struct folder) folders;
	struct buffer path;
	struct buffer bytes;
	bool single;           /* path itself is a file, still to be given */
	bool follow;           /* and a link to it, or to a pipe as in `secscan scan <(...)` */
	bool named;            /* the name of the entry at hand was given, what it holds comes next */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void folder_release(struct folder *f)
{
	for (size_t i = 0; i < f->len; i++)
		free(f->names[i]);
	free(f->names);
	if (f->fd >= 0)
		close(f->fd);
}

/* Takes fd over. */
static int list(struct folder *f, int fd)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
	ARRAY_OF(char *) names = {0};
	struct dirent *entry;
	int rc = dir ? 0 : SECSCAN_ERR_IO;

	if (!dir && copy >= 0)
		close(copy);
	while (!rc && (errno = 0, entry = readdir(dir))) {
		char **name;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		name = array_push(&names);
		if (!name || !(*name = strdup(entry->d_name))) {
			names.len -= name != NULL;
			rc = SECSCAN_ERR_NOMEM;
		}
	}
	if (!rc && errno)
		rc = SECSCAN_ERR_IO;
	if (dir)
		closedir(dir);
	*f = (struct folder){.fd = fd, .names = names.items, .len = names.len};
	if (rc)
		folder_release(f);
	else if (f->len)
		qsort(f->names, f->len, sizeof(*f->names), by_name);
	return rc;
}

static int skip(struct secscan_item *item, const char *why)
{
	item->kind = SECSCAN_ITEM_SKIPPED;
	item->skipped = why;
	return 1;
}

/* The open folder that the path names; fd is the walk's from now on. SECSCAN_ERR_IO as enter(). */
static int add_folder(struct walk *w, int fd, struct secscan_error *err)
{
	struct folder *f = array_push(&w->folders);
	int rc;

	if (!f) {
		close(fd);
		return secscan_fail_nomem(err);
	}
	rc = list(f, fd);
	if (rc) {
		w->folders.len--;
		return rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : rc;
	}
	f->path_len = w->path.len;
	return 0;
}

/* SECSCAN_ERR_IO: it cannot be read, which is an item and no failure. */
static int enter(struct walk *w, int at, const char *name, struct secscan_error *err)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return SECSCAN_ERR_IO;
	if (w->folders.len >= DEPTH_LIMIT) {
		close(fd);
		return secscan_fail(err, SECSCAN_ERR_LIMIT, MSG_NO_PATH, "folders are nested more than %d deep", DEPTH_LIMIT);
	}
	return add_folder(w, fd, err);
}

static int read_link(struct walk *w, struct secscan_item *item, int at, const char *name, struct secscan_error *err)
{
	ssize_t n;

	secscan_buffer_reset(&w->bytes);
	if (secscan_buffer_reserve(&w->bytes, PATH_MAX))
		return secscan_fail_nomem(err);
	n = readlinkat(at, name, w->bytes.data, PATH_MAX);
	if (n < 0)
		return skip(item, "unreadable");
	w->bytes.data[n] = '\0';
	item->kind = SECSCAN_ITEM_LINK;
	item->mode = MODE_LINK;
	item->data = w->bytes.data;
	item->len = (size_t)n;
	return 1;
}

static bool is_readable(const struct walk *w, mode_t mode)
{
	return S_ISREG(mode) || (w->follow && S_ISFIFO(mode));
}

/* Opened without waiting: what is a file now may be a pipe by then. */
static int read_file(struct walk *w, struct secscan_item *item, int at, const char *name, struct secscan_error *err)
{
	int fd = openat(at, name, O_RDONLY | O_NOCTTY | O_CLOEXEC | (w->follow ? 0 : O_NOFOLLOW | O_NONBLOCK)), rc;
	struct stat st;

	if (fd < 0)
		return skip(item, "unreadable");
	secscan_buffer_reset(&w->bytes);
	if (fstat(fd, &st) || !is_readable(w, st.st_mode))
		rc = SECSCAN_ERR_IO;
	else if (secscan_buffer_reserve(&w->bytes, (size_t)st.st_size + 64 * 1024))
		rc = secscan_fail_nomem(err);
	else
		rc = secscan_fd_read(&w->bytes, fd, w->path.data, NULL);
	close(fd);
	if (rc)
		return rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : skip(item, "unreadable");
	item->kind = SECSCAN_ITEM_BLOB;
	item->mode = MODE_FILE | (st.st_mode & 0100 ? 0755 : 0644);
	item->data = w->bytes.data;
	item->len = w->bytes.len;
	item->unread = secscan_unread(item->data, item->len);
	return 1;
}

static const char *special(mode_t mode)
{
	return S_ISFIFO(mode) ? "fifo" : S_ISSOCK(mode) ? "socket" : S_ISCHR(mode) || S_ISBLK(mode) ? "device" : "unknown";
}

static int give_folder(struct walk *w, struct secscan_item *item, int at, const char *name, struct secscan_error *err)
{
	int rc;

	if (strcmp(name, ".git") == 0)
		return 0;
	if (secscan_buffer_addstr(&w->path, "/"))
		return secscan_fail_nomem(err);
	item->path = w->path.data;
	rc = enter(w, at, name, err);
	if (rc == SECSCAN_ERR_IO) {
		w->path.data[--w->path.len] = '\0';
		return skip(item, "unreadable");
	}
	return rc;
}

/* An entry as an item, its name first: 1, or 0 when it was a folder, entered or passed over. */
static int give(struct walk *w, struct secscan_item *item, int at, const char *name, struct secscan_error *err)
{
	bool named = w->named;
	struct stat st;

	w->named = false;
	item->path = w->path.data;
	if (fstatat(at, name, &st, w->follow ? 0 : AT_SYMLINK_NOFOLLOW))
		return skip(item, "unreadable");
	if (S_ISDIR(st.st_mode))
		return give_folder(w, item, at, name, err);
	if (!named) {
		secscan_item_name(item, w->path.data, MODE_FILE);
		w->named = true;
		return 1;
	}
	if (S_ISLNK(st.st_mode))
		return read_link(w, item, at, name, err);
	return is_readable(w, st.st_mode) ? read_file(w, item, at, name, err) : skip(item, special(st.st_mode));
}

/* What a person names and cannot be read is an error; below a folder it is an item. */
static int give_single(struct walk *w, struct secscan_item *item, struct secscan_error *err)
{
	int rc = give(w, item, AT_FDCWD, w->path.data, err);

	w->single = w->named;
	if (rc <= 0 || item->kind != SECSCAN_ITEM_SKIPPED || strcmp(item->skipped, "unreadable"))
		return rc;
	rc = secscan_fail(err, SECSCAN_ERR_IO, MSG_NO_PATH, "it cannot be read");
	secscan_fail_at(err, w->path.data, 0, 0);
	return rc;
}

static int walk_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct walk *w = (struct walk *)source;
	int rc = 0;

	if (w->single)
		return give_single(w, item, err);
	while (!rc && w->folders.len) {
		struct folder *f = &w->folders.items[w->folders.len - 1];
		const char *name;

		if (f->at == f->len) {
			folder_release(f);
			w->folders.len--;
			continue;
		}
		name = f->names[f->at++];
		w->path.len = f->path_len;
		rc = secscan_buffer_addstr(&w->path, name) ? secscan_fail_nomem(err) : give(w, item, f->fd, name, err);
		if (w->named)
			f->at--;
	}
	return rc;
}

static void walk_free(struct secscan_source *source)
{
	struct walk *w = (struct walk *)source;

	for (size_t i = 0; i < w->folders.len; i++)
		folder_release(&w->folders.items[i]);
	array_release(&w->folders);
	secscan_buffer_release(&w->path);
	secscan_buffer_wipe(&w->bytes);
	free(w);
}

static const struct source_ops ops = {walk_next, NULL, NULL, walk_free};

static int open_failed(const char *path, struct secscan_error *err)
{
	int code = errno == ENOENT || errno == ENOTDIR ? SECSCAN_ERR_NOT_FOUND : SECSCAN_ERR_IO;
	int rc = secscan_fail(err, code, MSG_NO_PATH, "%s", strerror(errno));

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* "." stands for no prefix at all: names are then as git has them. */
static int start_folder(struct walk *w, const char *path, struct secscan_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return open_failed(path, err);
	while (w->path.len > 1 && w->path.data[w->path.len - 1] == '/')
		w->path.data[--w->path.len] = '\0';
	if (strcmp(w->path.data, ".") == 0)
		secscan_buffer_reset(&w->path);
	else if (strcmp(w->path.data, "/") && secscan_buffer_addstr(&w->path, "/")) {
		close(fd);
		return secscan_fail_nomem(err);
	}
	rc = add_folder(w, fd, err);
	return rc == SECSCAN_ERR_IO ? open_failed(path, err) : rc;
}

/* A link that is named is followed: whoever names a file or folder means what is in it. */
int secscan_source_path(struct secscan_source **out, const char *path, struct secscan_error *err)
{
	struct walk *w = calloc(1, sizeof(*w));
	struct stat st, link;
	int rc = 0;

	if (!w)
		return secscan_fail_nomem(err);
	w->source.ops = &ops;
	if (secscan_buffer_addstr(&w->path, path))
		rc = secscan_fail_nomem(err);
	else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		rc = start_folder(w, path, err);
	else if (lstat(path, &link))
		rc = open_failed(path, err);
	else
		w->single = true;
	w->follow = w->single && S_ISLNK(link.st_mode) && !stat(path, &st);
	if (rc)
		walk_free(&w->source);
	else
		*out = &w->source;
	return rc;
}
