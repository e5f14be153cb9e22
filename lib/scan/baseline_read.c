/* SPDX-License-Identifier: MIT */
#include "scan/baseline.h"

#include "base/error.h"
#include "base/utf8.h"

#include <ctype.h>

enum { NUMBER_LINE = 213, LONGEST_LINE = 8192, FINGERPRINT_LEN = 36 };

static const char form[] = "RULE key:<32 hex digits> PATH until=DATE owner=WHO reason=WHY";

/* One line while it is read. */
struct reading {
	struct secscan_baseline *baseline;
	const char *name;
	const char *start, *at, *end;
	unsigned line;
	struct secscan_error *err;
};

static int refuse(const struct reading *r, const char *at, const char *why)
{
	int rc = secscan_fail(r->err, SECSCAN_ERR_RULES, NUMBER_LINE, "%s; a line is `%s`", why, form);

	secscan_fail_at(r->err, r->name, r->line, (unsigned)(at - r->start) + 1);
	return rc;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next word, blanks skipped; its end is r->at then. */
static const char *next_word(struct reading *r)
{
	const char *word;

	while (r->at < r->end && is_blank(*r->at))
		r->at++;
	word = r->at;
	while (r->at < r->end && !is_blank(*r->at))
		r->at++;
	return word;
}

static char *keep(struct reading *r, const char *text, size_t len)
{
	return secscan_arena_strndup(&r->baseline->arena, text, len);
}

static int read_rule(struct reading *r, struct baseline_entry *e)
{
	const char *word = next_word(r);

	for (const char *p = word; p < r->at; p++)
		if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '-')
			return refuse(r, p, "a rule is named by its id alone, without wildcards");
	e->rule = keep(r, word, (size_t)(r->at - word));
	return e->rule ? 0 : secscan_fail_nomem(r->err);
}

static int read_fingerprint(struct reading *r, struct baseline_entry *e)
{
	const char *word = next_word(r);
	bool good = r->at - word == FINGERPRINT_LEN && !memcmp(word, "key:", 4);

	for (const char *p = word + 4; good && p < r->at; p++)
		good = isdigit((unsigned char)*p) || (*p >= 'a' && *p <= 'f');
	if (!good)
		return refuse(r, word, "behind the rule stands a fingerprint, key: and 32 small hex digits");
	e->fingerprint = keep(r, word, FINGERPRINT_LEN);
	return e->fingerprint ? 0 : secscan_fail_nomem(r->err);
}

static int hex_digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int read_path(struct reading *r, struct baseline_entry *e)
{
	const char *word = next_word(r);
	char *path = keep(r, word, (size_t)(r->at - word));
	size_t n = 0;

	if (!path)
		return secscan_fail_nomem(r->err);
	if (word == r->at || secscan_terms_begin(word, r->at))
		return refuse(r, word, "the path is missing");
	for (const char *p = word; p < r->at; p++, n++) {
		int high, low;

		path[n] = *p;
		if (*p != '%')
			continue;
		high = r->at - p > 2 ? hex_digit(p[1]) : -1;
		low = high < 0 ? -1 : hex_digit(p[2]);
		if (low < 0 || !(high | low))
			return refuse(r, p, "behind a % in a path stand two hex digits, not 00");
		path[n] = (char)(high << 4 | low);
		p += 2;
	}
	path[n] = '\0';
	e->path = path;
	return 0;
}

static int read_rest(struct reading *r, struct baseline_entry *e, const struct secscan_settings *settings)
{
	struct terms terms;

	secscan_terms_read(&terms, r->at, r->end);
	if (terms.wrong)
		return refuse(r, terms.wrong, terms.why);
	e->refused = secscan_terms_refused(&terms, settings);
	e->expired = secscan_terms_expired(&terms);
	e->until = terms.until;
	e->reason = keep(r, terms.said[TERM_REASON].text ? terms.said[TERM_REASON].text : "",
			terms.said[TERM_REASON].len);
	e->owner = keep(r, terms.said[TERM_OWNER].text ? terms.said[TERM_OWNER].text : "", terms.said[TERM_OWNER].len);
	return e->reason && e->owner ? 0 : secscan_fail_nomem(r->err);
}

static bool is_merge_mark(const struct reading *r)
{
	static const char *const marks[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (r->end - r->start >= 7 && !memcmp(r->start, marks[i], 7))
			return true;
	return false;
}

/* Whatever is no plain text is no line of ours, and might not be shown as it is. */
static int check_text(const struct reading *r)
{
	size_t len = (size_t)(r->end - r->start), valid = secscan_utf8_valid_len(r->start, len);

	if (len > LONGEST_LINE)
		return refuse(r, r->start + LONGEST_LINE, "this line is longer than 8 KiB");
	if (valid < len)
		return refuse(r, r->start + valid, "this byte is no UTF-8 text");
	for (const char *p = r->start; p < r->end; p++)
		if (((unsigned char)*p < 0x20 && *p != '\t') || *p == 0x7f)
			return refuse(r, p, "a control byte stands here");
	if (is_merge_mark(r))
		return refuse(r, r->start, "a merge has left its marks: keep the lines of both sides, in any order");
	return 0;
}

static int read_entry(struct reading *r, const struct secscan_settings *settings)
{
	struct baseline_entry e = {.line = r->line}, *slot;
	int rc = check_text(r);

	if (!rc)
		rc = read_rule(r, &e);
	if (!rc)
		rc = read_fingerprint(r, &e);
	if (!rc)
		rc = read_path(r, &e);
	if (!rc)
		rc = read_rest(r, &e, settings);
	if (rc)
		return rc;
	slot = array_push(&r->baseline->entries);
	if (!slot)
		return secscan_fail_nomem(r->err);
	*slot = e;
	return 0;
}

static int read_line(struct reading *r, const struct secscan_settings *settings)
{
	struct buffer *comments = &r->baseline->comments;

	while (r->end > r->start && (is_blank(r->end[-1]) || r->end[-1] == '\r'))
		r->end--;
	while (r->at < r->end && is_blank(*r->at))
		r->at++;
	if (r->at == r->end)
		return 0;
	if (*r->at != '#')
		return read_entry(r, settings);
	if (secscan_buffer_add(comments, r->at, (size_t)(r->end - r->at)) || secscan_buffer_add(comments, "\n", 1))
		return secscan_fail_nomem(r->err);
	return 0;
}

int secscan_baseline_read(struct secscan_baseline *out, const char *name, const char *text, size_t len,
		const struct secscan_settings *settings, struct secscan_error *err)
{
	struct reading r = {.baseline = out, .name = name, .err = err};
	const char *at = text, *end = text + len;
	int rc = 0;

	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		at += 3;
	while (!rc && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		r.line++;
		r.start = r.at = at;
		r.end = newline ? newline : end;
		rc = read_line(&r, settings);
		at = newline ? newline + 1 : end;
	}
	if (rc)
		secscan_baseline_release(out);
	else
		secscan_baseline_sort(out);
	return rc;
}
