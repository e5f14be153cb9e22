/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buffer.h"

/* Append all of a file. SECSCAN_ERR_NOT_FOUND or SECSCAN_ERR_IO, with the path in err. */
SECSCAN_MUST_CHECK int secscan_file_read(struct buffer *out, const char *path, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_fd_read(struct buffer *out, int fd, const char *name, struct secscan_error *err);

/* The result for what errno says, with the path: SECSCAN_ERR_NOT_FOUND or SECSCAN_ERR_IO. */
int secscan_fail_io(struct secscan_error *err, const char *what, const char *path);

/*
 * Write all or nothing: a new file beside it with this mode, flushed, renamed over it. What is there and no regular file
 * (a device, a pipe, a link, a folder) is neither replaced nor followed: SECSCAN_ERR_IO.
 */
SECSCAN_MUST_CHECK int secscan_file_write(const char *path, const void *data, size_t len, unsigned mode,
		struct secscan_error *err);
/* The same, but what is there moves to aside in the last step, whatever it is. If that step fails it stays. */
SECSCAN_MUST_CHECK int secscan_file_write_beside(const char *path, const char *aside, const void *data, size_t len,
		unsigned mode, struct secscan_error *err);
/* Take away the new files of writers of this path that were killed before the last step; their count. Writing does it. */
size_t secscan_file_sweep(const char *path);

/* "a/b" in fresh memory, NULL when it ran out. */
char *secscan_path_join(const char *folder, const char *name);

/* Every regular file in a folder whose name ends with suffix, sorted by name. Stops at the first result that is not 0. */
typedef int secscan_file_fn(const char *path, void *payload, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_folder_each(const char *folder, const char *suffix, secscan_file_fn *fn,
		void *payload, struct secscan_error *err);

#endif
