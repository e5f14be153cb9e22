/* SPDX-License-Identifier: MIT */
/* Any bytes are decoded and scanned; every finding lies inside them, in order, at the line it says. */
#include "subject.h"

#include "scan/decode.h"
#include "scan/encoded.h"
#include "scan/encoded_find.h"
#include "scan/runs.h"

static void check_origins(const char *text, size_t len)
{
	struct wide_text wide = {0};
	size_t last = 0;

	MUST(!secscan_wide_decode(&wide, text, len));
	MUST(wide.text.len <= len + wide.runs.len);
	for (size_t i = 0; wide.runs.len && i < wide.text.len; i++) {
		size_t origin = secscan_wide_origin(&wide, i);

		MUST(origin >= last && origin <= len + 4);
		last = origin;
	}
	secscan_wide_release(&wide);
}

/* Every run lies in the source, and every byte of it comes from there, in order; all ways to look agree. */
static void check_encoded(const char *text, size_t len)
{
	struct encoded_text encoded = {.wants = ENCODED_WANT_TEXT | ENCODED_WANT_KEYS};
	encoded_find_fn *finders[ENCODED_FINDERS];
	size_t n = secscan_encoded_finders(finders);

	for (size_t at = 0; at < len && at < 70; at++) {
		unsigned wants = 1 + (unsigned)at % encoded.wants;
		bool nul = false;
		size_t place = finders[0](text, len, at, wants, &nul);

		for (size_t i = 1; i < n; i++) {
			bool other_nul = false;

			MUST(finders[i](text, len, at, wants, &other_nul) == place && other_nul == nul);
		}
	}
	do {
		size_t run = 0, last = 0;

		MUST(!secscan_encoded_next(&encoded, text, len));
		for (size_t i = 0; encoded.runs.len && i + 1 < encoded.text.len; i++) {
			size_t from, to;

			while (run + 1 < encoded.runs.len && encoded.runs.items[run + 1].decoded == i + 1)
				run++, i++, last = 0;
			secscan_encoded_origin(&from, &to, &encoded, text, i);
			MUST(from < to && to <= len && from >= last);
			last = from;
		}
		for (size_t i = 0; i < encoded.keys.len; i++)
			MUST(encoded.keys.items[i] + RUN_LEAST <= len);
	} while (encoded.runs.len || encoded.keys.len);
	secscan_encoded_release(&encoded);
}

struct walk {
	const char *text;
	size_t len;
	unsigned line;
	size_t found;
};

static int check_finding(const struct secscan_finding *f, void *payload)
{
	struct walk *w = payload;
	unsigned line = 1, column = 1;

	MUST(f->rule && f->rule_id && f->title && f->detail && f->remedy && f->reason && f->path);
	MUST(f->length && f->offset <= w->len && f->length <= w->len - f->offset);
	MUST(f->secret_offset >= f->offset && f->secret_offset + f->secret_length <= f->offset + f->length);
	for (size_t i = 0; i < f->offset; i++, column++) {
		if (w->text[i] == '\n') {
			line++;
			column = 0;
		}
	}
	MUST(f->line == line && f->column == column);
	MUST(f->end_line >= f->line && f->line >= w->line);
	w->line = f->line;
	w->found++;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct walk walk = {0};
	char *text = subject_text(&walk.len, data, size);
	struct secscan_input input = {text, walk.len, "fuzz.c"};
	struct secscan_error err = {0};
	int rc;

	walk.text = text;
	check_origins(text, walk.len);
	check_encoded(text, walk.len);
	rc = secscan_scan(subject_scanner(), &input, check_finding, &walk, &err);
	MUST(!rc || (rc == SECSCAN_ERR_LIMIT && err.message[0]));
	free(text);
	return 0;
}
