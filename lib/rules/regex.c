/* SPDX-License-Identifier: MIT */
#include "rules/regex.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

enum atom { ATOM_END, ATOM_LITERAL, ATOM_SMALL_CLASS, ATOM_CLASS, ATOM_ZERO_WIDTH, ATOM_OPEN, ATOM_CLOSE, ATOM_OR };

struct literal {
	unsigned len;
	const char *text; /* where it starts in the pattern */
};

struct frame {
	struct literal least; /* of the finished branches */
	struct literal best;  /* of this branch */
	struct literal run;   /* that is being read */
	unsigned lead;        /* bytes of the literal that this branch starts with, once led */
	unsigned least_lead;  /* of the finished branches */
	bool led;
	bool pure;            /* nothing but literals so far: the group is a choice of words */
	bool look;            /* a look-around: says nothing about the text that is consumed */
};

static const struct literal endless = {.len = UINT32_MAX};

struct reading {
	const char *at;
	struct regex_shape *out;
	struct frame frames[MAX_DEPTH];
	unsigned depth;
	bool started;
};

static void end_lead(struct frame *f, unsigned len)
{
	if (!f->led)
		f->lead = len;
	f->led = true;
}

static void end_run(struct frame *f)
{
	end_lead(f, f->run.len);
	if (f->run.len > f->best.len)
		f->best = f->run;
	f->run.len = 0;
}

static void extend_run(struct frame *f, const char *at, unsigned len)
{
	if (!f->run.len)
		f->run.text = at;
	f->run.len += len;
}

/* Hyperscan spells a small class out: gh[ousr]_ is four words to it. */
static bool is_small_class(const char *start, const char *end)
{
	enum { SMALL = 10 };
	size_t inside = (size_t)(end - start) - 2;

	return inside && inside <= SMALL && start[1] != '^' && start[1] != '[' && !memchr(start, '\\', inside) &&
			!memchr(start + 2, '-', inside - 2 < inside ? inside - 2 : 0);
}

const char *secscan_regex_class_end(const char *p)
{
	p++;
	if (*p == '^')
		p++;
	if (*p == ']')
		p++;
	while (*p && *p != ']') {
		const char *posix = *p == '[' && p[1] == ':' ? strstr(p + 2, ":]") : NULL;

		if (posix)
			p = posix + 1;
		else if (*p == '\\' && p[1])
			p++;
		p++;
	}
	return *p ? p + 1 : p;
}

static enum atom read_escape(struct reading *r)
{
	char c = r->at[1];

	r->at += c ? 2 : 1;
	if (c == 'b' || c == 'B')
		return ATOM_ZERO_WIDTH;
	if (c && strchr("AzZGKQE", c))
		r->out->unsupported = "\\A \\z \\Z \\G \\K \\Q have no meaning inside a window";
	if ((c >= '1' && c <= '9') || c == 'k' || c == 'g')
		r->out->unsupported = "a back-reference costs unbounded time";
	if (c && strchr("dDwWsShHvVNRpPX", c))
		return ATOM_CLASS;
	if (c == 'x' && *r->at == '{')
		r->at += strcspn(r->at, "}") + (strchr(r->at, '}') != NULL);
	else if (c == 'x')
		for (int i = 0; i < 2 && isxdigit((unsigned char)*r->at); i++)
			r->at++;
	return ATOM_LITERAL;
}

/* After an opening parenthesis: pass over what kind of group it is. */
static enum atom read_open(struct reading *r, bool *look)
{
	*look = false;
	r->at++;
	if (*r->at != '?')
		return ATOM_OPEN;
	if (r->at[1] == '=' || r->at[1] == '!' || (r->at[1] == '<' && (r->at[2] == '=' || r->at[2] == '!'))) {
		r->out->look_around = true;
		*look = true;
		r->at += r->at[1] == '<' ? 3 : 2;
		return ATOM_OPEN;
	}
	if (r->at[1] == '>' || r->at[1] == '|')
		r->out->look_around = true;
	if (r->at[1] == '<' || r->at[1] == 'P') {
		r->at += strcspn(r->at, ">");
		r->at += *r->at != '\0';
		return ATOM_OPEN;
	}
	r->at++;
	r->at += strspn(r->at, "imsx-");
	if (*r->at == ')') {
		r->at++;
		return ATOM_ZERO_WIDTH;
	}
	r->at += *r->at != '\0';
	return ATOM_OPEN;
}

static enum atom read_atom(struct reading *r, bool *look)
{
	const char *class_start = r->at;

	switch (*r->at) {
	case '\0':
		return ATOM_END;
	case '\\':
		return read_escape(r);
	case '(':
		return read_open(r, look);
	case '[':
		r->at = secscan_regex_class_end(r->at);
		return is_small_class(class_start, r->at) ? ATOM_SMALL_CLASS : ATOM_CLASS;
	case ')':
		r->at++;
		return ATOM_CLOSE;
	case '|':
		r->at++;
		return ATOM_OR;
	case '.':
		r->at++;
		return ATOM_CLASS;
	case '^':
	case '$':
		r->at++;
		return ATOM_ZERO_WIDTH;
	default:
		r->at++;
		return ATOM_LITERAL;
	}
}

struct repeat {
	unsigned least;
	bool once;     /* no repeat at all */
	bool optional; /* ? */
	bool exact;    /* {14} */
};

/* The repeat behind an atom. */
static struct repeat read_repeat(struct reading *r)
{
	struct repeat repeat = {.least = 1};
	const char *start = r->at;

	if (*r->at == '?' || *r->at == '*') {
		repeat.least = 0;
		repeat.optional = *r->at++ == '?';
	} else if (*r->at == '+') {
		r->at++;
	} else if (*r->at == '{' && isdigit((unsigned char)r->at[1])) {
		repeat.least = (unsigned)strtoul(r->at + 1, NULL, 10);
		r->at += strcspn(r->at, "}");
		r->at += *r->at != '\0';
		repeat.exact = !memchr(start, ',', (size_t)(r->at - start));
	}
	repeat.once = r->at == start;
	if (!repeat.once && (*r->at == '?' || *r->at == '+'))
		r->at++;
	return repeat;
}

/* An optional byte does not end a literal: Hyperscan spells out both words. */
static void take_literal(struct reading *r, struct frame *f, const char *at, bool is_class)
{
	struct repeat repeat = read_repeat(r);

	if (is_class)
		end_lead(f, f->run.len);
	if (repeat.least)
		extend_run(f, at, 1);
	if (!repeat.once && !repeat.optional) {
		end_run(f);
		f->pure = false;
	}
	if (is_class && !repeat.least && !r->started && !f->look)
		r->out->leading_class = true;
	r->started = true;
}

static void take_class(struct reading *r, struct frame *f)
{
	struct repeat repeat = read_repeat(r);

	end_run(f);
	f->pure = false;
	if (!r->started && !repeat.once && !repeat.exact && !f->look)
		r->out->leading_class = true;
	r->started = true;
}

static void end_branch(struct frame *f)
{
	end_run(f);
	if (f->best.len < f->least.len)
		f->least = f->best;
	if (f->lead < f->least_lead)
		f->least_lead = f->lead;
	f->best.len = 0;
	f->led = false;
}

static void close_group(struct reading *r)
{
	struct frame *inner = &r->frames[r->depth];
	struct frame *outer = &r->frames[r->depth - 1];
	struct repeat repeat;

	end_branch(inner);
	r->depth--;
	repeat = read_repeat(r);
	if (inner->look)
		return;
	end_lead(outer, outer->run.len + (repeat.least ? inner->least_lead : 0));
	if (inner->pure && repeat.once) {
		extend_run(outer, inner->least.text, inner->least.len);
		return;
	}
	end_run(outer);
	outer->pure = false;
	if (repeat.least && inner->least.len > outer->best.len)
		outer->best = inner->least;
}

static bool open_group(struct reading *r, bool look)
{
	bool inside_look = r->frames[r->depth].look;

	if (r->depth + 1 == MAX_DEPTH) {
		r->out->unsupported = "groups nest deeper than 63";
		return false;
	}
	r->frames[++r->depth] = (struct frame){.least = endless, .least_lead = UINT32_MAX, .pure = true,
			.look = look || inside_look};
	return true;
}

static bool take_atom(struct reading *r)
{
	struct frame *f = &r->frames[r->depth];
	const char *at = r->at;
	bool look = false;
	enum atom atom = read_atom(r, &look);

	switch (atom) {
	case ATOM_END:
		return false;
	case ATOM_LITERAL:
	case ATOM_SMALL_CLASS:
		take_literal(r, f, at, atom == ATOM_SMALL_CLASS);
		return true;
	case ATOM_CLASS:
		take_class(r, f);
		return true;
	case ATOM_ZERO_WIDTH:
		return true;
	case ATOM_OR:
		end_branch(f);
		return true;
	case ATOM_OPEN:
		return open_group(r, look);
	case ATOM_CLOSE:
		if (!r->depth)
			return false;
		close_group(r);
		return true;
	}
	return false;
}

void secscan_regex_shape(struct regex_shape *out, const char *pattern)
{
	struct reading r = {.at = pattern, .out = out};

	memset(out, 0, sizeof(*out));
	r.frames[0] = (struct frame){.least = endless, .least_lead = UINT32_MAX, .pure = true};
	while (take_atom(&r))
		;
	end_branch(&r.frames[0]);
	out->literal = r.frames[0].least.len;
	out->literal_text = r.frames[0].least.text;
	out->lead = r.frames[0].least_lead;
}

/* Whether the byte at i is written with a backslash before it. */
static bool escaped(const char *p, size_t i)
{
	size_t n = 0;

	while (n < i && p[i - n - 1] == '\\')
		n++;
	return n & 1;
}

static size_t strip_boundaries(const char *p, size_t len)
{
	while (len >= 2 && p[len - 1] == 'b' && p[len - 2] == '\\' && !escaped(p, len - 2))
		len -= 2;
	return len;
}

/* Without a last character that may be missing: ={0,2}, =?, =*. */
static size_t strip_optional(const char *p, size_t len)
{
	size_t at = len;

	if (len >= 2 && strchr("?*", p[len - 1])) {
		at = len - 1;
	} else if (len >= 5 && p[len - 1] == '}') {
		for (at = len - 1; at && isdigit((unsigned char)p[at - 1]);)
			at--;
		at = at >= 3 && !memcmp(p + at - 3, "{0,", 3) ? at - 3 : len;
	}
	if (at == len || !at || escaped(p, at) || escaped(p, at - 1) || strchr("\\^$.|?*+()[]{}", p[at - 1]))
		return len;
	return at - 1;
}

/* If p[0..len) ends with an open repeat, its start; *min is the least count. Else len. */
static size_t open_repeat(const char *p, size_t len, unsigned *min)
{
	size_t i = len;

	if (len >= 2 && p[len - 1] == '?' && strchr("}+", p[len - 2]) && !escaped(p, len - 2))
		len--;
	if (len >= 2 && p[len - 1] == '+' && !escaped(p, len - 1) && !strchr("+*?{", p[len - 2])) {
		*min = 1;
		return len - 1;
	}
	if (len < 4 || p[len - 1] != '}')
		return i;
	i = len - 1;
	while (i && (isdigit((unsigned char)p[i - 1]) || p[i - 1] == ','))
		i--;
	if (!i || p[i - 1] != '{' || escaped(p, i - 1) || !memchr(p + i, ',', len - i))
		return len;
	*min = (unsigned)strtoul(p + i, NULL, 10);
	return *min ? i - 1 : len;
}

size_t secscan_regex_trigger_len(const char *pattern, unsigned *min, unsigned *closing)
{
	size_t len = strip_boundaries(pattern, strlen(pattern));
	size_t inner, cut;

	*min = 0;
	*closing = 0;
	len = strip_optional(pattern, len);
	inner = len;
	while (inner && pattern[inner - 1] == ')' && !escaped(pattern, inner - 1)) {
		inner--;
		++*closing;
	}
	inner = strip_optional(pattern, strip_boundaries(pattern, inner));
	cut = open_repeat(pattern, inner, min);
	if (!*min && inner == len - *closing) {
		*closing = 0;
		return len;
	}
	return cut;
}
