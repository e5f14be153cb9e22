/* SPDX-License-Identifier: MIT */
#include "sources/oidset.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The slot that holds oid, or the free one where it belongs. Names are hashes already: their own bytes spread. */
static size_t slot_of(const struct oidset *set, const uint8_t *id)
{
	uint64_t hash;
	size_t at;

	memcpy(&hash, id, sizeof(hash));
	for (at = (size_t)hash & (set->n_slots - 1); set->slots[at]; at = (at + 1) & (set->n_slots - 1))
		if (memcmp(set->names + (set->slots[at] - 1) * set->width, id, set->width) == 0)
			break;
	return at;
}

static int grow_slots(struct oidset *set)
{
	size_t n = set->n_slots ? set->n_slots * 2 : 64;
	uint32_t *slots = calloc(n, sizeof(*slots));

	if (!slots)
		return SECSCAN_ERR_NOMEM;
	free(set->slots);
	set->slots = slots;
	set->n_slots = n;
	for (size_t i = 0; i < set->len; i++)
		slots[slot_of(set, set->names + i * set->width)] = (uint32_t)i + 1;
	return 0;
}

static int grow_names(struct oidset *set)
{
	size_t size = set->size ? set->size + set->size / 2 : 48;
	uint8_t *names = size < UINT32_MAX ? realloc(set->names, size * set->width) : NULL;

	if (!names)
		return SECSCAN_ERR_NOMEM;
	set->names = names;
	set->size = size;
	return 0;
}

int secscan_oidset_add(struct oidset *set, const struct secscan_oid *oid)
{
	size_t at;

	if (!set->width)
		set->width = oid->len;
	if (oid->len != set->width)
		return SECSCAN_ERR_USAGE;
	if ((set->len + 1) * 3 > set->n_slots * 2 && grow_slots(set))
		return SECSCAN_ERR_NOMEM;
	at = slot_of(set, oid->id);
	if (set->slots[at])
		return 0;
	if (set->len == set->size && grow_names(set))
		return SECSCAN_ERR_NOMEM;
	memcpy(set->names + set->len * set->width, oid->id, set->width);
	set->slots[at] = (uint32_t)++set->len;
	return 1;
}

long secscan_oidset_number(struct oidset *set, const struct secscan_oid *oid)
{
	int rc = secscan_oidset_add(set, oid);

	if (rc < 0)
		return rc;
	return rc ? (long)set->len - 1 : secscan_oidset_find(set, oid);
}

long secscan_oidset_find(const struct oidset *set, const struct secscan_oid *oid)
{
	if (!set->len || oid->len != set->width)
		return -1;
	return (long)set->slots[slot_of(set, oid->id)] - 1;
}

bool secscan_oidset_at(struct secscan_oid *out, const struct oidset *set, size_t number)
{
	if (number >= set->len)
		return false;
	*out = (struct secscan_oid){.len = (uint8_t)set->width};
	memcpy(out->id, set->names + number * set->width, set->width);
	return true;
}

void secscan_oidset_release(struct oidset *set)
{
	free(set->names);
	free(set->slots);
	memset(set, 0, sizeof(*set));
}
