/* SPDX-License-Identifier: MIT */
#include "scan/scanner.h"

#include "base/error.h"
#include "base/glob.h"
#include "scan/columns.h"
#include "scan/encoded_find.h"
#include "scan/explain.h"
#include "scan/grade.h"
#include "scan/partner.h"
#include "scan/runs.h"

#include <hs_runtime.h>

enum { MAX_MATCHES = 1000 * 1000 };

bool secscan_rule_path_fits(const struct secscan_rule *rule, const char *path)
{
	const char *glob = rule_text(rule, LIST_PATH);

	if (!*glob)
		return true;
	for (; *glob; glob = list_next(glob))
		if (secscan_glob_match(glob, path))
			return true;
	return false;
}

/* Whether the rule is for this file at all: cheap, asked before any regex runs. */
static bool concerns(const struct secscan_scanner *s, const struct secscan_rule *rule)
{
	if (!(s->kinds >> rule->kind & 1) || (s->level && rule->kind == SECSCAN_KIND_BANNED))
		return false;
	if (rule->languages && !(rule->languages & s->language_bit))
		return false;
	return s->any_path || secscan_rule_path_fits(rule, s->path);
}

/* 1 when it stands, 0 when it is dropped. */
static int keep(struct secscan_scanner *s, struct match found)
{
	struct match *slot;

	found.decoded = s->decoded;
	secscan_grade(s, &found);
	if (found.ruling.ruling == SECSCAN_DROPPED) {
		secscan_explain_match(s, &found);
		return 0;
	}
	if (s->matches.len == MAX_MATCHES)
		return secscan_fail(s->err, SECSCAN_ERR_LIMIT, 404, "more than a million findings in one file");
	slot = array_push(&s->matches);
	if (!slot)
		return secscan_fail_nomem(s->err);
	*slot = found;
	return 1;
}

/* Many triggers may end in one refused match: it is told once. */
static void explain_refused(struct secscan_scanner *s, const struct match *m)
{
	if (m->rule == s->refused.rule && m->start == s->refused.start && m->end == s->refused.end)
		return;
	s->refused = *m;
	secscan_explain_match(s, m);
}

/* The stretch that holds the byte before `end`: ends come in order. */
static void mark(struct secscan_scanner *s, size_t end)
{
	while (s->stretch < s->stretches_end && s->stretch->end < end)
		s->stretch++;
	if (s->stretch < s->stretches_end)
		s->stretch->marked = true;
}

_Static_assert((int)CONFIRM_BEFORE <= (int)SEEN_BEFORE_SIGN && (int)CONFIRM_BEHIND <= (int)SEEN_BEHIND_SIGN,
		"what is around a stretch decides what its triggers come to");

/* A trigger that ends here came to something, as far as to `to`, or more decided that it did not. */
static void decide(struct secscan_scanner *s, size_t end, size_t to)
{
	if (to < end)
		to = end;
	if (s->decided < to + CONFIRM_BEFORE)
		s->decided = to + CONFIRM_BEFORE;
}

static int seek(struct secscan_scanner *s, uint32_t id, const struct match *part)
{
	struct match found = {0};
	int rc;

	while ((rc = secscan_confirm_around(&found, s->confirmer, id, s->data, s->len, s->covered[id], part, s->err)) > 0) {
		s->covered[id] = found.end;
		if (found.ruling.ruling == SECSCAN_DROPPED)
			explain_refused(s, &found);
		else if ((rc = keep(s, found)) < 0)
			return rc;
		found = (struct match){0};
	}
	if (!rc)
		s->covered[id] = found.end;
	return rc;
}

/* What has no form of its own is looked for around the part that has one. */
static int seek_around(struct secscan_scanner *s, const struct match *part)
{
	const struct secscan_rule *rule = &s->rules->rules[part->rule];
	int rc = 0;

	if (!rule->is_part)
		return 0;
	while (!rc && rule->sought) {
		rule += rule->sought;
		if (concerns(s, rule))
			rc = seek(s, (uint32_t)(rule - s->rules->rules), part);
	}
	return rc;
}

/* The finder of rule `id`, which concerns this file, saw something that ends here, behind what is covered. */
static int try_rule(struct secscan_scanner *s, uint32_t id, size_t end)
{
	struct match found = {0};
	int rc = secscan_confirm(&found, s->confirmer, id, s->data, s->len, s->covered[id], end, s->err);

	if (rc || found.far)
		decide(s, end, found.end);
	if (rc > 0) {
		s->covered[id] = found.end;
		rc = keep(s, found);
		if (rc > 0)
			rc = seek_around(s, &found);
	} else if (!rc && found.ruling.ruling == SECSCAN_DROPPED) {
		explain_refused(s, &found);
	} else if (!rc && found.end == end) {
		s->covered[id] = end;
	}
	return rc;
}

/* Hyperscan saw a trigger of rule `id` end here. Not 0 stops the scan. */
static int on_trigger(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	struct secscan_scanner *s = payload;
	size_t end = s->chunk_start + (size_t)to;

	(void)from;
	(void)flags;
	if (s->stretch)
		mark(s, end);
	s->failed = end > s->covered[id] && concerns(s, &s->rules->rules[id]) ? try_rule(s, id, end) : 0;
	if (s->stretch && s->stretch < s->stretches_end)
		s->stretch->fleeting |= s->stretch->start < s->decided;
	return s->failed != 0;
}

void secscan_scanner_begin(struct secscan_scanner *s, const char *data, size_t len, bool decoded)
{
	s->data = data;
	s->len = len;
	s->decoded = decoded;
	s->lexis_ready = false;
	s->refused = (struct match){0};
	s->decided = 0;
	s->failed = 0;
	memset(s->covered, 0, secscan_rules_count(s->rules) * sizeof(*s->covered));
}

int secscan_scanner_span(struct secscan_scanner *s, size_t at, size_t end)
{
	while (at < end && !s->failed) {
		size_t n = end - at < s->chunk ? end - at : s->chunk;
		hs_error_t rc;

		s->chunk_start = at;
		rc = hs_scan(s->rules->database, s->data + at, (unsigned)n, 0, s->scratch, on_trigger, s);
		if (rc != HS_SUCCESS && rc != HS_SCAN_TERMINATED)
			return secscan_fail(s->err, SECSCAN_ERR_RULES, 402, "Hyperscan gave up on this input (%d)", rc);
		at = at + n < end ? at + n - s->overlap : end;
	}
	return s->failed;
}

static int match_bytes(struct secscan_scanner *s, const char *data, size_t len, bool decoded)
{
	secscan_scanner_begin(s, data, len, decoded);
	return secscan_scanner_span(s, 0, len);
}

/* The text that a level is decoded from: the one before it, or the file. */
static struct span source_of(const struct secscan_scanner *s, unsigned level)
{
	const struct buffer *before = level > 1 ? &s->encoded[level - 2].text : NULL;

	return before ? (struct span){before->data, before->len} : s->file;
}

/* Where the byte at `at` of the bytes at hand comes from, out through all levels. */
static void lead_back(size_t *from, size_t *to, struct secscan_scanner *s, size_t at)
{
	*from = at;
	*to = at + 1;
	for (unsigned level = s->level; level; level--) {
		size_t first = *from, last = *to - 1, ignored;

		secscan_encoded_origin(from, to, &s->encoded[level - 1], source_of(s, level).at, first);
		if (last > first)
			secscan_encoded_origin(&ignored, to, &s->encoded[level - 1], source_of(s, level).at, last);
	}
	if (s->wide_file) {
		*from = secscan_wide_origin(&s->wide, *from);
		*to = secscan_wide_origin(&s->wide, *to - 1) + 1;
	}
}

size_t secscan_scanner_origin(struct secscan_scanner *s, size_t at)
{
	size_t from, to;

	lead_back(&from, &to, s, at);
	return from;
}

/* Matches from `first` on, which were found in decoded bytes, point into the original now. */
static void lead_back_matches(struct secscan_scanner *s, size_t first)
{
	size_t ignored;

	for (size_t i = first; i < s->matches.len; i++) {
		struct match *m = &s->matches.items[i];

		lead_back(&m->start, &ignored, s, m->start);
		lead_back(&m->value_start, &ignored, s, m->value_start);
		lead_back(&ignored, &m->value_end, s, m->value_end - 1);
		lead_back(&ignored, &m->end, s, m->end - 1);
	}
}

static int match_decoded(struct secscan_scanner *s, const struct buffer *text)
{
	size_t first = s->matches.len;
	int rc = match_bytes(s, text->data, text->len, true);

	lead_back_matches(s, first);
	return rc;
}

/* Explanations tell what a rule refuses: they want all tried. */
static bool may_match(const struct secscan_scanner *s, const struct by_runs *by, size_t to)
{
	if (!by->concerned || to <= s->covered[by->rule])
		return false;
	return !by->words || s->explain || secscan_nearby_has(&s->nearby, by->words, &s->rules->rules[by->rule], s->data, to);
}

static int try_key(struct secscan_scanner *s, size_t at)
{
	size_t end = at + RUN_LEAST, to = end;
	int rc = 0;

	while (end < s->len && end - at < RUN_MOST && is_digit64(s->data[end]))
		end++;
	secscan_nearby_read(&s->nearby, s->data, s->len, at, end);
	for (size_t i = 0; !rc && i < s->by_runs.len; i++)
		if (may_match(s, &s->by_runs.items[i], to))
			rc = try_rule(s, s->by_runs.items[i].rule, to);
	return rc;
}

/* Try the rules that want runs at each of these, which stand one level further out than the text of their batch. */
static int match_keys(struct secscan_scanner *s, const struct encoded_text *text)
{
	size_t first = s->matches.len;
	unsigned level = s->level--;
	struct span source = source_of(s, level);
	int rc = 0;

	secscan_scanner_begin(s, source.at, source.len, s->level || s->wide_file);
	secscan_nearby_reset(&s->nearby);
	for (size_t i = 0; i < s->by_runs.len; i++)
		s->by_runs.items[i].concerned = concerns(s, &s->rules->rules[s->by_runs.items[i].rule]);
	for (size_t i = 0; !rc && i < text->keys.len; i++)
		rc = try_key(s, text->keys.items[i]);
	if (s->decoded)
		lead_back_matches(s, first);
	s->level = level;
	return rc;
}

unsigned secscan_scanner_wants(const struct secscan_scanner *s, unsigned level)
{
	bool secrets = s->kinds >> SECSCAN_KIND_SECRET & 1;

	return (level <= s->levels ? ENCODED_WANT_TEXT : 0) | (s->by_runs.len && secrets ? ENCODED_WANT_KEYS : 0);
}

static int match_batch(struct secscan_scanner *s, struct encoded_text *text)
{
	int rc = text->keys.len ? match_keys(s, text) : 0;

	if (rc || !text->runs.len)
		return rc;
	rc = match_decoded(s, &text->text);
	if (!rc && secscan_scanner_wants(s, s->level + 1)) {
		secscan_encoded_reset(&s->encoded[s->level], secscan_scanner_wants(s, s->level + 1), NULL);
		s->level++;
	}
	return rc;
}

/* Batch by batch, each with what is encoded in it before the next one: the levels bound the memory. */
int secscan_scanner_encoded(struct secscan_scanner *s, struct ranges *where)
{
	int rc = 0;

	secscan_encoded_reset(&s->encoded[0], secscan_scanner_wants(s, 1), where);
	s->level = s->encoded[0].wants ? 1 : 0;
	while (!rc && s->level) {
		struct encoded_text *text = &s->encoded[s->level - 1];
		struct span source = source_of(s, s->level);

		if (secscan_encoded_next(text, source.at, source.len))
			rc = secscan_fail_nomem(s->err);
		else if (!text->runs.len && !text->keys.len)
			s->level--;
		else
			rc = match_batch(s, text);
	}
	s->level = 0;
	return rc;
}

/* Runs that fill a batch are taken up in their middle, where no look at parts would find them. */
static bool is_remembered(const struct secscan_scanner *s, struct span file)
{
	return s->seen && s->levels && !s->explain && file.len < ENCODED_BATCH;
}

/* All of the cell is the match, and nothing behind it counts. */
int secscan_scanner_try_cell(struct secscan_scanner *s, uint32_t id, size_t at, size_t end, unsigned header)
{
	struct match found = {0};
	int rc;

	if (end - at > s->rules->rules[id].before)
		return 0;
	rc = secscan_confirm(&found, s->confirmer, id, s->data, end, at, end, s->err);
	found.other = (struct other_part){.rule = id, .line = header, .last_line = header};
	if (rc > 0 && found.start == at)
		rc = keep(s, found);
	else if (!rc && found.ruling.ruling == SECSCAN_DROPPED)
		explain_refused(s, &found);
	return rc < 0 ? rc : 0;
}

static int match_columns(struct secscan_scanner *s, struct span file, bool wide)
{
	size_t first = s->matches.len;
	bool begun = false;
	int rc = 0;

	for (size_t i = 0; !rc && i < s->by_columns.len; i++) {
		uint32_t rule = s->by_columns.items[i];

		if (!concerns(s, &s->rules->rules[rule]))
			continue;
		if (!begun)
			secscan_scanner_begin(s, file.at, file.len, wide);
		begun = true;
		rc = secscan_columns_try(s, rule);
	}
	if (wide)
		lead_back_matches(s, first);
	return rc;
}

/* What the file holds, then what is encoded in it. */
static int match_file(struct secscan_scanner *s, struct span file, bool wide)
{
	int rc;

	s->file = file;
	s->wide_file = wide;
	rc = match_columns(s, file, wide);
	if (rc)
		return rc;
	if (!wide && is_remembered(s, file))
		return secscan_scanner_parts(s, file);
	rc = wide ? match_decoded(s, &s->wide.text) : match_bytes(s, file.at, file.len, false);
	return rc ? rc : secscan_scanner_encoded(s, NULL);
}

static int match_wide(struct secscan_scanner *s, struct span file)
{
	if (s->encoded[0].wants && !s->encoded[0].nul)
		return 0; /* level 1 has just passed over the whole file */
	secscan_wide_reset(&s->wide);
	if (secscan_wide_decode(&s->wide, file.at, file.len))
		return secscan_fail_nomem(s->err);
	if (!s->wide.runs.len)
		return 0;
	return match_file(s, (struct span){s->wide.text.data, s->wide.text.len}, true);
}

static void take_path(struct secscan_scanner *s, const struct secscan_input *input)
{
	s->given_path = input->path ? input->path : "";
	s->path = s->place ? secscan_settings_path(s->place_path, s->place, s->given_path) : s->given_path;
}

int secscan_scanner_match(struct secscan_scanner *s, const struct secscan_input *input, struct secscan_error *err)
{
	struct span file = {input->data ? input->data : "", input->len};
	int rc;

	s->matches.len = 0;
	s->err = err;
	take_path(s, input);
	s->language = secscan_language_of(s->path, file.at, file.len);
	s->language_bit = 1u << s->language;
	secscan_lines_init(&s->lines, file.at, file.len);
	rc = match_file(s, file, false);
	if (!rc)
		rc = match_wide(s, file);
	secscan_matches_sort(&s->matches);
	if (secscan_partners_judge(s) && !rc)
		rc = secscan_fail_nomem(err);
	secscan_matches_settle(&s->matches, s->rules->rules);
	secscan_explain_matches(s);
	secscan_matches_sweep(&s->matches);
	return rc;
}
