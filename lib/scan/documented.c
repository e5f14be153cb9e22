/* SPDX-License-Identifier: MIT */
/* Values in comments that explain: what a call looks like, what it gives. Commented-out code is no such comment. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum {
	REACH = 4096, /* how far a comment or section is followed */
	PERSON = 160, /* how far from a hash its owner is looked for */
};

static const char *const comment_starts[] = {"#", "//", "/*", "*", "--", ";", NULL};

/* What only a comment for readers has. */
static const char *const marks[] = {"# =>", "// =>", ">>> ", "```", "<pre", "<code", "{@code", "@example", "@param",
		"iex> ", "==== ", "example:", "examples:", "for example", "for instance", "e.g.", NULL};

/* No further than a reader looks: a line may be as long as the file. */
static struct span line_at(struct span text, const char *at)
{
	const char *start = at, *end = at;
	const char *floor = at - text.at > REACH ? at - REACH : text.at;
	const char *ceiling = text.at + text.len - at > REACH ? at + REACH : text.at + text.len;

	while (start > floor && start[-1] != '\n')
		start--;
	while (end < ceiling && *end != '\n')
		end++;
	return (struct span){start, (size_t)(end - start)};
}

static struct span trimmed(struct span line)
{
	while (line.len && isspace((unsigned char)*line.at)) {
		line.at++;
		line.len--;
	}
	return line;
}

static bool is_comment_line(struct span line)
{
	return secscan_span_starts_any(trimmed(line), comment_starts);
}

/* The lines around the value that are comments as well. */
static struct span comment_around(const struct candidate *c)
{
	const char *text_end = c->text.at + c->text.len;
	struct span line = line_at(c->text, c->value.at);
	const char *start = line.at, *end = line.at + line.len;

	while (start > c->text.at && (size_t)(c->value.at - start) < REACH) {
		line = line_at(c->text, start - 1);
		if (!is_comment_line(line))
			break;
		start = line.at;
	}
	while (end < text_end && (size_t)(end - c->value.at) < REACH) {
		line = line_at(c->text, end + 1);
		if (end + 1 == text_end || !is_comment_line(line))
			break;
		end = line.at + line.len;
	}
	return (struct span){start, (size_t)(end - start)};
}

static bool is_doc_comment(struct span comment)
{
	struct span first = trimmed(comment);

	return secscan_span_starts(first, "/**") || secscan_span_starts(first, "///") || secscan_span_starts(first, "//!") ||
			secscan_span_has_any(comment, marks);
}

/* The last line above that begins without a blank and opens something: EXAMPLES = """, EXAMPLES: | */
static bool under_examples(const struct candidate *c)
{
	struct span line = line_at(c->text, c->value.at);

	while (line.at > c->text.at && (size_t)(c->value.at - line.at) < REACH) {
		line = line_at(c->text, line.at - 1);
		if (line.len && isalpha((unsigned char)*line.at))
			return secscan_span_starts(line, "example") && line.len < 40;
	}
	return false;
}

/* A hash lets nobody in as long as it is a comment. */
static bool is_hash(const struct candidate *c)
{
	return c->rule->chosen && (*c->value.at == '$' || *c->value.at == '{');
}

/* {"email": "ada@example.com", "hash": ...}: nobody has such an address. */
static bool belongs_to_nobody(const struct candidate *c)
{
	static const char *const mails[] = {"@example.com", "@example.org", "@example.net", NULL};
	size_t before = (size_t)(c->value.at - c->text.at);
	const char *text_end = c->text.at + c->text.len, *end = c->value.at + c->value.len;

	before = before < PERSON ? before : PERSON;
	end = text_end - end > PERSON ? end + PERSON : text_end;
	return is_hash(c) &&
			secscan_span_has_any((struct span){c->value.at - before, before + (size_t)(end - c->value.at)}, mails);
}

const char *secscan_step_documented(const struct candidate *c, enum secscan_ruling *ruling)
{
	static const char *const prompts[] = {">>> ", "iex> ", NULL};
	bool is_comment = c->lexis && secscan_lexis_at(c->lexis, (size_t)(c->value.at - c->text.at)) == LEXIS_COMMENT;

	*ruling = SECSCAN_DOUBTED;
	if (is_comment && is_doc_comment(comment_around(c)))
		return "it stands in a comment that explains something";
	if (is_comment && is_hash(c))
		return "it is a password's hash in a comment";
	if (belongs_to_nobody(c))
		return "whose it is has an address at example.com";
	if (secscan_span_starts_any(trimmed(line_at(c->text, c->value.at)), prompts) || under_examples(c))
		return "it stands in an example of a manual";
	return NULL;
}

/* The comment that stands right behind the value, but for what closes the statement. */
static struct span comment_behind(const struct candidate *c)
{
	static const char *const starts[] = {"//", "#", "/*", "--", "<!--", NULL};
	struct span line = line_at(c->text, c->value.at), rest = {c->value.at + c->value.len, 0};

	if (line.at + line.len > rest.at)
		rest.len = (size_t)(line.at + line.len - rest.at);
	while (rest.len && strchr("\"'`)]},; \t", *rest.at)) {
		rest.at++;
		rest.len--;
	}
	return secscan_span_starts_any(rest, starts) ? rest : (struct span){rest.at, 0};
}

/* The line above where it is one, by the language. */
static struct span comment_above(const struct candidate *c)
{
	struct span line = line_at(c->text, c->value.at), text;

	line = line.at > c->text.at ? line_at(c->text, line.at - 1) : (struct span){line.at, 0};
	text = trimmed(line);
	if (!text.len || !c->lexis || secscan_lexis_at(c->lexis, (size_t)(text.at - c->text.at)) != LEXIS_COMMENT)
		return (struct span){line.at, 0};
	return line;
}

/* Whoever writes so may be wrong: it is doubted, and told. */
const char *secscan_step_disowned(const struct candidate *c, enum secscan_ruling *ruling)
{
	static const char *const words[] = {"not a real", "not real", "isn't real", "is no real", "fake", "dummy", NULL};

	*ruling = SECSCAN_DOUBTED;
	if (secscan_span_has_any(comment_behind(c), words) || secscan_span_has_any(comment_above(c), words))
		return "the comment beside it says that it is none";
	return NULL;
}
