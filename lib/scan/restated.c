/* SPDX-License-Identifier: MIT */
/* Values that say their name again: PASSWORD_RESET_FROM_APP = "password-reset-from-app", @ApiKey2 for ApiKey2. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LEAST_WORDS = 2 };

/* The letters and digits of a name, without what parts its words. */
static size_t squeeze(char out[NAME_SIZE], const char *name)
{
	size_t n = 0;

	for (; *name; name++)
		if (*name != '_')
			out[n++] = *name;
	out[n] = '\0';
	return n;
}

static bool begins_word(struct span v, size_t i)
{
	if (!i || !isalnum((unsigned char)v.at[i - 1]))
		return true;
	return isupper((unsigned char)v.at[i]) && islower((unsigned char)v.at[i - 1]);
}

static bool has_word(const char *squeezed, struct span word)
{
	char lower[NAME_SIZE];

	if (word.len >= sizeof(lower))
		return false;
	for (size_t i = 0; i < word.len; i++)
		lower[i] = (char)tolower((unsigned char)word.at[i]);
	lower[word.len] = '\0';
	return strstr(squeezed, lower) != NULL;
}

/* How many words the value is joined of, if all are in the name; else 0. */
static size_t count_restated(const char *squeezed, struct span value)
{
	size_t words = 0;

	for (size_t i = 0, end; i < value.len; i = end) {
		end = i + 1;
		if (!isalnum((unsigned char)value.at[i]))
			continue;
		while (end < value.len && isalnum((unsigned char)value.at[end]) && !begins_word(value, end))
			end++;
		if (!has_word(squeezed, (struct span){value.at + i, end - i}))
			return 0;
		words++;
	}
	return words;
}

static bool has_sigil(struct span value)
{
	return value.len && strchr("@$:%&?", *value.at);
}

/* com.password4j:password4j; without a digit it may be the lazy password of ROOT_PASSWORD=rootpassword. */
static bool is_end(const char *squeezed, size_t len, struct span value)
{
	return secscan_span_count(value, isdigit) && secscan_span_count(value, isalnum) == value.len && value.len <= len &&
			!strncasecmp(squeezed + len - value.len, value.at, value.len);
}

const char *secscan_step_restated(const struct candidate *c, enum secscan_ruling *ruling)
{
	char squeezed[NAME_SIZE];
	size_t words, len;

	(void)ruling;
	len = squeeze(squeezed, c->name);
	words = count_restated(squeezed, c->value);
	if (words < LEAST_WORDS && !(words && has_sigil(c->value)) && !is_end(squeezed, len, c->value))
		return NULL;
	return "it says the name again that it is given to";
}
