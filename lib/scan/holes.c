/* SPDX-License-Identifier: MIT */
/* Holes in a text that a program fills: "ab{name}", "ab$name", "ab<name>". In passwords the marks hold no name. */
#include "scan/plausible.h"
#include "scan/words.h"

#include <ctype.h>
#include <string.h>

enum {
	NAME_LIKE = 450, /* cost of the words of a name, as of what reference.c takes for one */
	LONGEST_NAME = 40,
};

static bool is_name_byte(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_';
}

/* user, dbPassword, DB_PASS, item2: no digit but at the end, and letters in the order of words. */
static bool is_name(struct span s)
{
	size_t digits = 0;

	while (digits < s.len && isdigit((unsigned char)s.at[s.len - 1 - digits]))
		digits++;
	s.len -= digits;
	return s.len > 1 && s.len <= LONGEST_NAME && !secscan_span_count(s, isdigit) && secscan_words_cost(s) < NAME_LIKE;
}

static struct span up_to(struct span v, size_t from, const char *marks)
{
	size_t end = from;

	while (end < v.len && !strchr(marks, v.at[end]))
		end++;
	return (struct span){v.at + from, end < v.len ? end - from : 0};
}

/* {}, {name}, {obj.name}, {name!r:>8}, {name*12} */
static bool is_braced(struct span v, size_t at)
{
	struct span inside = up_to(v, at + 1, "}"), name = inside;

	if (v.at[at + 1] == '}')
		return true;
	name.len = 0;
	while (name.len < inside.len && (is_name_byte(name.at[name.len]) || strchr(".-", name.at[name.len])))
		name.len++;
	if (name.len < inside.len && !strchr(":![(*", name.at[name.len]))
		return false;
	if (name.len && name.len < inside.len && name.at[name.len] == '*')
		return true;
	return inside.len && (is_name(name) || (name.len && name.len < 3 && secscan_span_count(name, islower) == name.len));
}

static bool is_dollar_name(struct span v, size_t at)
{
	struct span name = {v.at + at + 1, 0};

	while (at + 1 + name.len < v.len && is_name_byte(name.at[name.len]))
		name.len++;
	return name.len > 2 && is_name(name);
}

/* <your password>, <b>, </p> */
static bool is_tag(struct span v, size_t at)
{
	struct span inside = up_to(v, at + 1, ">");
	size_t letters = secscan_span_count(inside, isalpha);

	if (!inside.len)
		return false;
	return *inside.at == '/' || inside.at[inside.len - 1] == '/' ||
			(letters * 4 >= inside.len * 3 && (inside.len < 3 || secscan_words_cost(inside) < NAME_LIKE));
}

/* f"...", $"...": any brace opens one. */
static bool is_filled(const struct candidate *c)
{
	const char *quote = c->value.at - 1;

	return c->quoted && quote > c->text.at && strchr("fFtT$", quote[-1]) && memchr(c->value.at, '{', c->value.len);
}

bool secscan_candidate_has_hole(const struct candidate *c)
{
	struct span v = c->value;

	for (size_t i = 0; i + 1 < v.len; i++)
		if ((v.at[i] == '{' && is_braced(v, i)) || (i && v.at[i] == '$' && is_dollar_name(v, i)) ||
				(v.at[i] == '<' && is_tag(v, i)))
			return true;
	return is_filled(c);
}
