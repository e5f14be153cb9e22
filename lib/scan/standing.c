/* SPDX-License-Identifier: MIT */
/* Words that stand by themselves in a value: `unset` in UNSET-1, not in Sunset2021. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

/* What is written to such a word without a gap: exampletoken, dummypassword, mysample. */
static const char *const company[] = {"key", "token", "secret", "pass", "pwd", "api", "app", "user", "value", "with",
		"text", "data", "string", "client", "auth", "cred", "account", "code", "only", "host", "test", "here", "example",
		"baz", "my", "your", "this", "the", "is", "not", "for", "please", "some", NULL};

static bool is_letter(char ch)
{
	return isalpha((unsigned char)ch);
}

/* fooBar and foo7 are two words, foobar is one. */
static bool parts(char before, char after)
{
	return !is_letter(before) || !is_letter(after) || (islower((unsigned char)before) && isupper((unsigned char)after));
}

/* Nobody writes a word as xxXX. */
static bool is_written_as_one(struct span word)
{
	size_t upper = secscan_span_count(word, isupper), letters = secscan_span_count(word, isalpha);

	return !upper || upper == letters || (upper == 1 && isupper((unsigned char)*word.at));
}

/* A word in capitals stands out of a value that is not. */
static bool stands_out(struct span value, struct span word)
{
	return word.len > 4 && !secscan_span_count(word, islower) && secscan_span_count(value, islower);
}

static bool stands(struct span value, size_t at, size_t len)
{
	struct span word = {value.at + at, len}, before = {value.at, at};
	struct span after = {value.at + at + len, value.len - at - len};

	if (!is_written_as_one(word))
		return false;
	if (stands_out(value, word))
		return true;
	return (!at || parts(before.at[at - 1], *word.at) || secscan_span_ends_any(before, company)) &&
			(!after.len || parts(word.at[len - 1], *after.at) || secscan_span_starts_any(after, company));
}

const char *secscan_span_names_any(struct span value, const char *const *words)
{
	struct pairs pairs = secscan_span_pairs(value);

	for (; *words; words++) {
		size_t len = strlen(*words);

		if (!secscan_pairs_may_have(&pairs, *words))
			continue;
		for (size_t at = 0; at + len <= value.len; at++)
			if (secscan_span_starts((struct span){value.at + at, value.len - at}, *words) && stands(value, at, len))
				return *words;
	}
	return NULL;
}
