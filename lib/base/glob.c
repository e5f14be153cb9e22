/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

#include <stddef.h>
#include <string.h>

/*
 * Two places to go back to are enough: the last "*" takes one byte more while that is no slash; when it
 * cannot, the last "**" takes one directory more. What an earlier one could take, the later one can as well.
 */
struct glob {
	const char *pattern;
	const char *path;
	const char *star, *star_path; /* behind the last "*" of this part, and where its match ends */
	const char *deep, *deep_path; /* behind the last "**" of a whole part */
};

/* Back to the last "**", which takes one directory more; false when there is none to take. */
static bool take_directory(struct glob *g)
{
	const char *slash = g->deep ? strchr(g->deep_path, '/') : NULL;

	if (!slash)
		return false;
	g->deep_path = slash + 1;
	g->path = g->deep_path;
	g->pattern = g->deep;
	g->star = NULL;
	return true;
}

static bool go_back(struct glob *g)
{
	if (g->star && *g->star_path && *g->star_path != '/') {
		g->path = ++g->star_path;
		g->pattern = g->star;
		return true;
	}
	return take_directory(g);
}

/* Take one element of the pattern; false where it does not fit. */
static bool step(struct glob *g)
{
	char c = *g->pattern;

	if (c == '*') {
		g->star = ++g->pattern;
		g->star_path = g->path;
		return true;
	}
	if (!*g->path || (c == '?' ? *g->path == '/' : c != *g->path))
		return false;
	g->pattern++;
	g->path++;
	if (c == '/')
		g->star = NULL;
	return true;
}

/* "" behind a slash and "**" as the last part: all that lies beneath. */
static bool takes_the_rest(const char *part)
{
	return *part == '\0' || strcmp(part, "**") == 0;
}

static bool is_literal(char c)
{
	return c != '*' && c != '?' && c != '/';
}

/* Most patterns of a list are refused by their first or last byte, without a search for a part to go back to. */
static bool fails_at_once(const char *pattern, const char *path)
{
	char last = pattern[strlen(pattern) - 1];

	return (is_literal(last) && (!*path || last != path[strlen(path) - 1])) ||
			(is_literal(*pattern) && *pattern != *path && !strchr(path, '/'));
}

bool secscan_glob_match(const char *pattern, const char *path)
{
	struct glob g = {.pattern = pattern, .path = path};
	bool at_part = true; /* the pattern stands at the start of a part */

	if (!*pattern || fails_at_once(pattern, path))
		return false;
	if (*pattern == '/')
		g.pattern++;
	else
		g.deep = pattern, g.deep_path = path;
	for (;;) {
		if (at_part && *g.path && takes_the_rest(g.pattern))
			return true;
		if (at_part && strncmp(g.pattern, "**/", 3) == 0) {
			g.pattern += 3;
			g.deep = g.pattern;
			g.deep_path = g.path;
			g.star = NULL;
			continue;
		}
		if (!*g.pattern && !*g.path)
			return true;
		if ((!*g.pattern || !step(&g)) && !go_back(&g))
			return false;
		at_part = g.pattern == pattern || g.pattern[-1] == '/';
	}
}
