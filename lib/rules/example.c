/* SPDX-License-Identifier: MIT */
#include "rules/example.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_DEPTH = 64,
	OPEN_MORE = 40,    /* an open repeat goes this far beyond its least ... */
	OPEN_MOST = 3000,  /* ... or, as often as may be, so far */
	MAX_TEXT = 16 * 1024,
	BYTES = 256,
};

struct set {
	bool has[BYTES];
};

struct repeat {
	size_t least, most;
};

struct group {
	const char *body;
	const char *behind; /* after the group and its repeat */
	size_t left;        /* how often it is still to be made */
	bool caseless;      /* outside of it */
};

struct maker {
	struct buffer *out;
	const char *at;
	struct group groups[MAX_DEPTH];
	unsigned depth;
	bool caseless;
	enum example_style style;
	uint64_t state;
	size_t start;
};

static size_t draw(struct maker *m, size_t below)
{
	m->state = m->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(m->state >> 33) % below;
}

/* ---- sets of bytes */

static void add_range(struct set *set, unsigned from, unsigned to)
{
	for (unsigned c = from; c <= to && c < BYTES; c++)
		set->has[c] = true;
}

static void add_where(struct set *set, int (*is)(int), bool negated)
{
	for (int c = 0; c < BYTES; c++)
		if (!(c < 0x80 && is(c)) == negated)
			set->has[c] = true;
}

static int is_word(int c)
{
	return isalnum(c) || c == '_';
}

static int is_blank(int c)
{
	return c == ' ' || c == '\t';
}

/* \d and its kind; false when the letter names no class. */
static bool add_named(struct set *set, char letter)
{
	static const struct {
		char letter;
		int (*is)(int);
	} classes[] = {{'d', isdigit}, {'w', is_word}, {'s', isspace}, {'h', is_blank}};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (tolower((unsigned char)letter) != classes[i].letter)
			continue;
		add_where(set, classes[i].is, letter != classes[i].letter);
		return true;
	}
	return false;
}

/* The byte that an escape stands for; *at stands behind the backslash and is moved on. */
static unsigned read_escaped(const char **at)
{
	static const char letters[] = "nrtfea", bytes[] = "\n\r\t\f\x1b\a";
	const char *known = **at ? strchr(letters, **at) : NULL;
	char digits[3] = "";
	unsigned byte = (unsigned char)**at;

	if (!byte)
		return 0;
	++*at;
	if (known)
		return (unsigned char)bytes[known - letters];
	if (byte != 'x')
		return byte;
	for (size_t i = 0; i < 2 && isxdigit((unsigned char)**at); i++)
		digits[i] = *(*at)++;
	return (unsigned)strtoul(digits, NULL, 16);
}

static const char *add_posix(struct set *set, const char *p)
{
	static const struct {
		const char *name;
		int (*is)(int);
	} classes[] = {{"alpha:]", isalpha}, {"digit:]", isdigit}, {"alnum:]", isalnum}, {"upper:]", isupper},
			{"lower:]", islower}, {"space:]", isspace}, {"xdigit:]", isxdigit}, {"punct:]", ispunct}};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		size_t len = strlen(classes[i].name);

		if (strncmp(p, classes[i].name, len) != 0)
			continue;
		add_where(set, classes[i].is, false);
		return p + len;
	}
	return p;
}

static unsigned read_byte(const char **at)
{
	unsigned byte = (unsigned char)*(*at)++;

	return byte == '\\' ? read_escaped(at) : byte;
}

/* One byte or range of a class; p stands at it. */
static const char *add_item(struct set *set, const char *p)
{
	unsigned from, to;

	if (p[0] == '[' && p[1] == ':')
		return add_posix(set, p + 2);
	if (p[0] == '\\' && add_named(set, p[1]))
		return p + 2;
	from = to = read_byte(&p);
	if (p[0] == '-' && p[1] && p[1] != ']') {
		p++;
		to = read_byte(&p);
	}
	add_range(set, from, to);
	return p;
}

static const char *read_class(struct set *set, const char *p)
{
	bool negated = p[1] == '^';
	const char *first = p + 1 + negated;

	for (p = first; *p && (*p != ']' || p == first);)
		p = add_item(set, p);
	for (size_t c = 0; negated && c < BYTES; c++)
		set->has[c] = !set->has[c];
	return *p ? p + 1 : p;
}

/* ---- making text */

static struct repeat read_repeat(struct maker *m)
{
	struct repeat r = {1, 1};
	char *end;

	if (*m->at == '?') {
		r.least = 0;
	} else if (*m->at == '*' || *m->at == '+') {
		r = (struct repeat){*m->at == '+', SIZE_MAX};
	} else if (*m->at == '{' && isdigit((unsigned char)m->at[1])) {
		r.least = r.most = strtoul(m->at + 1, &end, 10);
		if (*end == ',')
			r.most = isdigit((unsigned char)end[1]) ? strtoul(end + 1, &end, 10) : SIZE_MAX;
		m->at += strcspn(m->at, "}");
	} else {
		return r;
	}
	m->at += *m->at != '\0';
	if (*m->at == '?' || *m->at == '+')
		m->at++;
	return r;
}

static size_t choose_count(struct maker *m, struct repeat r)
{
	size_t most = r.most == SIZE_MAX ? r.least + (m->style == EXAMPLE_MOST ? OPEN_MOST : OPEN_MORE) : r.most;

	if (m->style == EXAMPLE_LEAST || m->out->len - m->start > MAX_TEXT)
		return r.least;
	if (m->style == EXAMPLE_MOST)
		return most;
	return r.least + draw(m, most - r.least + 1);
}

/* A byte of the set: letters and digits where there are any, unless odd ones are wanted. */
static int pick(struct maker *m, const struct set *set)
{
	unsigned char plain[BYTES], any[BYTES];
	size_t n_plain = 0, n = 0;

	for (unsigned c = 0; c < BYTES; c++) {
		if (!set->has[c])
			continue;
		any[n++] = (unsigned char)c;
		if (c < 0x80 && isalnum((int)c))
			plain[n_plain++] = (unsigned char)c;
	}
	if (n_plain && (m->style != EXAMPLE_ODD || draw(m, 2)))
		return plain[draw(m, n_plain)];
	return n ? any[draw(m, n)] : -1;
}

static int make_set(struct maker *m, const struct set *set)
{
	size_t count = choose_count(m, read_repeat(m));

	for (size_t i = 0; i < count; i++) {
		int byte = pick(m, set);
		char c = (char)byte;

		if (byte >= 0 && secscan_buffer_add(m->out, &c, 1))
			return SECSCAN_ERR_NOMEM;
	}
	return 0;
}

static int make_byte(struct maker *m, unsigned byte)
{
	struct set set = {0};

	set.has[byte] = true;
	if (m->caseless) {
		set.has[toupper((int)byte)] = true;
		set.has[tolower((int)byte)] = true;
	}
	return make_set(m, &set);
}

/* ---- groups */

/* Behind the atom at p, a group counted as the parenthesis that opens it. */
static const char *skip_atom(const char *p)
{
	struct set ignored = {0};

	if (*p == '[')
		return read_class(&ignored, p);
	return p + (*p == '\\' && p[1] ? 2 : 1);
}

/* From the start of a branch: the end of the group, and where its wanted branch starts. Returns how many there are. */
static size_t find_branch(const char *body, size_t wanted, const char **start, const char **end)
{
	size_t branches = 1, depth = 0;
	const char *p = body;

	*start = body;
	for (; *p && (depth || *p != ')'); p = skip_atom(p)) {
		if (*p == '|' && !depth && branches++ == wanted)
			*start = p + 1;
		depth += *p == '(';
		depth -= *p == ')';
	}
	*end = p;
	return branches;
}

static void start_branch(struct maker *m, const char *body)
{
	const char *end;
	size_t branches = find_branch(body, 0, &m->at, &end);

	find_branch(body, draw(m, branches), &m->at, &end);
}

/* Options such as i and -i; at stands behind the ?. */
static void read_options(struct maker *m)
{
	bool on = true;

	for (; *m->at && *m->at != ':' && *m->at != ')'; m->at++) {
		if (*m->at == '-')
			on = false;
		else if (*m->at == 'i')
			m->caseless = on;
	}
}

/* Pass over what kind of group it is; false when there is nothing to make of it. */
static bool read_kind(struct maker *m)
{
	bool behind = m->at[1] == '<';

	if (*m->at != '?')
		return true;
	if (strchr("=!", m->at[1 + behind]))
		return false;
	m->at++;
	if (behind || *m->at == 'P')
		m->at += strcspn(m->at, ">");
	else if (*m->at != '>' && *m->at != '|')
		read_options(m);
	if (*m->at == ')')
		return false;
	m->at += *m->at != '\0';
	return true;
}

static void open_group(struct maker *m)
{
	bool caseless = m->caseless, options;
	const char *start, *end;
	struct group *g;
	size_t count;

	m->at++;
	options = *m->at == '?';
	if (!read_kind(m) || m->depth + 1 == MAX_DEPTH) {
		options = options && *m->at == ')';
		find_branch(m->at, 0, &start, &end);
		m->at = end + (*end != '\0');
		if (!options)
			m->caseless = caseless;
		return;
	}
	g = &m->groups[m->depth];
	g->body = m->at;
	g->caseless = caseless;
	find_branch(g->body, 0, &start, &end);
	m->at = end + (*end != '\0');
	count = choose_count(m, read_repeat(m));
	g->behind = m->at;
	if (!count) {
		m->caseless = caseless;
		return;
	}
	g->left = count - 1;
	m->depth++;
	start_branch(m, g->body);
}

/* At the end of a branch. False when it is the pattern's own. */
static bool close_branch(struct maker *m)
{
	struct group *g;

	if (!m->depth)
		return false;
	g = &m->groups[m->depth - 1];
	if (g->left && m->out->len - m->start <= MAX_TEXT) {
		g->left--;
		start_branch(m, g->body);
		return true;
	}
	m->at = g->behind;
	m->caseless = g->caseless;
	m->depth--;
	return true;
}

/* A boundary before a word in the pattern's middle: mostly it wants that what a class gave does not touch the word. */
static void make_boundary(struct maker *m)
{
	bool before_word = isalnum((unsigned char)*m->at) || *m->at == '(';

	if (before_word && m->out->len > m->start && draw(m, 2))
		m->out->data[m->out->len - 1] = ' ';
}

static int make_escape(struct maker *m)
{
	struct set set = {0};

	m->at++;
	if (*m->at == 'b' || *m->at == 'B') {
		m->at++;
		make_boundary(m);
		return 0;
	}
	if (!add_named(&set, *m->at))
		return make_byte(m, read_escaped(&m->at));
	m->at++;
	return make_set(m, &set);
}

static int make_class(struct maker *m)
{
	struct set set = {0};

	m->at = read_class(&set, m->at);
	for (unsigned c = 'a'; m->caseless && c <= 'z'; c++)
		set.has[c] = set.has[c - 'a' + 'A'] = set.has[c] || set.has[c - 'a' + 'A'];
	return make_set(m, &set);
}

static int make_any(struct maker *m)
{
	struct set set = {0};

	m->at++;
	add_range(&set, 0, BYTES - 1);
	set.has['\n'] = false;
	return make_set(m, &set);
}

static int make_atom(struct maker *m)
{
	switch (*m->at) {
	case '\\':
		return make_escape(m);
	case '[':
		return make_class(m);
	case '.':
		return make_any(m);
	case '(':
		open_group(m);
		return 0;
	case '^':
	case '$':
		m->at++;
		return 0;
	default:
		return make_byte(m, (unsigned char)*m->at++);
	}
}

int secscan_pattern_example(struct buffer *out, const char *pattern, enum example_style style, uint64_t seed)
{
	struct maker m = {.out = out, .style = style, .state = seed, .start = out->len};
	int rc = 0;

	start_branch(&m, pattern);
	while (!rc) {
		if (*m.at && *m.at != '|' && *m.at != ')')
			rc = make_atom(&m);
		else if (!close_branch(&m))
			break;
	}
	return rc;
}
