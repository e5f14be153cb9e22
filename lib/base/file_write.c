/* SPDX-License-Identifier: MIT */
/*
 * A writer that is killed leaves its new file behind. So that it can be told from one that is being written, the writer
 * holds a lock on it: who gets the lock may take the file away.
 */
#include "base/error.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW ".secscan-new-"
#define RANDOM "XXXXXX"

static int write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static bool is_new_of(const char *entry, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(entry, name, len) && !strncmp(entry + len, NEW, sizeof(NEW) - 1) &&
			strlen(entry + len) == sizeof(NEW RANDOM) - 1;
}

static bool is_left_behind(int folder, const char *entry)
{
	int fd = openat(folder, entry, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	bool left = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && !flock(fd, LOCK_EX | LOCK_NB);

	if (fd >= 0)
		close(fd);
	return left;
}

size_t secscan_file_sweep(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *where = slash ? strndup(path, (size_t)(name - path)) : strdup(".");
	DIR *folder = where ? opendir(where) : NULL;
	struct dirent *entry;
	size_t n = 0;

	free(where);
	while (folder && (entry = readdir(folder)))
		if (is_new_of(entry->d_name, name) && is_left_behind(dirfd(folder), entry->d_name))
			n += !unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	return n;
}

/* What would be lost by a rename over it. */
static const char *odd_thing(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return NULL;
	case S_IFLNK:
		return "a symbolic link";
	case S_IFDIR:
		return "a folder";
	case S_IFIFO:
		return "a pipe";
	case S_IFSOCK:
		return "a socket";
	default:
		return "a device";
	}
}

static int check_target(const char *path, struct secscan_error *err)
{
	const char *thing;
	struct stat st;
	int rc;

	if (lstat(path, &st))
		return errno == ENOENT ? 0 : secscan_fail_io(err, "cannot write", path);
	thing = odd_thing(st.st_mode);
	if (!thing)
		return 0;
	rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "this is %s, and only a regular file is written over: name another place, "
			"or take it away", thing);
	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* The last step; -1 with errno, and all is as it was. */
static int swap(const char *new, const char *path, const char *aside)
{
	int code;

	if (aside && rename(path, aside))
		return -1;
	if (!rename(new, path))
		return 0;
	code = errno;
	if (aside)
		rename(aside, path);
	errno = code;
	return -1;
}

static int write_new(const char *path, const char *aside, const void *data, size_t len, unsigned mode,
		struct secscan_error *err)
{
	struct buffer new = {0};
	int fd = -1, rc = 0;

	secscan_file_sweep(path);
	if (secscan_buffer_addf(&new, "%s" NEW RANDOM, path)) {
		rc = secscan_fail_nomem(err);
		goto out;
	}
	fd = mkostemp(new.data, O_CLOEXEC);
	if (fd < 0) {
		rc = secscan_fail_io(err, "cannot create a file here", path);
		goto out;
	}
	flock(fd, LOCK_EX | LOCK_NB); /* where there are no locks the file may be taken from us, and the last step fails */
	if (write_all(fd, data, len) || fchmod(fd, (mode_t)mode) || fsync(fd) || swap(new.data, path, aside)) {
		rc = secscan_fail_io(err, "cannot write", path);
		unlink(new.data);
	}
out:
	if (fd >= 0)
		close(fd);
	secscan_buffer_release(&new);
	return rc;
}

int secscan_file_write(const char *path, const void *data, size_t len, unsigned mode, struct secscan_error *err)
{
	int rc = check_target(path, err);

	return rc ? rc : write_new(path, NULL, data, len, mode, err);
}

int secscan_file_write_beside(const char *path, const char *aside, const void *data, size_t len, unsigned mode,
		struct secscan_error *err)
{
	return write_new(path, aside, data, len, mode, err);
}
