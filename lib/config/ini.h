/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"

/* One `key = value` with its place. A section header is an entry of its own, with key NULL. */
struct ini_entry {
	const char *section;
	const char *key;
	const char *value;
	unsigned line;
	unsigned key_column;
	unsigned value_column;
};

struct ini_entries ARRAY_MEMBERS(struct ini_entry);

/* Owned by the document; everything in it lives in its arena. Zero-initialise, release when done. */
struct ini_document {
	struct arena arena;
	struct ini_entries entries;
	const char *name;
};

/*
 * Parse text (any bytes) with inih, but for what inih loses: long values arrive whole, a section twice,
 * a comment behind a value, a continuation line, a NUL and invalid UTF-8 are errors, and every entry
 * knows its line and column. On failure err has file, line and column and the document must still be released.
 */
SECSCAN_MUST_CHECK int secscan_ini_parse(struct ini_document *out, const char *name, const char *text, size_t len,
		struct secscan_error *err);
void secscan_ini_release(struct ini_document *document);

#endif
