/* SPDX-License-Identifier: MIT */
/* Paths of tests and examples; manual.c has those of manuals. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

static const char *const test_folders[] = {"test", "tests", "t", "testing", "testdata", "test-data", "test_data", "__tests__",
		"__mocks__", "spec", "specs", "fixtures", "fixture", "mocks", "e2e", "testsuite", "test-fixtures", "example",
		"examples", "samples", "demo", "demos", NULL};
/* dockerTest, smoke-test, testFixtures, my-examples */
static const char *const test_words[] = {"test", "tests", "testdata", "testsuite", "testutil", "testutils", "unittest",
		"unittests", "fixture", "fixtures", "mock", "mocks", "example", "examples", "sample", "samples", "demo",
		"demos", "tutorial", "tutorials", "snippet", "snippets", "quickstart", NULL};
static const char *const test_ends[] = {"_test.go", "_test.py", "_test.rb", "_spec.rb", ".test.js", ".test.ts", ".spec.js",
		".spec.ts", ".test.tsx", ".spec.tsx", ".test.mjs", ".spec.mjs", "test.java", "tests.java", "tests.cs",
		"test.php", "test.kt", "tests.kt", "tests.py", "_test.exs", "_test.cc", "_test.dart", "tests.swift", NULL};

struct span secscan_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;

	return (struct span){base, strlen(base)};
}

static bool starts_word(const char *at, size_t i)
{
	return i == 0 || !isalnum((unsigned char)at[i - 1]) ||
			(isupper((unsigned char)at[i]) && islower((unsigned char)at[i - 1]));
}

/* example2, tutorial004 */
static struct span without_number(struct span word)
{
	while (word.len > 1 && isdigit((unsigned char)word.at[word.len - 1]))
		word.len--;
	return word;
}

bool secscan_span_has_word(struct span text, const char *const *words)
{
	for (size_t i = 0, end; i < text.len; i = end) {
		end = i + 1;
		if (!isalnum((unsigned char)text.at[i]))
			continue;
		while (end < text.len && isalnum((unsigned char)text.at[end]) && !starts_word(text.at, end))
			end++;
		if (secscan_span_is_any(without_number((struct span){text.at + i, end - i}), words))
			return true;
	}
	return false;
}

/* Where the whole path is given, folders above the tree are among them: those have to be called just so. */
bool secscan_path_lies_in(const char *path, const char *const *folders, const char *const *words)
{
	bool whole = *path == '/';

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(path, '/')) {
		struct span folder = {path, (size_t)(slash - path)};

		if (secscan_span_is_any(folder, folders) || (words && !whole && secscan_span_has_word(folder, words)))
			return true;
		path = slash + 1;
	}
	return false;
}

bool secscan_path_is_test(const char *path)
{
	struct span base = secscan_path_base(path);

	return secscan_path_lies_in(path, test_folders, test_words) || secscan_span_ends_any(base, test_ends) ||
			secscan_span_starts(base, "tutorial");
}

/* Tests and manuals hold made-up passwords; real ones get there too, so they are doubted only. */
const char *secscan_step_test_file(const struct candidate *c, enum secscan_ruling *ruling)
{
	*ruling = SECSCAN_DOUBTED;
	if (secscan_path_is_test(c->path))
		return "the file is one of tests or examples";
	return secscan_candidate_is_shown(c) ? "the file is a part of a manual" : NULL;
}
