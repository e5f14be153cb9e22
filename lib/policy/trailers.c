/* SPDX-License-Identifier: MIT */
#include "policy/trailers.h"

#include "base/array.h"
#include "base/error.h"

static const char scissors[] = "------------------------ >8 ------------------------\n";

/* What git writes itself: one of these lets a paragraph be trailers when only a quarter of it is. */
static const char *const generated[] = {"Signed-off-by: ", "(cherry picked from commit "};

struct secscan_trailers_memory {
	size_t used;
	char text[]; /* keys and values, each with its NUL: together never longer than the block they come from */
};

struct reader {
	const char *text;
	size_t len;
	const char *comment;
	size_t comment_len;
	const char *separators;
};

/* git's idea of white space: no vertical tab, no form feed, whatever the locale. */
static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

static bool starts_with(const struct reader *r, size_t pos, const char *prefix, size_t len)
{
	return r->len - pos >= len && memcmp(r->text + pos, prefix, len) == 0;
}

static bool is_comment(const struct reader *r, size_t pos)
{
	return r->comment_len && starts_with(r, pos, r->comment, r->comment_len);
}

static size_t next_line(const struct reader *r, size_t pos)
{
	const char *end = memchr(r->text + pos, '\n', r->len - pos);

	return end ? (size_t)(end - r->text) + 1 : r->len;
}

/* Where the last line of the first end bytes starts; its own newline does not count. */
static size_t last_line(const struct reader *r, size_t end)
{
	size_t pos = end - 1;

	while (pos && r->text[pos - 1] != '\n')
		pos--;
	return pos;
}

static bool is_blank(const struct reader *r, size_t pos)
{
	while (pos < r->len && r->text[pos] != '\n' && is_space(r->text[pos]))
		pos++;
	return pos == r->len || r->text[pos] == '\n';
}

/* How far behind pos the separator of "key: value" stands; 0 when the line is no trailer. */
static size_t find_separator(const struct reader *r, size_t pos)
{
	bool blank = false;

	for (size_t i = pos; i < r->len; i++) {
		char c = r->text[i];

		if (strchr(r->separators, c))
			return i - pos;
		if (!blank && is_key_char(c))
			continue;
		if (i == pos || (c != ' ' && c != '\t'))
			break;
		blank = true;
	}
	return 0;
}

size_t secscan_scissors_find(const char *text, size_t len, const char *comment)
{
	const size_t comment_len = strlen(comment), cut = sizeof(scissors) - 1;
	const char *end, *at = text;

	if (!comment_len || !len)
		return len;
	end = text + len;
	while ((at = memmem(at, (size_t)(end - at), scissors, cut))) {
		const char *line = (size_t)(at - text) > comment_len ? at - comment_len - 1 : NULL;

		if (line && at[-1] == ' ' && memcmp(line, comment, comment_len) == 0 &&
				(line == text || line[-1] == '\n'))
			return (size_t)(line - text);
		at++;
	}
	return len;
}

/* The first line "---" with white space behind it: what follows is a patch. */
static size_t find_divider(const struct reader *r)
{
	for (size_t pos = 0; pos < r->len; pos = next_line(r, pos))
		if (r->len - pos > 3 && starts_with(r, pos, "---", 3) && is_space(r->text[pos + 3]))
			return pos;
	return r->len;
}

/*
 * Comments, empty lines and the list of conflicts that old versions of git left at the end are not part
 * of the message. A trailing run that starts at byte 0 is kept: git counts from 1 there.
 */
static size_t find_block_end(const struct reader *r)
{
	static const char conflicts[] = "Conflicts:\n";
	size_t cutoff = secscan_scissors_find(r->text, r->len, r->comment);
	size_t run = 0;
	bool listing = false;

	for (size_t pos = 0; pos < cutoff; pos = next_line(r, pos)) {
		bool list = starts_with(r, pos, conflicts, sizeof(conflicts) - 1);

		if (is_comment(r, pos) || r->text[pos] == '\n' || list) {
			if (!run)
				run = pos;
			listing = listing || (list && !is_comment(r, pos));
		} else if (run && !(listing && r->text[pos] == '\t')) {
			run = 0;
			listing = false;
		}
	}
	return run ? run : cutoff;
}

/* The first paragraph is the title, whatever it looks like. */
static size_t find_title_end(const struct reader *r, size_t end)
{
	size_t pos = 0;

	while (pos < end && (is_comment(r, pos) || !is_blank(r, pos)))
		pos = next_line(r, pos);
	return pos;
}

/* The lines of a paragraph, counted from its end. */
struct tally {
	size_t trailers;
	size_t others;
	size_t pending; /* indented lines: they belong to the line above, which we have not seen yet */
	bool generated;
	bool started;
};

static void tally_line(struct tally *t, const struct reader *r, size_t pos)
{
	bool trailer = find_separator(r, pos) > 0;

	t->started = true;
	for (size_t i = 0; i < ARRAY_SIZE(generated); i++)
		if (starts_with(r, pos, generated[i], strlen(generated[i])))
			t->generated = trailer = true;
	if (!trailer && is_space(r->text[pos])) {
		t->pending++;
		return;
	}
	if (trailer)
		t->trailers++;
	else
		t->others += 1 + t->pending;
	t->pending = 0;
}

static bool are_trailers(const struct tally *t)
{
	size_t others = t->others + t->pending;

	return t->generated ? t->trailers * 3 >= others : t->trailers && !others;
}

/* The last paragraph, where it is one of trailers; else end. */
static size_t find_block_start(const struct reader *r, size_t end)
{
	size_t title = find_title_end(r, end), pos = end;
	struct tally t = {0};

	while (pos > title) {
		pos = last_line(r, pos);
		if (pos < title)
			break;
		if (is_comment(r, pos)) {
			t.others += t.pending;
			t.pending = 0;
		} else if (!is_blank(r, pos)) {
			tally_line(&t, r, pos);
		} else if (t.started) {
			return are_trailers(&t) ? next_line(r, pos) : end;
		}
	}
	return end;
}

static const char *store_key(struct secscan_trailers_memory *m, const char *text, size_t len)
{
	char *key = m->text + m->used;

	while (len && is_space(text[len - 1]))
		len--;
	memcpy(key, text, len);
	key[len] = '\0';
	m->used += len + 1;
	return key;
}

/* A newline and the white space behind it become one blank. */
static const char *store_value(struct secscan_trailers_memory *m, const char *text, size_t len)
{
	char *value = m->text + m->used, *out = value;
	size_t i = 0;

	while (len && is_space(text[len - 1]))
		len--;
	while (i < len && is_space(text[i]))
		i++;
	while (i < len) {
		char c = text[i++];

		if (c == '\n')
			while (i < len && is_space(text[i]))
				i++;
		*out++ = c == '\n' ? ' ' : c;
	}
	*out++ = '\0';
	m->used += (size_t)(out - value);
	return value;
}

static unsigned count_lines(const char *text, size_t len)
{
	unsigned lines = 0;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	return lines;
}

static int store_block(struct secscan_trailers *out, const struct reader *r, size_t pos)
{
	size_t size = 0, next;
	unsigned line = 1 + count_lines(r->text, pos);

	for (; pos < r->len; pos = next) {
		size_t separator = find_separator(r, pos);
		struct secscan_trailer *t;

		next = next_line(r, pos);
		while (separator && next < r->len && is_space(r->text[next]))
			next = next_line(r, next);
		if (separator && !is_comment(r, pos)) {
			if (out->count == size && secscan_array_grow((void **)&out->items, &size, sizeof(*t)))
				return SECSCAN_ERR_NOMEM;
			t = &out->items[out->count++];
			t->key = store_key(out->memory, r->text + pos, separator);
			t->value = store_value(out->memory, r->text + pos + separator + 1, next - pos - separator - 1);
			t->line = line;
		}
		line += count_lines(r->text + pos, next - pos);
	}
	return 0;
}

int secscan_trailers_parse(struct secscan_trailers *out, const char *message, size_t len,
		const struct secscan_trailer_options *options, struct secscan_error *err)
{
	const struct secscan_trailer_options o = options ? *options : (struct secscan_trailer_options){0};
	struct reader r = {
		.text = message,
		.len = message ? strnlen(message, len) : 0,
		.comment = o.comment ? o.comment : "#",
		.separators = o.separators ? o.separators : ":",
	};
	size_t start;

	r.comment_len = strlen(r.comment);
	if (!o.no_divider)
		r.len = find_divider(&r);
	r.len = find_block_end(&r);
	start = find_block_start(&r, r.len);
	if (start == r.len)
		return 0;
	out->memory = malloc(sizeof(*out->memory) + (r.len - start) + 1);
	if (!out->memory)
		return secscan_fail_nomem(err);
	out->memory->used = 0;
	return store_block(out, &r, start) ? secscan_fail_nomem(err) : 0;
}

void secscan_trailers_release(struct secscan_trailers *trailers)
{
	free(trailers->items);
	free(trailers->memory);
	memset(trailers, 0, sizeof(*trailers));
}
