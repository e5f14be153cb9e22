/* SPDX-License-Identifier: MIT */
/* Two patterns, side by side as texts. When in doubt the answer is no. */
#include "rules/regex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The end of one character, escape or class; of a parenthesis or bar too, as they stand. */
static const char *unit_end(const char *p)
{
	if (*p == '[')
		return secscan_regex_class_end(p);
	if (*p == '\\' && p[1] == 'x' && p[2] == '{')
		return p + strcspn(p, "}") + (strchr(p, '}') != NULL);
	if (*p == '\\' && p[1])
		return p + 2;
	return *p ? p + 1 : p;
}

/* Behind the parenthesis that closes this one; *choice says whether a bar stands right inside. */
static const char *group_end(const char *open, bool *choice)
{
	unsigned depth = 0;
	const char *p = open;

	*choice = false;
	do {
		depth += *p == '(';
		depth -= *p == ')';
		*choice |= *p == '|' && depth == 1;
		p = unit_end(p);
	} while (*p && depth);
	return p;
}

static bool is_choice(const char *pattern)
{
	unsigned depth = 0;

	for (const char *p = pattern; *p; p = unit_end(p)) {
		depth += *p == '(';
		depth -= *p == ')';
		if (*p == '|' && !depth)
			return true;
	}
	return false;
}

static bool is_look_around(const char *p)
{
	return p[0] == '(' && p[1] == '?' && (strchr("=!", p[2]) ? p[2] : p[2] == '<' && p[3] && strchr("=!", p[3]));
}

static bool is_repeat(const char *p)
{
	return *p && (strchr("?*+", *p) || (*p == '{' && isdigit((unsigned char)p[1])));
}

/* Behind a group that is a choice of look-arounds and nothing else; NULL: it is another. */
static const char *pass_choice(const char *p)
{
	bool choice;

	if (strncmp(p, "(?:", 3) != 0)
		return NULL;
	p += 3;
	while (is_look_around(p) || *p == '|')
		p = *p == '|' ? p + 1 : group_end(p, &choice);
	return *p == ')' && !is_repeat(p + 1) ? p + 1 : NULL;
}

/* Behind what says only where a match may be, if that is here and the trigger says nothing of the kind. */
static const char *pass_conditions(const char *p, const char *trigger)
{
	for (;;) {
		const char *behind = pass_choice(p);
		bool choice;

		if (behind)
			p = behind;
		else if (is_look_around(p))
			p = group_end(p, &choice);
		else if (p[0] == '\\' && (p[1] == 'b' || p[1] == 'B') && (trigger[0] != '\\' || trigger[1] != p[1]))
			p += 2;
		else
			return p;
	}
}

/* The least count of the repeat at p; 1 where none is. */
static unsigned long least(const char *p)
{
	if (!is_repeat(p) || *p == '+')
		return 1;
	return *p == '{' ? strtoul(p + 1, NULL, 10) : 0;
}

/* Whether the trigger ends with {n}, and the pattern repeats the same as often or more. */
static bool ends_with_less(const char *pattern, const char *trigger)
{
	const char *end = trigger + strcspn(trigger, "}");

	if (!*trigger)
		return least(pattern) > 0;
	if (*trigger != '{' || !*end || end[1] || memchr(trigger, ',', (size_t)(end - trigger)))
		return false;
	return least(pattern) >= least(trigger);
}

/* Whether the rest of the trigger is what the pattern looks ahead for here. */
static bool is_looked_for(const char *pattern, const char *trigger)
{
	size_t len = strlen(trigger);
	bool choice;

	return len && !strncmp(pattern, "(?=", 3) && !strncmp(pattern + 3, trigger, len) &&
			group_end(pattern, &choice) == pattern + len + 4 && !is_repeat(pattern + len + 4);
}

/* A capture that the trigger has not: one way through it, once. Then what is inside stands there by itself. */
static bool is_open_capture(const char *p)
{
	bool choice;

	return p[0] == '(' && p[1] != '?' && !is_repeat(group_end(p, &choice)) && !choice;
}

bool secscan_regex_begins(const char *pattern, const char *trigger)
{
	unsigned captures = 0; /* that are open */

	if (is_choice(pattern) || is_choice(trigger))
		return false;
	for (;;) {
		size_t len = (size_t)(unit_end(trigger) - trigger);

		if (is_looked_for(pattern, trigger))
			return true;
		pattern = pass_conditions(pattern, trigger);
		if (ends_with_less(pattern, trigger))
			return true;
		if (*trigger && !strncmp(pattern, trigger, len)) {
			pattern += len;
			trigger += len;
		} else if (is_open_capture(pattern)) {
			pattern++;
			captures++;
		} else if (*pattern == ')' && captures) {
			pattern++;
			captures--;
		} else {
			return false;
		}
	}
}
