/* SPDX-License-Identifier: MIT */
#include "scan/template.h"

#include "base/error.h"
#include "scan/generators.h"

#include <ctype.h>

enum { MAX_COUNT = 1000 * 1000, NUMBER_TEMPLATE = 211 };

struct parser {
	struct drawing drawing;
	const char *template;
	const char *at;
	struct secscan_error *err;
};

static int refuse(const struct parser *p, const char *at, const char *what)
{
	int rc = secscan_fail(p->err, SECSCAN_ERR_SYNTAX, NUMBER_TEMPLATE, "template, byte %zu: %s",
			(size_t)(at - p->template) + 1, what);

	if (p->err)
		p->err->column = (unsigned)(at - p->template) + 1;
	return rc;
}

static int add(struct parser *p, const char *text, size_t len)
{
	return secscan_buffer_add(p->drawing.out, text, len) ? secscan_fail_nomem(p->err) : 0;
}

/* The byte that the escape at p->at stands for; 0 for none. */
static char unescape(const struct parser *p)
{
	switch (p->at[1]) {
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case 's':
		return ' ';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

/* One byte of literal text, written as itself, as an escape or as a doubled brace. */
static int take_byte(struct parser *p, char *byte)
{
	*byte = *p->at;
	if (*p->at == '\\') {
		*byte = unescape(p);
		if (!*byte)
			return refuse(p, p->at, "a backslash is followed by n, t, s or another backslash");
		p->at++;
	} else if (p->at[0] == '{' && p->at[1] == '{') {
		p->at++;
	}
	p->at++;
	return 0;
}

/* Literal text ends what a checksum covers, unless the template marked where that starts. */
static void end_run(struct parser *p)
{
	if (!p->drawing.marked)
		p->drawing.run = p->drawing.out->len;
}

/* "*N}" or "}". */
static int take_count(struct parser *p, size_t *count)
{
	*count = 1;
	if (*p->at == '*') {
		const char *digits = ++p->at;

		for (*count = 0; isdigit((unsigned char)*p->at) && *count <= MAX_COUNT; p->at++)
			*count = *count * 10 + (size_t)(*p->at - '0');
		if (p->at == digits || !*count || *count > MAX_COUNT)
			return refuse(p, digits, "expected a count from 1 to 1,000,000 behind `*`");
	}
	if (*p->at != '}')
		return refuse(p, p->at, "expected `}`; a brace that is meant is written `{{`");
	p->at++;
	return 0;
}

/* Behind "{'": a literal to repeat. It is literal text: what follows a checksum's run does not reach behind it. */
static int repeat_literal(struct parser *p)
{
	struct buffer literal = {0};
	size_t count;
	int rc = 0;

	while (!rc && *p->at && (*p->at != '\'' || (p->at[1] != '*' && p->at[1] != '}'))) {
		char byte;

		rc = take_byte(p, &byte);
		if (!rc && secscan_buffer_add(&literal, &byte, 1))
			rc = secscan_fail_nomem(p->err);
	}
	if (!rc && (!*p->at || !literal.len))
		rc = refuse(p, p->at, "expected a literal and `'*N}`");
	if (!rc) {
		p->at++;
		rc = take_count(p, &count);
	}
	while (!rc && count--)
		rc = add(p, literal.data, literal.len);
	secscan_buffer_release(&literal);
	end_run(p);
	return rc;
}

static int draw(struct parser *p)
{
	const char *name = p->at;
	const struct generator *generator;
	size_t len, count;
	int rc;

	while (isalnum((unsigned char)*p->at) || *p->at == '-')
		p->at++;
	len = (size_t)(p->at - name);
	generator = secscan_generator_find(name, len);
	if (!generator)
		return refuse(p, name, "no generator of this name is known, patterns/README.md lists them; a brace that "
				"is meant is written `{{`");
	rc = take_count(p, &count);
	if (!rc && generator->draw(&p->drawing, generator, count))
		rc = secscan_fail_nomem(p->err);
	return rc;
}

static int take_literal(struct parser *p)
{
	char byte;
	int rc = take_byte(p, &byte);

	if (!rc)
		rc = add(p, &byte, 1);
	end_run(p);
	return rc;
}

int secscan_template_expand(struct buffer *out, const char *template, uint64_t seed, struct secscan_error *err)
{
	struct parser p = {
		.drawing = {.out = out, .start = out->len, .run = out->len, .state = seed},
		.template = template,
		.at = template,
		.err = err,
	};
	int rc = 0;

	while (!rc && *p.at) {
		if (p.at[0] != '{' || p.at[1] == '{') {
			rc = take_literal(&p);
		} else if (p.at[1] == '\'') {
			p.at += 2;
			rc = repeat_literal(&p);
		} else {
			p.at++;
			rc = draw(&p);
		}
	}
	return rc;
}

/* FNV-1a. */
uint64_t secscan_template_seed(const char *name, uint64_t number)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ number;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
	return hash;
}
