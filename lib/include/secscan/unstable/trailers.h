/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_TRAILERS_H
#define SECSCAN_UNSTABLE_TRAILERS_H

#include <secscan/error.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The trailers of a commit message, read as git reads them: interpret-trailers --parse
 * --only-trailers --unfold of git 2.39, trailer.c. User and repository configuration is not applied (an alias
 * could rename a key), but its separators and comment string can be given.
 */
struct secscan_trailer {
	const char *key;     /* as written, NUL-terminated */
	const char *value;   /* unfolded and trimmed, NUL-terminated */
	unsigned line;       /* 1-based line of the key in the message given */
};

struct secscan_trailers {
	struct secscan_trailer *items;
	size_t count;
	struct secscan_trailers_memory *memory;  /* private */
};

struct secscan_trailer_options {
	bool no_divider;          /* a line "---" does not end the message: how stored commits are read */
	const char *comment;      /* comment string, NULL for "#"; "" for none (stored messages: still "#" as git does) */
	const char *separators;   /* NULL for ":" */
};

/* Zero-initialise out; release it also after a failure. Only SECSCAN_ERR_NOMEM can happen: any bytes are a message. */
SECSCAN_MUST_CHECK int secscan_trailers_parse(struct secscan_trailers *out, const char *message, size_t len,
		const struct secscan_trailer_options *options, struct secscan_error *err);
void secscan_trailers_release(struct secscan_trailers *trailers);

#ifdef __cplusplus
}
#endif
#endif
