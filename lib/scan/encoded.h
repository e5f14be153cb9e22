/* SPDX-License-Identifier: MIT */
#ifndef SCAN_ENCODED_H
#define SCAN_ENCODED_H

#include "base/array.h"
#include "base/buffer.h"
#include "scan/encoded_read.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Text that stands in other text under an encoding of it: base64 and base64url (RFC 4648, also wrapped in lines, also
 * of UTF-16 in either byte order), hex digits, %XX (RFC 3986), \uXXXX, \xXX and \/. A run is decoded where it is long
 * enough and its first bytes are text; it ends where they are so no longer.
 */
enum {
	ENCODED_LEVELS_MAX = 4,            /* encodings within encodings */
	ENCODED_LEAST = 24,                /* digits of base64 or hex that are worth a look: 12 bytes and more */
	ENCODED_PREFIX = 48,               /* digits before a text that are no part of it: a path, a name */
	ENCODED_BATCH = 4 * 1024 * 1024,   /* bytes that are decoded and scanned at a time */
	ENCODED_OVERLAP = 16 * 1024,       /* bytes of a longer run that are decoded twice, for what lies across */
	ENCODED_AHEAD = 64,                /* bytes behind a place that the finder looks at before it tells it */
	ENCODED_KEYS = 16 * 1024,          /* runs that look like keys, at a time */
	ENCODED_MARKS = 1024,              /* bytes of a run between two places that its reader can begin at */
	ENCODED_WORD = 4096,               /* bytes of the word before its first %XX or \uXXXX that are read with it */
};

struct encoded_run {
	size_t decoded; /* offset of its first byte in text */
	size_t origin;  /* where it begins in the source, and how much of that it spans */
	size_t span;
	struct encoded_form form;
};

/* Parts of a source, in order. */
struct ranges ARRAY_MEMBERS(struct range {
	size_t start;
	size_t end;
	bool gave;                /* something in it is encoded or a key, or the look went on behind its end */
});

/* The runs of one batch, a newline behind each. Zero-initialise, or reset. */
struct encoded_text {
	unsigned wants;           /* of enum encoded_wants */
	struct buffer text;
	ARRAY_OF(struct encoded_run) runs;
	ARRAY_OF(size_t) keys;    /* where runs begin in the source that look like keys (runs.h) */
	struct ranges *where;     /* runs begin in these alone, and none lies across their ends; NULL: anywhere */
	size_t range;
	size_t at;                /* how far the source has been read */
	bool rest;                /* the last run goes on at `at`, which is some bytes back */
	size_t rest_end;
	struct encoded_form rest_form;
	size_t lines_end;         /* of the last digits that go on over line ends */
	bool nul;                 /* there was a NUL so far, where it looked: it may be UTF-16 */
	size_t seen;              /* the byte that the reader has given last, and of which run; for origins in order */
	size_t seen_run;
	struct encoded_reader reader;
	ARRAY_OF(struct encoded_reader) marks; /* of that run, how the reader stood */
};

/* The next batch of the source; no runs and no keys at its end. SECSCAN_ERR_NOMEM or 0. */
SECSCAN_MUST_CHECK int secscan_encoded_next(struct encoded_text *out, const char *data, size_t len);
/*
 * Begin with another source, and look for what is wanted (enum encoded_wants) in these parts of it, which are told what they
 * gave; NULL for all.
 */
void secscan_encoded_reset(struct encoded_text *text, unsigned wants, struct ranges *where);
void secscan_encoded_release(struct encoded_text *text);

/* The bytes of the source, *from up to *to, that hold the byte at `decoded` of the text. Fast when asked nearly in order. */
void secscan_encoded_origin(size_t *from, size_t *to, struct encoded_text *text, const char *data, size_t decoded);

#endif
