/* SPDX-License-Identifier: MIT */
/* The baseline: any bytes are read or refused with a place; what is read is written, and read again as the same. */
#include "fuzz.h"

#include "scan/baseline.h"

#include <string.h>

static void check_place(const struct secscan_error *err, const char *text, size_t size)
{
	size_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	MUST(err->code == SECSCAN_ERR_RULES && err->message[0]);
	MUST(err->line && err->line <= lines && err->column && err->column <= size + 1);
	MUST(!strchr(err->message, '\n'));
}

/* Each entry is found by its own fingerprint, unless its glob is none that matches its own text. */
static void check_entries(struct secscan_baseline *b)
{
	for (size_t i = 0; i < b->entries.len; i++) {
		struct baseline_entry *e = &b->entries.items[i], *found;

		MUST(*e->path && strlen(e->fingerprint) == 36 && e->line);
		found = secscan_baseline_find(b, e->rule, e->fingerprint, e->path);
		MUST(!found || !strcmp(found->fingerprint, e->fingerprint));
	}
}

static void check_again(struct secscan_baseline *b)
{
	struct secscan_baseline again = {0}, base = {0};
	struct buffer once = {0}, twice = {0};

	MUST(!secscan_baseline_write(&once, b));
	MUST(!secscan_baseline_read(&again, "again", once.data, once.len, NULL, NULL));
	MUST(!secscan_baseline_write(&twice, &again));
	MUST(once.len == twice.len && !memcmp(once.data, twice.data, once.len));
	MUST(!secscan_baseline_read(&base, "base", once.data, once.len, NULL, NULL));
	MUST(!secscan_baseline_join(&again, &base));
	for (size_t i = 0; i < again.entries.len; i++)
		MUST(!again.entries.items[i].added && !again.entries.items[i].gone);
	secscan_buffer_release(&once);
	secscan_buffer_release(&twice);
	secscan_baseline_release(&again);
	secscan_baseline_release(&base);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct secscan_baseline b = {0};
	struct secscan_error err = {0};
	char *text = calloc(1, size ? size : 1);

	MUST(text);
	if (size)
		memcpy(text, data, size);
	if (secscan_baseline_read(&b, "fuzz", text, size, NULL, &err)) {
		check_place(&err, text, size);
	} else {
		check_entries(&b);
		check_again(&b);
	}
	secscan_baseline_release(&b);
	free(text);
	return 0;
}
