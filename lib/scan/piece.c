/* SPDX-License-Identifier: MIT */
/* Matches that are a piece of something else: the format is there by chance. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum { LEAST_LINE = 60, LONGEST_LINE = 80 }; /* base64 is folded at 60, 64 or 76 */

static bool is_base64(char ch)
{
	return isalnum((unsigned char)ch) || ch == '+' || ch == '/';
}

/* Base64 from end to end, folded as in mail and PEM, and the match begins somewhere in it. */
const char *secscan_step_piece(const struct candidate *c, enum secscan_ruling *ruling)
{
	const char *start = c->match.at, *end = start, *text_end = c->text.at + c->text.len;

	(void)ruling;
	while (start > c->text.at && is_base64(start[-1]))
		start--;
	while (end < text_end && is_base64(*end))
		end++;
	while (end < text_end && *end == '=')
		end++;
	if (start == c->match.at || end - start < LEAST_LINE || end - start > LONGEST_LINE)
		return NULL;
	if ((start > c->text.at && !isspace((unsigned char)start[-1])) || (end < text_end && *end != '\n' && *end != '\r'))
		return NULL;
	return "it is a piece of a line of base64";
}

/* test_of_something(...) is long enough for a token, but a function. */
const char *secscan_step_called(const struct candidate *c, enum secscan_ruling *ruling)
{
	const char *after = c->value.at + c->value.len;

	(void)ruling;
	if (c->language == SECSCAN_LANGUAGE_NONE || c->quoted || after == c->text.at + c->text.len || *after != '(')
		return NULL;
	for (size_t i = 0; i < c->value.len; i++)
		if (!isalnum((unsigned char)c->value.at[i]) && c->value.at[i] != '_')
			return NULL;
	if (!c->lexis || secscan_lexis_at(c->lexis, (size_t)(c->value.at - c->text.at)) != LEXIS_CODE)
		return NULL;
	return "it is the name of a function";
}
