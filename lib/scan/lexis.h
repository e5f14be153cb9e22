/* SPDX-License-Identifier: MIT */
#ifndef SCAN_LEXIS_H
#define SCAN_LEXIS_H

#include "rules/language.h"

#include <stdbool.h>

enum lexis_class {
	LEXIS_CODE,
	LEXIS_COMMENT,
	LEXIS_STRING, /* text and pattern literals, heredocs, what PHP prints outside of its tags */
};

#define LEXIS_HOLES 8    /* "${"-like code in strings, nested */
#define LEXIS_HEREDOCS 4 /* bodies that wait for the next line */

struct delimiter;

/* The region [begin, end) that was read last, and all that reading on from end needs. */
struct lexis_state {
	size_t begin, end;
	enum lexis_class class;
	const struct delimiter *open; /* begins at end, or goes on there after a hole */
	size_t inside;                /* where to look for the close of what is open */
	unsigned holes, heredocs;
	unsigned lost; /* what never ended: reading on for the end again and again costs, so it is done a few times */
	struct {
		const struct delimiter *string;
		size_t depth;
	} hole[LEXIS_HOLES];
	struct {
		size_t tag, len;
		bool indented;
	} heredoc[LEXIS_HEREDOCS];
};

/*
 * Tells code, comment and string apart. Reads forward only as far as asked, so a file is read at
 * most once; two marks behind the place make small steps back cheap. Holds no memory of its own.
 */
struct lexis {
	const struct syntax *syntax;
	const char *data;
	size_t len;
	struct lexis_state now, mark, older;
	unsigned char stops[256]; /* bytes that code cannot be skipped over */
};

/* data is borrowed as long as the lexis is used. */
void secscan_lexis_init(struct lexis *lexis, enum secscan_language language, const char *data, size_t len);
enum lexis_class secscan_lexis_at(struct lexis *lexis, size_t offset);

#endif
