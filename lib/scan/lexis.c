/* SPDX-License-Identifier: MIT */
#include "scan/syntax.h"

#include <string.h>

#define MARK_EVERY 8192
#define LOST_MAX 16

enum {
	STOP_OPEN = 1,   /* a delimiter may begin */
	STOP_BRACKET = 2, /* inside of a hole: may close it */
	STOP_LINE = 4,   /* a heredoc waits for the next line, or a hole must not outlive it */
};

static size_t ends_heredoc(const struct lexis *lexis, size_t at, size_t from);

static const struct delimiter heredoc_body = {.class = LEXIS_STRING, .ends = ends_heredoc};

static bool looking_at(const struct lexis *lx, size_t at, const char *text)
{
	for (; *text != '\0'; text++, at++) {
		if (at >= lx->len || lx->data[at] != *text)
			return false;
	}
	return true;
}

static size_t line_end(const struct lexis *lx, size_t at)
{
	const char *end = at < lx->len ? memchr(lx->data + at, '\n', lx->len - at) : NULL;

	return end != NULL ? (size_t)(end - lx->data) : lx->len;
}

static char opening_bracket(const struct delimiter *string)
{
	return strchr(string->hole, '(') != NULL ? '(' : '{';
}

/* What stops code changes only with holes and heredocs. */
static void watch(struct lexis *lx)
{
	static const char brackets[] = "{}()";
	const unsigned char bracket = lx->now.holes > 0 ? STOP_BRACKET : 0;
	const unsigned char line = lx->now.holes > 0 || lx->now.heredocs > 0 ? STOP_LINE : 0;

	for (const char *b = brackets; *b != '\0'; b++)
		lx->stops[(unsigned char)*b] = (lx->stops[(unsigned char)*b] & ~STOP_BRACKET) | bracket;
	lx->stops['\n'] = (lx->stops['\n'] & ~STOP_LINE) | line;
}

static bool starts_word(const struct lexis *lx, size_t at)
{
	return at == 0 || memchr(" \t\r\n;&|()", lx->data[at - 1], 9) != NULL;
}

static bool starts_line(const struct lexis *lx, size_t at)
{
	while (at > 0 && (lx->data[at - 1] == ' ' || lx->data[at - 1] == '\t'))
		at--;
	return at == 0 || lx->data[at - 1] == '\n';
}

static bool opens(const struct lexis *lx, const struct delimiter *d, size_t at)
{
	return looking_at(lx, at, d->open) && (!(d->flags & WORD_START) || starts_word(lx, at)) &&
			(!(d->flags & LINE_START) || starts_line(lx, at)) && (d->opens == NULL || d->opens(lx, at));
}

static const struct delimiter *opener(const struct lexis *lx, size_t at)
{
	const struct syntax *syntax = lx->syntax;

	for (size_t i = 0; i < syntax->count; i++) {
		if (syntax->delimiters[i].open[0] == lx->data[at] && opens(lx, &syntax->delimiters[i], at))
			return &syntax->delimiters[i];
	}
	return NULL;
}

static bool is_tag_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_sign(char c)
{
	return memchr("!%+:@^", c, 6) != NULL;
}

/* Behind "<<": [-~] 'TAG', "TAG", \TAG or TAG. Returns what follows; code goes on there. */
static size_t note_heredoc(struct lexis *lx, const struct delimiter *d, size_t at)
{
	struct lexis_state *now = &lx->now;
	bool indented = d->flags & INDENTED;
	char quote = '\0';
	size_t tag;

	if (at < lx->len && lx->data[at] == '<') /* "<<<" of a shell: a word follows, no body */
		return at + 1;
	if (at < lx->len && (lx->data[at] == '-' || lx->data[at] == '~')) {
		indented = true;
		at++;
	}
	while ((d->flags & SPACED) && at < lx->len && (lx->data[at] == ' ' || lx->data[at] == '\t'))
		at++;
	if (at < lx->len && memchr("'\"`\\", lx->data[at], 4) != NULL)
		quote = lx->data[at++];
	if (quote == '\\')
		quote = '\0';
	for (tag = at; at < lx->len && (is_tag_byte(lx->data[at]) || (quote != '\0' && lx->data[at] > ' ') ||
			(d->flags & SIGNS && is_sign(lx->data[at]))); at++) {
		if (lx->data[at] == quote)
			break;
	}
	if (at > tag && !(lx->data[tag] >= '0' && lx->data[tag] <= '9') && now->heredocs < LEXIS_HEREDOCS &&
			now->lost < LOST_MAX) {
		now->heredoc[now->heredocs].tag = tag;
		now->heredoc[now->heredocs].len = at - tag;
		now->heredoc[now->heredocs++].indented = indented;
		watch(lx);
	}
	return quote != '\0' && at < lx->len && lx->data[at] == quote ? at + 1 : at;
}

static bool ends_tag(const struct lexis *lx, size_t at)
{
	return at >= lx->len || !is_tag_byte(lx->data[at]);
}

/* The end of the tag that closes the first waiting heredoc; 0 if there is none. */
static size_t find_tag(const struct lexis *lx, size_t from)
{
	const char *tag = lx->data + lx->now.heredoc[0].tag;
	const size_t len = lx->now.heredoc[0].len;

	for (size_t at = from; at < lx->len; at = line_end(lx, at) + 1) {
		while (lx->now.heredoc[0].indented && at < lx->len && (lx->data[at] == ' ' || lx->data[at] == '\t'))
			at++;
		if (lx->len - at >= len && memcmp(lx->data + at, tag, len) == 0 && ends_tag(lx, at + len))
			return at + len;
	}
	return 0;
}

static size_t ends_heredoc(const struct lexis *lx, size_t at, size_t from)
{
	size_t end = find_tag(lx, from);

	return end != 0 ? end : at;
}

static void read_heredoc(struct lexis *lx)
{
	struct lexis_state *now = &lx->now;

	now->end = ends_heredoc(lx, now->begin, now->inside);
	now->lost += now->end == now->begin;
	now->heredocs--;
	memmove(&now->heredoc[0], &now->heredoc[1], now->heredocs * sizeof(now->heredoc[0]));
	watch(lx);
}

/* A line ends: a waiting heredoc begins, and no hole of a string of one line lives on. */
static bool end_line(struct lexis *lx, size_t at)
{
	struct lexis_state *now = &lx->now;

	for (unsigned i = 0; i < now->holes; i++) {
		if (now->hole[i].string->flags & ONE_LINE)
			now->holes = i;
	}
	watch(lx);
	if (now->heredocs == 0)
		return false;
	now->open = &heredoc_body;
	now->inside = now->end = at + 1;
	return true;
}

/* A bracket in a hole: the one that closes it ends the code, and the string goes on. */
static bool end_hole(struct lexis *lx, size_t at)
{
	struct lexis_state *now = &lx->now;
	const char open = opening_bracket(now->hole[now->holes - 1].string);
	const char close = open == '(' ? ')' : '}';

	if (lx->data[at] == open)
		now->hole[now->holes - 1].depth++;
	if (lx->data[at] != close || now->hole[now->holes - 1].depth-- > 0)
		return false;
	now->open = now->hole[--now->holes].string;
	now->inside = now->end = at + 1;
	watch(lx);
	return true;
}

/* Whether code ends at this stop; else *at moves over it. */
static bool end_code(struct lexis *lx, size_t *at)
{
	const unsigned char stop = lx->stops[(unsigned char)lx->data[*at]];
	const struct delimiter *d = stop & STOP_OPEN ? opener(lx, *at) : NULL;

	if (d != NULL && d->flags & HEREDOC) {
		*at = note_heredoc(lx, d, *at + strlen(d->open));
		return false;
	}
	if (d != NULL) {
		lx->now.open = d;
		lx->now.end = *at;
		lx->now.inside = *at + strlen(d->open);
		return true;
	}
	if ((stop & STOP_LINE && end_line(lx, *at)) || (stop & STOP_BRACKET && lx->now.holes > 0 && end_hole(lx, *at)))
		return true;
	*at += lx->syntax->escapes && lx->data[*at] == '\\' ? 2 : 1;
	return false;
}

static void read_code(struct lexis *lx)
{
	size_t at = lx->now.end;

	lx->now.class = LEXIS_CODE;
	for (;;) {
		while (at < lx->len && !lx->stops[(unsigned char)lx->data[at]])
			at++;
		if (at >= lx->len)
			break;
		if (end_code(lx, &at))
			return;
	}
	lx->now.end = lx->len;
}

static size_t after_escape(const struct lexis *lx, size_t at)
{
	const bool crlf = at + 2 < lx->len && lx->data[at + 1] == '\r' && lx->data[at + 2] == '\n';

	return at + (crlf ? 3 : 2);
}

/* Whether a hole begins at *at; then *at moves into it. A hole's mark written twice ("{{") is text. */
static bool enter_hole(struct lexis *lx, const struct delimiter *d, size_t *at)
{
	struct lexis_state *now = &lx->now;
	const size_t size = strlen(d->hole);

	if (!looking_at(lx, *at, d->hole))
		return false;
	if (size == 1 && *at + 1 < lx->len && lx->data[*at + 1] == d->hole[0]) {
		*at += 1;
		return false;
	}
	if (now->holes == LEXIS_HOLES)
		return false;
	now->hole[now->holes].string = d;
	now->hole[now->holes++].depth = 0;
	*at += size;
	watch(lx);
	return true;
}

static bool is_escape(const struct lexis *lx, const struct delimiter *d, size_t at)
{
	if (d->flags & ESCAPES)
		return true;
	return d->flags & ESCAPES_IN_WORD && at + 2 < lx->len && lx->data[at + 1] == d->close[0] && is_tag_byte(lx->data[at + 2]);
}

static size_t read_string(struct lexis *lx, const struct delimiter *d, size_t at)
{
	const char close = d->close[0];

	for (; at < lx->len; at++) {
		const char c = lx->data[at];

		if (c == '\\' && is_escape(lx, d, at)) {
			at = after_escape(lx, at) - 1;
		} else if (c == '\n' && d->flags & ONE_LINE) {
			return at;
		} else if (d->hole != NULL && c == d->hole[0] && enter_hole(lx, d, &at)) {
			return at;
		} else if (c == close && looking_at(lx, at, d->close)) {
			if (!(d->flags & DOUBLED) || at + 1 >= lx->len || lx->data[at + 1] != close)
				return at + strlen(d->close);
			at++;
		}
	}
	return d->flags & (ONE_LINE | TO_THE_END) ? lx->len : LEXIS_NEVER;
}

static size_t read_nested(const struct lexis *lx, const struct delimiter *d, size_t at)
{
	size_t depth = 1;

	while (at < lx->len) {
		if (looking_at(lx, at, d->close)) {
			at += strlen(d->close);
			if (--depth == 0)
				return at;
		} else if (looking_at(lx, at, d->open)) {
			at += strlen(d->open);
			depth++;
		} else {
			at++;
		}
	}
	return LEXIS_NEVER;
}

static size_t read_comment(const struct lexis *lx, const struct delimiter *d, size_t at)
{
	const char *found;

	if (d->close == NULL)
		return line_end(lx, at);
	if (d->flags & NESTS)
		return read_nested(lx, d, at);
	found = at < lx->len ? memmem(lx->data + at, lx->len - at, d->close, strlen(d->close)) : NULL;
	return found != NULL ? (size_t)(found - lx->data) + strlen(d->close) : LEXIS_NEVER;
}

static size_t find_end(struct lexis *lx, const struct delimiter *d)
{
	struct lexis_state *now = &lx->now;

	if (now->lost >= LOST_MAX && !(d->flags & (ONE_LINE | TO_THE_END)) && (d->close != NULL || d->ends != NULL))
		return LEXIS_NEVER;
	if (d->ends != NULL)
		return d->ends(lx, now->begin, now->inside);
	return d->class == LEXIS_COMMENT ? read_comment(lx, d, now->inside) : read_string(lx, d, now->inside);
}

static void read_delimited(struct lexis *lx)
{
	struct lexis_state *now = &lx->now;
	const struct delimiter *d = now->open;

	now->open = NULL;
	now->class = d->class;
	if (d == &heredoc_body) {
		read_heredoc(lx);
		return;
	}
	now->end = find_end(lx, d);
	if (now->end == LEXIS_NEVER) {
		now->lost++;
		now->end = now->inside;
	}
	if (now->end > lx->len)
		now->end = lx->len;
}

static void step(struct lexis *lx)
{
	if (lx->now.end - lx->mark.end > MARK_EVERY) {
		lx->older = lx->mark;
		lx->mark = lx->now;
	}
	lx->now.begin = lx->now.end;
	if (lx->now.open != NULL)
		read_delimited(lx);
	else
		read_code(lx);
}

static void restart(struct lexis *lx)
{
	memset(&lx->now, 0, sizeof(lx->now));
	lx->now.open = lx->syntax->first;
	lx->mark = lx->older = lx->now;
}

static void go_back(struct lexis *lx, size_t offset)
{
	if (lx->mark.begin <= offset)
		lx->now = lx->mark;
	else if (lx->older.begin <= offset)
		lx->now = lx->mark = lx->older;
	else
		restart(lx);
	watch(lx);
}

void secscan_lexis_init(struct lexis *lx, enum secscan_language language, const char *data, size_t len)
{
	memset(lx, 0, sizeof(*lx));
	lx->syntax = secscan_syntax_of(language);
	lx->data = data;
	lx->len = len;
	if (lx->syntax == NULL)
		return;
	for (size_t i = 0; i < lx->syntax->count; i++)
		lx->stops[(unsigned char)lx->syntax->delimiters[i].open[0]] |= STOP_OPEN;
	if (lx->syntax->escapes)
		lx->stops['\\'] |= STOP_OPEN;
	restart(lx);
}

enum lexis_class secscan_lexis_at(struct lexis *lx, size_t offset)
{
	if (lx->syntax == NULL || offset >= lx->len)
		return LEXIS_CODE;
	if (offset < lx->now.begin)
		go_back(lx, offset);
	while (lx->now.end <= offset)
		step(lx);
	return lx->now.class;
}
