/* SPDX-License-Identifier: MIT */
#include "rules/regex.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

enum atom { ATOM_END, ATOM_LITERAL, ATOM_CLASS, ATOM_ZERO_WIDTH, ATOM_OPEN, ATOM_CLOSE, ATOM_OR };

/* A literal's worth: twice its length, and one more when it has a digit or sign in it. */
struct frame {
	unsigned least;  /* of the finished branches */
	unsigned best;   /* of this branch */
	unsigned run;    /* of the literal that is being read */
	bool look;       /* a look-around: says nothing about the text that is consumed */
};

struct reading {
	const char *at;
	struct regex_shape *out;
	struct frame frames[MAX_DEPTH];
	unsigned depth;
	bool started;
};

static unsigned worth(unsigned run, unsigned char c)
{
	bool sign = !isalpha(c) && c != ' ';

	return (run | (sign ? 1u : 0u)) + 2;
}

static void end_run(struct frame *f)
{
	if (f->run > f->best)
		f->best = f->run;
	f->run = 0;
}

static const char *skip_class(const char *p)
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
		r->at = skip_class(r->at);
		return r->at - class_start == 3 ? ATOM_LITERAL : ATOM_CLASS;
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

/* The repeat behind an atom: the least count, and whether it is exactly once. */
static unsigned read_repeat(struct reading *r, bool *once)
{
	unsigned least = 1;
	const char *start = r->at;

	if (*r->at == '?' || *r->at == '*') {
		least = 0;
		r->at++;
	} else if (*r->at == '+') {
		r->at++;
	} else if (*r->at == '{' && isdigit((unsigned char)r->at[1])) {
		least = (unsigned)strtoul(r->at + 1, NULL, 10);
		r->at += strcspn(r->at, "}");
		r->at += *r->at != '\0';
	}
	*once = r->at == start;
	if (!*once && (*r->at == '?' || *r->at == '+'))
		r->at++;
	return least;
}

static void take_literal(struct reading *r, struct frame *f, unsigned char c)
{
	bool once;
	unsigned least = read_repeat(r, &once);

	if (least)
		f->run = worth(f->run, c);
	if (!once)
		end_run(f);
	r->started = true;
}

static void take_class(struct reading *r, struct frame *f)
{
	bool once;

	read_repeat(r, &once);
	end_run(f);
	if (!r->started && !once && !f->look)
		r->out->leading_class = true;
	r->started = true;
}

static void end_branch(struct frame *f)
{
	end_run(f);
	if (f->best < f->least)
		f->least = f->best;
	f->best = 0;
}

static void close_group(struct reading *r)
{
	struct frame *inner = &r->frames[r->depth];
	struct frame *outer = &r->frames[r->depth - 1];
	bool once;

	end_branch(inner);
	r->depth--;
	if (read_repeat(r, &once) && !inner->look && inner->least > outer->best)
		outer->best = inner->least;
}

static bool take_atom(struct reading *r)
{
	struct frame *f = &r->frames[r->depth];
	unsigned char first = (unsigned char)*r->at;
	bool look = false;
	enum atom atom = read_atom(r, &look);

	switch (atom) {
	case ATOM_END:
		return false;
	case ATOM_LITERAL:
		take_literal(r, f, first);
		break;
	case ATOM_CLASS:
		take_class(r, f);
		break;
	case ATOM_ZERO_WIDTH:
		break;
	case ATOM_OR:
		end_branch(f);
		break;
	case ATOM_OPEN:
		end_run(f);
		if (r->depth + 1 == MAX_DEPTH) {
			r->out->unsupported = "groups nest deeper than 63";
			return false;
		}
		r->frames[++r->depth] = (struct frame){.least = UINT32_MAX, .look = look || f->look};
		break;
	case ATOM_CLOSE:
		if (!r->depth)
			return false;
		close_group(r);
		break;
	}
	return true;
}

void secscan_regex_shape(struct regex_shape *out, const char *pattern)
{
	struct reading r = {.at = pattern, .out = out};

	memset(out, 0, sizeof(*out));
	r.frames[0].least = UINT32_MAX;
	while (take_atom(&r))
		;
	end_branch(&r.frames[0]);
	out->literal = r.frames[0].least / 2;
	out->distinctive = r.frames[0].least & 1;
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
	size_t inner = len, cut;

	*min = 0;
	*closing = 0;
	while (inner && pattern[inner - 1] == ')' && !escaped(pattern, inner - 1)) {
		inner--;
		++*closing;
	}
	inner = strip_boundaries(pattern, inner);
	cut = open_repeat(pattern, inner, min);
	if (!*min && inner == len - *closing) {
		*closing = 0;
		return len;
	}
	return cut;
}
