/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEAST_ROOM = 4 * 1024 };

int secscan_fail_io(struct secscan_error *err, const char *what, const char *path)
{
	int code = errno == ENOENT || errno == ENOTDIR ? SECSCAN_ERR_NOT_FOUND : SECSCAN_ERR_IO;
	int rc = secscan_fail(err, code, 901, "%s: %s", what, strerror(errno));

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* Room for a regular file and for what is asked for behind its end; what grows or has no size is read all the same. */
static size_t first_room(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size + LEAST_ROOM : LEAST_ROOM;
}

int secscan_fd_read(struct buffer *out, int fd, const char *name, struct secscan_error *err)
{
	size_t room = first_room(fd);

	for (;; room = LEAST_ROOM) {
		ssize_t n;

		if (secscan_buffer_reserve(out, room))
			return secscan_fail_nomem(err);
		n = read(fd, out->data + out->len, out->size - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return secscan_fail_io(err, "cannot read", name);
		out->len += (size_t)n;
		out->data[out->len] = '\0';
		if (!n)
			return 0;
	}
}

int secscan_file_read(struct buffer *out, const char *path, struct secscan_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int rc;

	if (fd < 0)
		return secscan_fail_io(err, "cannot open", path);
	rc = secscan_fd_read(out, fd, path, err);
	close(fd);
	return rc;
}

char *secscan_path_join(const char *folder, const char *name)
{
	struct buffer path = {0};

	if (secscan_buffer_addf(&path, "%s/%s", folder, name)) {
		secscan_buffer_release(&path);
		return NULL;
	}
	return secscan_buffer_detach(&path);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = strlen(suffix);

	return n > s && !strcmp(name + n - s, suffix);
}

static int visit(const char *folder, const char *name, secscan_file_fn *fn, void *payload,
		struct secscan_error *err)
{
	char *path = secscan_path_join(folder, name);
	int rc;

	if (!path)
		return secscan_fail_nomem(err);
	rc = fn(path, payload, err);
	free(path);
	return rc;
}

int secscan_folder_each(const char *folder, const char *suffix, secscan_file_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct dirent **names = NULL;
	int count = scandir(folder, &names, NULL, alphasort);
	int rc = 0;

	if (count < 0)
		return secscan_fail_io(err, "cannot list", folder);
	for (int i = 0; i < count; i++) {
		if (!rc && ends_with(names[i]->d_name, suffix))
			rc = visit(folder, names[i]->d_name, fn, payload, err);
		free(names[i]);
	}
	free(names);
	return rc;
}
