/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_LOOSE_H
#define SOURCES_LOOSE_H

#include "sources/repo.h"

/*
 * Objects that lie in files of their own: zlib over "type length\0bytes". libgit2 1.5 never comes back from one that is
 * cut short; here a damaged one is an error after at most its own bytes. Zero-initialise; immutable once opened.
 */
struct loose {
	ARRAY_OF(char *) folders; /* the object folder and its alternates */
};

/* objects: the repository's object folder. Folders that are not there are left out, as git does. */
SECSCAN_MUST_CHECK int secscan_loose_open(struct loose *out, const char *objects, struct secscan_error *err);
void secscan_loose_close(struct loose *loose);

/* The hash is not checked. SECSCAN_ERR_NOT_FOUND if there is none, SECSCAN_ERR_SYNTAX for a damaged one. */
SECSCAN_MUST_CHECK int secscan_loose_read(struct object *out, const struct loose *loose, const struct secscan_oid *oid,
		struct secscan_error *err);

#endif
