/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SCANNER_H
#define SCAN_SCANNER_H

#include "rules/pack.h"
#include "scan/confirm.h"
#include "scan/decode.h"
#include "scan/encoded.h"
#include "scan/lexis.h"
#include "scan/lines.h"
#include "scan/nearby.h"
#include "scan/seen.h"
#include "scan/span.h"

#include <secscan/unstable/scanner.h>

#include <limits.h>

/* A rule with this finder. */
struct by_runs {
	uint32_t rule;
	bool concerned;          /* with the file at hand */
	uint64_t words;          /* in `nearby` */
};

struct secscan_scanner {
	const struct secscan_rules *rules;
	struct hs_scratch *scratch;
	struct confirmer *confirmer;
	size_t *covered;         /* by rule: what its last match reached */
	struct matches matches;
	uint32_t *parts_seen;    /* by rule, while partners are looked for: its last match, counted from 1 */
	struct wide_text wide;
	struct encoded_text encoded[ENCODED_LEVELS_MAX + 1]; /* the last is looked into for keys only */
	ARRAY_OF(struct by_runs) by_runs;
	ARRAY_OF(uint32_t) by_columns;
	struct nearby nearby;
	unsigned levels;         /* of encodings within encodings that are looked into */
	uint32_t kinds;          /* bits of the kinds to look for */
	size_t chunk;            /* bytes a call of hs_scan; smaller in tests */
	size_t overlap;          /* the widest trigger */
	struct seen *seen;       /* parts of earlier inputs that gave nothing; NULL: not remembered */
	secscan_explain_fn *explain;
	void *explain_payload;

	/* of the buffer at hand */
	const char *data;
	size_t len;
	size_t chunk_start;
	struct stretch *stretch, *stretches_end; /* where a trigger is to be marked; NULL when nobody wants to know */
	size_t decided;          /* up to here more decides what triggers come to than what is around their stretch */
	struct ranges encoded_in; /* of the file: where something may be encoded */
	const char *path;        /* as the repository has it */
	const char *given_path;  /* as the input has it */
	const struct secscan_settings *place; /* how the one comes from the other; NULL: it is the same */
	char place_path[PATH_MAX];
	bool any_path;           /* the path is not known yet: rules for certain paths stay */
	bool decoded;
	unsigned level;          /* encodings around the bytes at hand */
	struct span file;        /* what level 1 is decoded from */
	bool wide_file;          /* that is the text of `wide` */
	uint32_t language_bit;
	struct lexis lexis;
	bool lexis_ready;
	struct line_cursor lines; /* for explanations, as refused */
	struct match refused;
	enum secscan_language language;
	struct secscan_error *err;
	int failed;
};

/*
 * A second scanner, for another thread: with the rules and the settings of this one (it explains nothing), and knowing
 * what this one has seen, which must outlive it.
 */
SECSCAN_MUST_CHECK int secscan_scanner_like(struct secscan_scanner **out, const struct secscan_scanner *scanner,
		struct secscan_error *err);

/* What was seen; nothing else may know it any more. */
void secscan_scanner_forget(struct secscan_scanner *scanner);

/* Fill scanner->matches with the settled hits of these bytes. Returns 0, or an error as secscan_scan(). */
SECSCAN_MUST_CHECK int secscan_scanner_match(struct secscan_scanner *scanner, const struct secscan_input *input,
		struct secscan_error *err);

/* The same in steps, for the files of a scanner: these bytes are at hand; */
void secscan_scanner_begin(struct secscan_scanner *scanner, const char *data, size_t len, bool decoded);
/* what the database finds in some of them; */
SECSCAN_MUST_CHECK int secscan_scanner_span(struct secscan_scanner *scanner, size_t at, size_t end);
/* what is encoded in the file, in these parts of it or NULL for anywhere, */
SECSCAN_MUST_CHECK int secscan_scanner_encoded(struct secscan_scanner *scanner, struct ranges *where);
/* at this level (enum encoded_wants); */
unsigned secscan_scanner_wants(const struct secscan_scanner *scanner, unsigned level);
/* and both of what no earlier input had. */
SECSCAN_MUST_CHECK int secscan_scanner_parts(struct secscan_scanner *scanner, struct span file);

/* A cell of a table, in the bytes at hand; the header that names it stands in this line of the input. */
SECSCAN_MUST_CHECK int secscan_scanner_try_cell(struct secscan_scanner *scanner, uint32_t rule, size_t at, size_t end,
		unsigned header);

/* Where the byte at `at` of the bytes at hand stands in the input. */
size_t secscan_scanner_origin(struct secscan_scanner *scanner, size_t at);

#endif
