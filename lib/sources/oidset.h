/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_OIDSET_H
#define SOURCES_OIDSET_H

#include <secscan/unstable/source.h>

#include <stddef.h>

/* Object names of one length, numbered in the order they were added. Zero-initialise. */
struct oidset {
	uint8_t *names;        /* packed, width bytes each */
	uint32_t *slots;       /* number + 1; 0 is free */
	size_t width;
	size_t len;
	size_t size;           /* of names, in entries */
	size_t n_slots;        /* a power of two */
};

/* 1: added, as number len - 1; 0: was there; or SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK int secscan_oidset_add(struct oidset *set, const struct secscan_oid *oid);
/* Its number, after it was added if it was not there; or SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK long secscan_oidset_number(struct oidset *set, const struct secscan_oid *oid);
/* Its number, or -1. */
long secscan_oidset_find(const struct oidset *set, const struct secscan_oid *oid);
/* The one of that number; false past the end. */
bool secscan_oidset_at(struct secscan_oid *out, const struct oidset *set, size_t number);
void secscan_oidset_release(struct oidset *set);

#endif
