/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <secscan/error.h>

#include <stdbool.h>
#include <stddef.h>

/* Bytes that grow. Zero-initialise; data is NUL-terminated after each successful call that appends. */
struct buffer {
	char *data;
	size_t len;
	size_t size;
};

/* All return 0 or SECSCAN_ERR_NOMEM; on failure the buffer is unchanged. */
SECSCAN_MUST_CHECK int secscan_buffer_reserve(struct buffer *b, size_t more);
SECSCAN_MUST_CHECK int secscan_buffer_add(struct buffer *b, const void *data, size_t len);
SECSCAN_MUST_CHECK int secscan_buffer_addstr(struct buffer *b, const char *text);
SECSCAN_MUST_CHECK int secscan_buffer_addf(struct buffer *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Empty, keep the memory. */
void secscan_buffer_reset(struct buffer *b);
void secscan_buffer_release(struct buffer *b);
/* As release, but overwrites the bytes first: for buffers that may hold a secret. */
void secscan_buffer_wipe(struct buffer *b);
/* The caller owns the result (free); the buffer is empty afterwards. */
char *secscan_buffer_detach(struct buffer *b);

#endif
