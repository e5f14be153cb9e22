/* SPDX-License-Identifier: MIT */
/*
 * A secret that a change deletes at a judged path and brings back at an allowed one would leave our
 * sight. So, when an allowed path silences a hit in a new file, the deleted files are read once and the
 * hashes of what they held are kept.
 */
#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "scan/run.h"
#include "scan/scanner.h"

enum { DIGEST = 32 };

struct value_hash {
	uint8_t bytes[DIGEST];
};

struct secscan_run_memory {
	ARRAY_OF(struct value_hash) gone;
	struct secscan_scanner *scanner; /* the run's own is busy with the item that asks */
	bool read;
};

static int keep_hashes(struct secscan_run_memory *memory, const struct secscan_item *item, struct secscan_error *err)
{
	struct secscan_input input = {item->data, item->len, item->path};
	int rc = secscan_scanner_match(memory->scanner, &input, err);

	for (size_t i = 0; !rc && i < memory->scanner->matches.len; i++) {
		const struct match *m = &memory->scanner->matches.items[i];
		struct value_hash *hash = array_push(&memory->gone);

		if (!hash)
			return secscan_fail_nomem(err);
		secscan_hash(hash->bytes, item->data + m->value_start, m->value_end - m->value_start);
	}
	return rc;
}

static int read_removed(struct secscan_run *run, struct secscan_error *err)
{
	struct secscan_run_memory *memory = run->memory;
	struct secscan_item item;
	int rc;

	memory->read = true;
	while ((rc = secscan_source_next(run->removed, &item, err)) > 0) {
		rc = 0;
		if (item.kind == SECSCAN_ITEM_BLOB && !secscan_settings_allowed_by(run->settings, item.path))
			rc = keep_hashes(memory, &item, err);
		if (rc)
			return rc;
	}
	return rc;
}

int secscan_run_other_scanner(struct secscan_scanner **out, struct secscan_run *run, struct secscan_error *err)
{
	int rc = 0;

	if (!run->memory)
		run->memory = calloc(1, sizeof(*run->memory));
	if (!run->memory)
		return secscan_fail_nomem(err);
	if (!run->memory->scanner)
		rc = secscan_scanner_new(&run->memory->scanner, run->scanner->rules, err);
	if (!rc)
		secscan_scanner_decode(run->memory->scanner, run->scanner->levels);
	*out = run->memory->scanner;
	return rc;
}

int secscan_run_moved(struct secscan_run *run, const struct secscan_item *item, const struct secscan_finding *f,
		struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	struct value_hash now;
	int rc;

	if (!run->removed)
		return 0;
	rc = secscan_run_other_scanner(&scanner, run, err);
	if (!rc && !run->memory->read)
		rc = read_removed(run, err);
	if (rc)
		return rc;
	secscan_hash(now.bytes, item->data + f->secret_offset, f->secret_length);
	for (size_t i = 0; i < run->memory->gone.len; i++)
		if (!memcmp(run->memory->gone.items[i].bytes, now.bytes, DIGEST))
			return 1;
	return 0;
}

void secscan_run_release(struct secscan_run *run)
{
	if (!run->memory)
		return;
	array_release(&run->memory->gone);
	secscan_scanner_free(run->memory->scanner);
	free(run->memory);
	run->memory = NULL;
}
