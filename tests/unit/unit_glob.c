/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/glob.h"

static const struct {
	const char *name;
	const char *pattern;
	const char *path;
	bool match;
} rows[] = {
	{"equal", "a/b.c", "a/b.c", true},
	{"name at any depth", "b.c", "x/y/b.c", true},
	{"name only as a whole", "b.c", "x/ab.c", false},
	{"folder at any depth", "a/b.c", "x/a/b.c", true},
	{"root only", "/b.c", "b.c", true},
	{"root only, beneath", "/b.c", "x/b.c", false},
	{"star", "*.c", "x/b.c", true},
	{"star takes nothing", "b*.c", "b.c", true},
	{"star stops at a slash", "/a*c", "a/c", false},
	{"stars in one part", "/*a*b*", "xxaxxbxx", true},
	{"stars in one part, wrong order", "/*a*b*", "xxbxxa", false},
	{"star goes back", "/*ab", "aaab", true},
	{"star in each part", "/*/*.c", "a/b.c", true},
	{"star in each part, too deep", "/*/*.c", "a/b/c.c", false},
	{"question mark", "a?c", "abc", true},
	{"question mark is no slash", "/a?c", "a/c", false},
	{"question mark wants a byte", "/a?", "a", false},
	{"deep, none", "a/**/b", "a/b", true},
	{"deep, two", "a/**/b", "a/x/y/b", true},
	{"deep, part of a name", "a/**/b", "a/x/cb", false},
	{"deep goes back", "/a/**/b/c", "a/b/x/b/c", true},
	{"deep twice", "/**/a/**/b", "x/a/y/a/z/b", true},
	{"deep then star", "**/auth*/**", "src/authn/x/y.c", true},
	{"deep at the end wants something", "a/**", "a", false},
	{"deep at the end", "/a/**", "a/x/y", true},
	{"slash at the end", "auth/", "src/auth/x.c", true},
	{"slash at the end, a file", "auth/", "src/auth", false},
	{"all", "**", "x/y", true},
	{"all, nothing there", "**", "", true},
	{"two stars in a name are one", "/a**c", "abbc", true},
	{"two stars in a name stop at a slash", "/a**c", "a/c", false},
	{"empty pattern", "", "", false},
	{"empty path", "*", "", true},
	{"case", "A.c", "a.c", false},
	{"bytes", "\xc3\xa9?", "\xc3\xa9\xff", true},
	{"hidden files too", "*", ".git", true},
	{"pattern longer", "a/b/c", "a/b", false},
	{"path longer", "/a/b", "a/b/c", false},
	{"star before the last slash", "/a/*/", "a/b/c/d", true},
};

START_TEST(matches)
{
	ck_assert_msg(secscan_glob_match(rows[_i].pattern, rows[_i].path) == rows[_i].match, "%s", rows[_i].name);
}
END_TEST

/* A matcher that tries every combination would not live to see the end of this. */
START_TEST(no_blow_up)
{
	char pattern[200], path[4000];

	for (size_t i = 0; i + 3 < sizeof(pattern); i += 3)
		memcpy(pattern + i, "**/", 4);
	memcpy(pattern + 150, "*a*a*a*a*a*a*a*a*b", 19);
	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = i % 2 && i < 3000 ? '/' : 'a';
	path[sizeof(path) - 1] = '\0';
	ck_assert(!secscan_glob_match(pattern, path));
	path[sizeof(path) - 2] = 'b';
	ck_assert(secscan_glob_match(pattern, path));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("glob");
	TCase *tcase = tcase_create("glob");

	tcase_add_loop_test(tcase, matches, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, no_blow_up);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
