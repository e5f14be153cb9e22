/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SYNTAX_H
#define SCAN_SYNTAX_H

#include "scan/lexis.h"

#include <stdint.h>

/* Where something ends that never does: it hides nothing, or whoever wrote its mark in a text hid all that follows. */
#define LEXIS_NEVER SIZE_MAX

enum {
	ESCAPES = 1 << 0,    /* a backslash takes the next byte along */
	DOUBLED = 1 << 1,    /* the close written twice is a byte of the string */
	ONE_LINE = 1 << 2,   /* ends with its line at the latest */
	NESTS = 1 << 3,
	WORD_START = 1 << 4, /* opens only where a word may begin */
	LINE_START = 1 << 5, /* opens only as the first of its line, blanks aside */
	HEREDOC = 1 << 6,    /* opens a body on the next line */
	SPACED = 1 << 7,     /* blanks may stand between a heredoc's mark and its tag */
	INDENTED = 1 << 8,   /* the tag that ends a heredoc may always be indented */
	SIGNS = 1 << 9,      /* and be of signs: <<! */
	ESCAPES_IN_WORD = 1 << 10, /* a backslash takes the close along where a letter follows: 'it\'s', but 'C:\' */
	TO_THE_END = 1 << 11,      /* may stay open up to the end of the file */
};

/* Something that is not plain code, from open to close. */
struct delimiter {
	const char *open;
	const char *close; /* NULL: the end of the line */
	enum lexis_class class;
	unsigned flags;
	const char *hole; /* begins code in a string, up to the bracket that closes it */
	/* Whether it opens at this place, for what one look at the bytes cannot tell. */
	bool (*opens)(const struct lexis *lexis, size_t at);
	/* Where it ends, for what close and flags cannot tell. at: the open; from: what follows it. */
	size_t (*ends)(const struct lexis *lexis, size_t at, size_t from);
};

struct syntax {
	const struct delimiter *delimiters; /* the first that opens is taken: long ones first */
	size_t count;
	const struct delimiter *first; /* open at the start of the file */
	bool escapes;                  /* a backslash in code takes the next byte along */
};

/* NULL for a language in which all is code. */
const struct syntax *secscan_syntax_of(enum secscan_language language);

/* Tests and ends for the tables (literals.c). */
bool secscan_opens_c_char(const struct lexis *lexis, size_t at);
bool secscan_opens_cpp_raw(const struct lexis *lexis, size_t at);
bool secscan_opens_f_string(const struct lexis *lexis, size_t at);
bool secscan_opens_jinja_comment(const struct lexis *lexis, size_t at);
bool secscan_opens_js_regex(const struct lexis *lexis, size_t at);
bool secscan_opens_php_hash(const struct lexis *lexis, size_t at);
bool secscan_opens_ruby_percent(const struct lexis *lexis, size_t at);
bool secscan_opens_ruby_quote(const struct lexis *lexis, size_t at);
bool secscan_opens_ruby_regex(const struct lexis *lexis, size_t at);
bool secscan_opens_rust_char(const struct lexis *lexis, size_t at);
bool secscan_opens_rust_raw(const struct lexis *lexis, size_t at);
bool secscan_opens_yaml_quote(const struct lexis *lexis, size_t at);
size_t secscan_ends_c_line(const struct lexis *lexis, size_t at, size_t from);
size_t secscan_ends_cpp_raw(const struct lexis *lexis, size_t at, size_t from);
size_t secscan_ends_php_line(const struct lexis *lexis, size_t at, size_t from);
size_t secscan_ends_regex(const struct lexis *lexis, size_t at, size_t from);
size_t secscan_ends_ruby_percent(const struct lexis *lexis, size_t at, size_t from);
size_t secscan_ends_rust_raw(const struct lexis *lexis, size_t at, size_t from);

#endif
