/* SPDX-License-Identifier: MIT */
#ifndef SCAN_PLAUSIBLE_H
#define SCAN_PLAUSIBLE_H

#include "rules/rule.h"
#include "scan/lexis.h"
#include "scan/match.h"
#include "scan/span.h"

enum { NAME_SIZE = 128 };

/* A confirmed match of a secret's rule, as the steps see it. All is borrowed. */
struct candidate {
	const struct secscan_rule *rule;
	struct span text;  /* the whole file */
	struct span match;
	struct span value; /* inside match */
	const char *path;
	enum secscan_language language;
	struct lexis *lexis; /* of the text, may be NULL */
	bool proven;         /* a checksum or structure holds */

	/* found by secscan_candidate_fill() */
	struct span line;  /* the lines of the match, shortened to what is near it */
	bool quoted;
	char name[NAME_SIZE]; /* what the value is given to, as "_access_token_"; "" when unknown */
};

/* What a step says: NULL for nothing, else a reason, and how strongly in *ruling (SECSCAN_DROPPED unless changed). */
typedef const char *step_fn(const struct candidate *c, enum secscan_ruling *ruling);

void secscan_candidate_fill(struct candidate *c);

/* Ask each step in turn: the first that drops decides, else the first that doubts, else *out stays. */
void secscan_plausible(struct ruling *out, const struct candidate *c);

/* The steps, by file. */
step_fn secscan_step_published;
step_fn secscan_step_placeholder, secscan_step_repeated, secscan_step_sequence;
step_fn secscan_step_host, secscan_step_login;
step_fn secscan_step_decoded;
step_fn secscan_step_piece, secscan_step_called;
step_fn secscan_step_reference, secscan_step_code;
step_fn secscan_step_usual_file, secscan_step_usual_hash, secscan_step_id, secscan_step_minified, secscan_step_generated;
step_fn secscan_step_service;
step_fn secscan_step_name, secscan_step_restated, secscan_step_phrase, secscan_step_translation, secscan_step_words;
step_fn secscan_step_documented, secscan_step_disowned, secscan_step_test_file, secscan_step_homemade;

/* Whether a program fills something into the value, as in "ab{name}" or "ab$name". */
bool secscan_candidate_has_hole(const struct candidate *c);

/* What a path says, in test_file.c. */
struct span secscan_path_base(const char *path);
bool secscan_path_is_test(const char *path);
/* Whether a folder of the path is one of these, or has one of these words (NULL for none) in its name. */
bool secscan_path_lies_in(const char *path, const char *const *folders, const char *const *words);
/* Whether it stands in a manual, and not in one for those who run something here: their logins are real. */
bool secscan_candidate_is_shown(const struct candidate *c);
/* Whether one of the words that the text is joined of (fooBar, foo-bar) is in the NULL-ended list. */
bool secscan_span_has_word(struct span text, const char *const *words);
/* The first word of the list that stands by itself in a value, or beside a word of its kind (exampletoken); NULL for none. */
const char *secscan_span_names_any(struct span value, const char *const *words);

#endif
