/* SPDX-License-Identifier: MIT */
#include "policy/message.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "policy/trailers.h"

#include <strings.h>

struct span {
	const char *text;
	size_t len;
};

/* Take one line off the front, its newline included. */
static struct span take_line(struct span *rest)
{
	const char *newline = rest->len ? memchr(rest->text, '\n', rest->len) : NULL;
	struct span line = {rest->text, newline ? (size_t)(newline - rest->text) + 1 : rest->len};

	if (line.len) {
		rest->text += line.len;
		rest->len -= line.len;
	}
	return line;
}

static bool begins(struct span line, const char *prefix)
{
	size_t len = strlen(prefix);

	return line.len >= len && memcmp(line.text, prefix, len) == 0;
}

static struct span without_trailing_space(struct span line)
{
	while (line.len && strchr(" \t\r\n", line.text[line.len - 1]) && line.text[line.len - 1])
		line.len--;
	return line;
}

/* git stripspace: no white space at ends of lines, runs of empty lines become one, none at the edges. */
static int clean(struct buffer *out, struct span rest, const char *comment)
{
	bool gap = false;
	int rc = 0;

	secscan_buffer_reset(out);
	while (rest.len && !rc) {
		struct span line = take_line(&rest);

		if (comment && *comment && begins(line, comment))
			continue;
		line = without_trailing_space(line);
		if (!line.len) {
			gap = out->len > 0;
			continue;
		}
		rc = gap ? secscan_buffer_add(out, "\n", 1) : 0;
		rc = rc ? rc : secscan_buffer_add(out, line.text, line.len);
		rc = rc ? rc : secscan_buffer_add(out, "\n", 1);
		gap = false;
	}
	return rc;
}

/* git log drops empty lines at the front before it looks for a title. */
static struct span without_leading_lines(struct span text)
{
	for (;;) {
		struct span rest = text, line = take_line(&rest);

		if (!text.len || without_trailing_space(line).len)
			return text;
		text = rest;
	}
}

static int give(struct message_reading *r, struct span text, const char *comment, secscan_reading_fn *fn, void *payload,
		struct secscan_error *err)
{
	const struct secscan_trailer_options options = {.no_divider = r->no_divider, .comment = comment};
	int rc;

	if (r->no_divider)
		text = without_leading_lines(text);
	rc = secscan_trailers_parse(&r->trailers, text.text, text.len, &options, err);
	if (!rc)
		rc = fn(r, payload);
	secscan_trailers_release(&r->trailers);
	return rc;
}

static bool has_divider(struct span rest)
{
	while (rest.len)
		if (begins(take_line(&rest), "---"))
			return true;
	return false;
}

static bool is_same(struct span a, struct span b)
{
	return a.len == b.len && (!a.len || memcmp(a.text, b.text, a.len) == 0);
}

/* One text, both ways to read it. */
static int give_both(unsigned cleanups, bool cut, struct span text, const char *comment, secscan_reading_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct message_reading r = {.cleanups = cleanups, .cut = cut, .no_divider = true};
	int rc = give(&r, text, comment, fn, payload, err);

	r.no_divider = false;
	if (!rc && (has_divider(text) || !is_same(text, without_leading_lines(text))))
		rc = give(&r, text, comment, fn, payload, err);
	return rc;
}

/* All ways to clean one text. */
static int give_ways(bool cut, struct span text, const char *comment, secscan_reading_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct buffer strip = {0}, whitespace = {0};
	struct span texts[MESSAGE_CLEANUPS];
	int rc = clean(&strip, text, comment) || clean(&whitespace, text, NULL) ? secscan_fail_nomem(err) : 0;
	unsigned given = 0;

	texts[MESSAGE_STRIP] = (struct span){strip.data, strip.len};
	texts[MESSAGE_WHITESPACE] = (struct span){whitespace.data, whitespace.len};
	texts[MESSAGE_VERBATIM] = text;
	for (unsigned c = 0; c < MESSAGE_CLEANUPS && !rc; c++) {
		unsigned same = 0;

		for (unsigned d = c; d < MESSAGE_CLEANUPS; d++)
			same |= is_same(texts[c], texts[d]) ? 1u << d : 0;
		if (!(given & 1u << c))
			rc = give_both(same, cut, texts[c], comment, fn, payload, err);
		given |= same;
	}
	secscan_buffer_release(&strip);
	secscan_buffer_release(&whitespace);
	return rc;
}

static int give_all(struct span text, const char *comment, secscan_reading_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct span cut = {text.text, secscan_scissors_find(text.text, text.len, comment)};
	bool verbose = secscan_message_scan_extent(text.text, text.len, comment) < text.len;
	int rc = cut.len < text.len ? give_ways(true, cut, comment, fn, payload, err) : 0;

	return rc || verbose ? rc : give_ways(false, text, comment, fn, payload, err);
}

const char *secscan_message_cleanup(unsigned cleanups)
{
	return cleanups & 1u << MESSAGE_STRIP ? "strip" : cleanups & 1u << MESSAGE_WHITESPACE ? "whitespace" : "verbatim";
}

bool secscan_message_ends_with_comment(const char *text, size_t len, const char *comment)
{
	struct span line = without_trailing_space((struct span){text, len});
	const char *newline = line.len ? memrchr(line.text, '\n', line.len) : NULL;

	if (newline) {
		line.len -= (size_t)(newline + 1 - line.text);
		line.text = newline + 1;
	}
	return *comment && begins(line, comment);
}

/* The text that git adds stands at the end: the last line that begins with one of its signs tells. */
static char guess(struct span rest)
{
	static const char candidates[] = "#;@!$%^&|:"; /* what git chooses from */
	char found = '#';

	while (rest.len) {
		struct span line = take_line(&rest);

		if (*line.text && strchr(candidates, *line.text))
			found = *line.text;
	}
	return found;
}

static void resolve(char room[MESSAGE_COMMENT_ROOM], struct span text, struct span configured)
{
	if (configured.len == 4 && !strncasecmp(configured.text, "auto", 4))
		snprintf(room, MESSAGE_COMMENT_ROOM, "%c", guess(text));
	else
		snprintf(room, MESSAGE_COMMENT_ROOM, "%.*s", (int)configured.len, configured.text);
}

/* git has written with it: the help for the editor or the scissors line. */
static bool is_in_use(struct span text, const char *comment)
{
	return secscan_message_ends_with_comment(text.text, text.len, comment) ||
			secscan_scissors_find(text.text, text.len, comment) < text.len;
}

/* What comments begin with, and what else they may begin with, "" for nothing. */
struct comments {
	char likely[MESSAGE_COMMENT_ROOM];
	char other[MESSAGE_COMMENT_ROOM];
};

static void choose(struct comments *out, struct span text, const char *configured)
{
	const char *given = configured ? configured : "#", *second = *given ? strchr(given + 1, '\n') : NULL;
	struct span first = {given, second ? (size_t)(second - given) : strlen(given)};
	bool a, b;

	*out->other = '\0';
	resolve(out->likely, text, first);
	if (!second) {
		if (!strcasecmp(given, "auto") && *out->likely != '#')
			snprintf(out->other, sizeof(out->other), "#");
		return;
	}
	resolve(out->other, text, (struct span){second + 1, strlen(second + 1)});
	a = is_in_use(text, out->likely);
	b = is_in_use(text, out->other);
	if (b && !a)
		memcpy(out->likely, out->other, sizeof(out->likely));
	if (a != b || !strcmp(out->likely, out->other))
		*out->other = '\0';
}

const char *secscan_message_comment(char room[MESSAGE_COMMENT_ROOM], const char *text, size_t len, const char *comment)
{
	struct comments comments;

	choose(&comments, (struct span){text, len}, comment);
	return memcpy(room, comments.likely, MESSAGE_COMMENT_ROOM);
}

int secscan_message_readings(const char *text, size_t len, const char *comment, secscan_reading_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct comments comments;
	int rc;

	choose(&comments, (struct span){text, len}, comment);
	rc = give_all((struct span){text, len}, comments.likely, fn, payload, err);
	if (!rc && *comments.other)
		rc = give_all((struct span){text, len}, comments.other, fn, payload, err);
	return rc;
}

int secscan_message_stored(const char *text, size_t len, const char *comment, secscan_reading_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct message_reading r = {.cleanups = 1u << MESSAGE_VERBATIM, .no_divider = true};
	char room[MESSAGE_COMMENT_ROOM];

	/* Of two the newer git's; "auto" is for who writes the message, who reads it later goes by "#". */
	comment = comment ? comment : "#";
	snprintf(room, sizeof(room), "%.*s", *comment ? 1 + (int)strcspn(comment + 1, "\n") : 0, comment);
	return give(&r, (struct span){text, len}, strcasecmp(room, "auto") ? room : "#", fn, payload, err);
}

/* What lines of a diff begin with. "-- " and the like begin with '-'. */
static bool is_diff_line(struct span line)
{
	static const char *const words[] = {"diff --git ", "diff --cc ", "diff --combined ", "index ", "new file mode ",
		"deleted file mode ", "old mode ", "new mode ", "similarity index ", "dissimilarity index ", "rename from ",
		"rename to ", "copy from ", "copy to ", "Binary files ", "Submodule ", "mode "};

	if (line.len && *line.text && strchr(" +-@\\\n", *line.text))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (begins(line, words[i]))
			return true;
	return false;
}

/* commit -v -v shows a second diff below a rule and one line of words. */
static bool is_rule(struct span line, const char *comment)
{
	size_t start = strlen(comment) + 1;

	return begins(line, comment) && line.len > start + 40 && strspn(line.text + start, "-") >= 40;
}

size_t secscan_message_scan_extent(const char *text, size_t len, const char *comment)
{
	char room[MESSAGE_COMMENT_ROOM];
	struct span rest = {text, len};
	size_t start;
	bool after_rule = false;

	comment = secscan_message_comment(room, text, len, comment);
	start = secscan_scissors_find(text, len, comment);
	rest = (struct span){text + start, len - start};
	while (*comment && rest.len && begins(rest, comment))
		take_line(&rest);
	if (!rest.len || (!begins(rest, "diff --git ") && !begins(rest, "diff --cc ")))
		return len;
	start = len - rest.len;
	while (rest.len) {
		struct span line = take_line(&rest);
		bool rule = rest.len && is_rule(line, comment);

		if (!is_diff_line(line) && !rule && !(after_rule && begins(line, comment)))
			return len;
		after_rule = rule;
	}
	return start;
}
