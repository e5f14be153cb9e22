/* SPDX-License-Identifier: MIT */
/*
 * Debian's inih keeps 200 bytes of a line, cuts values at " ;" and gives no line numbers. So we read
 * the lines ourselves, keep every value with its place, and hand inih the same structure with a short
 * stand-in for each value: "key = #17". Its handler then looks number 17 up.
 */
#include "config/ini.h"

#include "base/utf8.h"

#include <ctype.h>
#include <ini.h>
#include <stdarg.h>

enum {
	MAX_LINE = 64 * 1024,
	MAX_NAME = 48, /* what inih keeps of a section or a key */
};

struct reader {
	struct ini_document *document;
	const char *next;
	const char *end;
	unsigned line;
	struct ini_entries kept; /* what the stand-ins stand for */
	size_t seen;             /* pairs that inih handed back */
	const char *section;
	struct secscan_error *err;
	int failed;
};

__attribute__((format(printf, 3, 4))) static int refuse(struct reader *r, unsigned column, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	r->failed = secscan_failv(r->err, SECSCAN_ERR_SYNTAX, 201, fmt, args);
	va_end(args);
	secscan_fail_at(r->err, r->document->name, r->line, column);
	return r->failed;
}

static int out_of_memory(struct reader *r)
{
	r->failed = secscan_fail_nomem(r->err);
	return r->failed;
}

struct span {
	const char *start;
	const char *end;
};

static struct span trim(struct span s)
{
	while (s.start < s.end && isspace((unsigned char)*s.start))
		s.start++;
	while (s.start < s.end && isspace((unsigned char)s.end[-1]))
		s.end--;
	return s;
}

static const char *keep(struct reader *r, struct span s)
{
	return secscan_arena_strndup(&r->document->arena, s.start, (size_t)(s.end - s.start));
}

static int section_exists(const struct reader *r, const char *name)
{
	for (size_t i = 0; i < r->kept.len; i++)
		if (!r->kept.items[i].key && !strcmp(r->kept.items[i].section, name))
			return 1;
	return 0;
}

static int keep_entry(struct reader *r, struct ini_entry entry)
{
	struct ini_entry *slot = array_push(&r->kept);

	if (!slot)
		return out_of_memory(r);
	*slot = entry;
	return 0;
}

static int read_section(struct reader *r, struct span s, unsigned column)
{
	const char *close = memchr(s.start, ']', (size_t)(s.end - s.start));
	const char *name;

	if (!close)
		return refuse(r, column, "a section needs a closing ]");
	if (close + 1 != s.end)
		return refuse(r, column + (unsigned)(close + 1 - s.start), "nothing may follow the ] of a section");
	name = keep(r, trim((struct span){s.start + 1, close}));
	if (!name)
		return out_of_memory(r);
	if (!*name || strlen(name) > MAX_NAME)
		return refuse(r, column, "a section name has 1 to 48 bytes");
	if (section_exists(r, name))
		return refuse(r, column, "section [%s] stands twice: join the two", name);
	r->section = name;
	return keep_entry(r, (struct ini_entry){.section = name, .line = r->line, .key_column = column});
}

/* " ;" would start a comment for other INI readers: a value that means something else elsewhere is a trap. */
static const char *trailing_comment(struct span value)
{
	for (const char *p = value.start + 1; p < value.end; p++)
		if (*p == ';' && isspace((unsigned char)p[-1]))
			return p;
	return NULL;
}

static int read_pair(struct reader *r, struct span s, const char *line_start)
{
	unsigned column = (unsigned)(s.start - line_start) + 1;
	const char *equals = memchr(s.start, '=', (size_t)(s.end - s.start));
	const char *comment;
	struct ini_entry entry = {.section = r->section, .line = r->line, .key_column = column};
	struct span value;

	if (!equals)
		return refuse(r, column, "expected `key = value`, `[section]` or a comment that starts with ; or #");
	if (!r->section)
		return refuse(r, column, "this stands before the first [section]");
	value = trim((struct span){equals + 1, s.end});
	entry.value_column = (unsigned)(value.start - line_start) + 1;
	entry.key = keep(r, trim((struct span){s.start, equals}));
	entry.value = keep(r, value);
	if (!entry.key || !entry.value)
		return out_of_memory(r);
	if (!*entry.key || strlen(entry.key) > MAX_NAME)
		return refuse(r, column, "a key has 1 to 48 bytes");
	comment = trailing_comment(value);
	if (comment)
		return refuse(r, (unsigned)(comment - line_start) + 1,
				"` ;` starts a comment elsewhere: put the comment on a line of its own, or write [;] or \\x3b in a pattern");
	return keep_entry(r, entry);
}

/* To inih, an indented line right below a pair is more of its value. */
static int continues(const struct reader *r)
{
	const struct ini_entry *last = r->kept.len ? &r->kept.items[r->kept.len - 1] : NULL;

	return last && last->key && last->line + 1 == r->line;
}

static int read_line(struct reader *r, struct span line)
{
	struct span s = trim(line);

	if (s.start == s.end || *s.start == ';' || *s.start == '#')
		return 0;
	if (line.end - line.start > MAX_LINE)
		return refuse(r, 1, "a line may have 65,536 bytes at most");
	if (s.start != line.start && continues(r))
		return refuse(r, 1, "a line that starts with a space would continue the one above: values are one line");
	if (*s.start == '[')
		return read_section(r, s, (unsigned)(s.start - line.start) + 1);
	return read_pair(r, s, line.start);
}

/* inih's fgets: one line of ours in, one short line out. */
static char *stand_in(char *out, int size, void *stream)
{
	struct reader *r = stream;
	const char *newline;
	struct span line;
	size_t before = r->kept.len;

	if (r->failed || r->next == r->end)
		return NULL;
	newline = memchr(r->next, '\n', (size_t)(r->end - r->next));
	line = (struct span){r->next, newline ? newline : r->end};
	r->next = newline ? newline + 1 : r->end;
	r->line++;
	if (read_line(r, line))
		return NULL;
	if (r->kept.len == before)
		snprintf(out, (size_t)size, "\n");
	else if (!r->kept.items[before].key)
		snprintf(out, (size_t)size, "[%s]\n", r->kept.items[before].section);
	else
		snprintf(out, (size_t)size, "key = #%zu\n", before);
	return out;
}

static int handler(void *user, const char *section, const char *name, const char *value)
{
	struct reader *r = user;
	size_t number = strtoul(value + 1, NULL, 10);

	(void)name;
	r->seen++;
	return number < r->kept.len && !strcmp(section, r->kept.items[number].section);
}

static int check_bytes(struct reader *r, const char *text, size_t len)
{
	size_t bad = secscan_utf8_valid_len(text, len);
	const char *line = text;

	if (bad == len)
		return 0;
	r->line = 1;
	for (const char *p = text; p < text + bad; p++)
		if (*p == '\n') {
			r->line++;
			line = p + 1;
		}
	return refuse(r, (unsigned)(text + bad - line) + 1, "this byte is not UTF-8 text");
}

/* Both readers must agree on what stands in the file. */
static int hand_over(struct reader *r, int first_bad_line)
{
	size_t pairs = 0;

	for (size_t i = 0; i < r->kept.len; i++)
		pairs += r->kept.items[i].key != NULL;
	if (first_bad_line || pairs != r->seen)
		return refuse(r, 0, "inih does not read this file as we do");
	memcpy(&r->document->entries, &r->kept, sizeof(r->kept));
	memset(&r->kept, 0, sizeof(r->kept));
	return 0;
}

int secscan_ini_parse(struct ini_document *out, const char *name, const char *text, size_t len,
		struct secscan_error *err)
{
	struct reader r = {.document = out, .err = err};
	int first_bad_line;

	out->name = secscan_arena_strdup(&out->arena, name);
	if (!out->name)
		return secscan_fail_nomem(err);
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	r.next = text;
	r.end = text + len;
	if (check_bytes(&r, text, len))
		return r.failed;
	first_bad_line = ini_parse_stream(stand_in, &r, handler, &r);
	if (!r.failed)
		hand_over(&r, first_bad_line);
	array_release(&r.kept);
	return r.failed;
}

void secscan_ini_release(struct ini_document *document)
{
	array_release(&document->entries);
	secscan_arena_release(&document->arena);
}
