/* SPDX-License-Identifier: MIT */
/* Values that stand where a secret would stand. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum {
	LONGEST = 400,     /* in longer values such words turn up by chance, or are part of something real */
	SHORT = 12,        /* random values this short do not hold a word of four letters by chance */
	SHORTEST_TOKEN = 24,
	LONGEST_UNIT = 8,
	LEAST_ROW = 4,     /* equal or successive characters in a row that count */
};

/* Long enough not to turn up in a random value: nobody writes these into a real one. */
static const char *const telling_words[] = {"changeme", "change_me", "change-me", "changeit",
		"placeholder", "redacted", "your_", "your-", "yourkey", "yourtoken", "yourapi", "yoursecret",
		"yourpass", "yourown", "replace_", "replace-", "replace.me", "insert_", "insert-",
		"inserthere", "enter_your", "put_your", "tokenhere", "keyhere", "secrethere",
		"passwordhere", "to-be-", "to_be_", "tobefilled", "fill-me", "fill_me", "fillme", "xxxxx", "*****",
		"#####", ".....", "a-za-z", "0-9a-z", "0-9a-f", NULL};

/* Inside of another word these are none: Exampleton, Hereford. */
static const char *const telling_names[] = {"example", "examples", "replaceme", "_here", "-here", NULL};

/* These as well, but some samples of real formats are written so: a format of its own is doubted only. */
static const char *const sample_words[] = {"notreal", "not-real", "not_real", "not-a-real", "not_a_real",
		"not-a-secret", "notasecret", "not_a_secret", "-fake-", "_fake_", "sample-", "sample_", "samplekey",
		"sampletoken", "fakek", "faket", "fakes", "fakep", "foo-bar", "foo_bar", NULL};
static const char *const sample_names[] = {"dummy", "lorem", "foobar", "bogus", "masked", "censored", NULL};

/* For values of generic rules that nobody makes up by hand, or where little else fits into the value. */
static const char *const short_words[] = {"****", "...", "secret-key",
		"secret_key", "secretkey", "my-secret", "my_secret", "mysecret", "mytoken", "my-token", "my_token",
		"my-key", "my_key", "mykey", "my_pwd", "my_pass", "my-pass", "my_uid",
		"some-secret", "some_secret", "somesecret", "some-token", "some_token",
		"some-key", "some_key", "test-token", "test_token", "testtoken", "test-key", "test_key",
		"test-secret", "test_secret", "testsecret", "super-secret", "super_secret", "supersecret",
		"very-secret", "verysecret", "topsecret", "top-secret", "top_secret", "a-secret", "thisis",
		"this-is", "this_is", "blabla", "deadbeef", "cafebabe", NULL};
static const char *const short_names[] = {"fake", "sample", "samples", "xxxx", "todo", "fixme", "invalid", "insert",
		"replace", "mock", "mocked", "unset", "undefined", "null", "none", NULL};
/* What a row of keys gives: a password if there is more to it. */
static const char *const key_rows[] = {"qwerty", "asdf", NULL};

static const char *const words_for_it[] = {"password", "passwd", "pass", "pwd", "secret", "token", "username", "user",
		"passphrase", "apikey", NULL};

/* What git hosts want beside a token: the words are the same for everybody. */
static const char *const filler_words[] = {"oauth2", "oauth", "private-token", "job-token", "gitlab-ci-token", "x-oauth-basic",
		"x-access-token", "x-token-auth", "x-bitbucket-api-token-auth", "anonymous", NULL};

/* <item name="android:password">true</item> */
static const char *const switches[] = {"true", "false", "yes", "no", "on", "off", "null", "none", "nil", NULL};

static const char *const template_marks[] = {"${", "{{", "}}", "$(", "#{", "%(", "<%", "%>", "[[", "<your", "&lt;",
		"{0}", "{1}", "[redacted:", NULL};
static const char *const format_ends[] = {"%s", "%d", "%v", "%q", "%@", "{}", NULL};

static bool is_enclosed(struct span v, char open, char close)
{
	return v.len >= 2 && v.at[0] == open && v.at[v.len - 1] == close;
}

/* "Basic %s"; people's passwords end so as well, but seldom without a digit. */
static bool ends_as_format(struct span v)
{
	return secscan_span_ends_any(v, format_ends) && !secscan_span_count(v, isdigit);
}

/* The value itself, and what stands around it: `token=<` value `>`, `"${` value `}`. */
static bool is_template(const struct candidate *c)
{
	const char *before = c->value.at, *after = before + c->value.len;
	const char *start = c->text.at, *end = start + c->text.len;

	if (secscan_span_has_any(c->value, template_marks) || ends_as_format(c->value) || is_enclosed(c->value, '<', '>') ||
			is_enclosed(c->value, '[', ']') || is_enclosed(c->value, '%', '%') || is_enclosed(c->value, '{', '}') ||
			is_enclosed(c->value, '@', '@'))
		return true;
	if (before - start >= 2 && before[-1] == '{' && (before[-2] == '$' || before[-2] == '{'))
		return true;
	return before > start && after < end && before[-1] == '<' && *after == '>' && end - after > 1 && after[1] != '/';
}

/* "eyJhbGci..." is cut short: what is left is no secret. */
static bool is_cut(const struct candidate *c)
{
	const char *after = c->value.at + c->value.len;
	size_t left = (size_t)(c->text.at + c->text.len - after);

	return left >= 3 && (!memcmp(after, "...", 3) || !memcmp(after, "\xe2\x80\xa6", 3) || !memcmp(after, "***", 3));
}

/* A URL's host may be called example for good reasons: what is secret stands behind it. */
static struct span behind_host(struct span value)
{
	const char *scheme = memmem(value.at, value.len, "://", 3);
	const char *end = value.at + value.len;
	const char *path = scheme ? memchr(scheme + 3, '/', (size_t)(end - scheme - 3)) : NULL;

	return path ? (struct span){path, (size_t)(end - path)} : value;
}

/* AWS's keys end so; what a manual fills up to the right length has the word again and again. */
static bool is_example(struct span v)
{
	size_t at = 0, times = 0;

	for (; at + 7 <= v.len; at++)
		times += secscan_span_starts((struct span){v.at + at, v.len - at}, "example");
	return times > 1 || secscan_span_ends(v, "example") || secscan_span_ends(v, "examplekey") || secscan_span_ends(v, "exampletoken");
}

/* password1, user2 */
static struct span without_number(struct span value)
{
	if (value.len > 1 && isdigit((unsigned char)value.at[value.len - 1]))
		value.len--;
	return value;
}

/* password_v1: one of a list of ways to log in */
static bool is_version_of_word(struct span value)
{
	struct span stem = without_number(value);

	if (stem.len == value.len || !secscan_span_ends(stem, "_v"))
		return false;
	stem.len -= 2;
	return secscan_span_is_any(stem, words_for_it) != NULL;
}

/* "xoxb-1234-########": what follows stands for the part that matters. */
static bool is_masked(const struct candidate *c)
{
	const char *after = c->value.at + c->value.len;
	size_t left = (size_t)(c->text.at + c->text.len - after);

	if (left && strchr("-_.", *after)) {
		after++;
		left--;
	}
	return left >= 5 && (!memcmp(after, "#####", 5) || !memcmp(after, "*****", 5));
}

/* YourMailPassword */
static bool is_yours(struct span v)
{
	return v.len > 4 && secscan_span_starts(v, "your") && isupper((unsigned char)v.at[4]);
}

/* Words of both lists; a word of the second has to stand as one where people choose values. */
static bool says(const struct candidate *c, struct span value, const char *const *words, const char *const *names)
{
	bool by_hand = c->rule->yields || c->rule->chosen;

	return secscan_span_has_any(value, words) ||
			(by_hand ? secscan_span_names_any(value, names) : secscan_span_has_any(value, names)) != NULL;
}

/* Three letters beside it are not enough for something of one's own. */
static bool is_key_row(struct span value)
{
	const char *row = secscan_span_has_any(value, key_rows);

	return row && secscan_span_count(value, isalpha) < strlen(row) + 4;
}

const char *secscan_step_placeholder(const struct candidate *c, enum secscan_ruling *ruling)
{
	bool generic = c->rule->yields;
	struct span value = behind_host(c->value);

	if (value.len > LONGEST && !generic)
		return NULL;
	if (secscan_span_has(value, "example") && !generic && !is_example(value)) {
		*ruling = SECSCAN_DOUBTED;
		return "it has the word EXAMPLE inside";
	}
	if (says(c, value, telling_words, telling_names) || (c->rule->chosen && is_yours(value)))
		return "it has a word that says so, as EXAMPLE or changeme";
	if (says(c, value, sample_words, sample_names)) {
		*ruling = generic ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
		return "it has a word that says so, as dummy or sample";
	}
	if ((generic || value.len <= SHORT) && (says(c, value, short_words, short_names) || is_key_row(value))) {
		*ruling = c->rule->chosen ? SECSCAN_DOUBTED : SECSCAN_DROPPED;
		return "it has a word that says so, as fake or mytoken";
	}
	if (c->rule->chosen && secscan_span_is_any(value, filler_words))
		return "it stands where the token is in the place of the user";
	if (c->rule->chosen && secscan_span_is_any(value, switches))
		return "it turns something on or off";
	if (generic && is_version_of_word(value))
		return "it is the name of a kind of secret";
	if (c->rule->chosen && secscan_span_is_any(without_number(value), words_for_it)) {
		*ruling = SECSCAN_DOUBTED;
		return "it is a word for a password, not one";
	}
	if (generic && (is_template(c) || secscan_candidate_has_hole(c)))
		return "it is filled in later: a template or a variable";
	if (is_masked(c))
		return "the rest of it is masked";
	if (is_cut(c) || (generic && secscan_span_ends(value, "..."))) {
		*ruling = generic ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
		return "it is cut short by dots or stars";
	}
	return NULL;
}

/* Without the prefix of its format: behind the last '_' or '-' of the first third. */
static struct span body_of(struct span value)
{
	size_t start = 0;

	for (size_t i = 0; i < value.len / 3; i++)
		if (value.at[i] == '_' || value.at[i] == '-' || value.at[i] == '.')
			start = i + 1;
	return (struct span){value.at + start, value.len - start};
}

static size_t distinct(struct span s)
{
	bool seen[256] = {false};
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		n += !seen[(unsigned char)s.at[i]];
		seen[(unsigned char)s.at[i]] = true;
	}
	return n;
}

/* Bytes in rows of at least `least`, each byte the one before plus step. */
static size_t in_rows(struct span s, int step, size_t least)
{
	size_t row = 1, sum = 0;

	for (size_t i = 1; i <= s.len; i++) {
		if (i < s.len && (unsigned char)s.at[i] == (unsigned char)s.at[i - 1] + step) {
			row++;
			continue;
		}
		sum += row >= least ? row : 0;
		row = 1;
	}
	return sum;
}

static bool repeats_unit(struct span s)
{
	for (size_t unit = 2; unit <= LONGEST_UNIT && unit * 3 <= s.len; unit++)
		if (!memcmp(s.at, s.at + unit, s.len - unit))
			return true;
	return false;
}

/* Whoever writes a sample by hand lets one key repeat. */
const char *secscan_step_repeated(const struct candidate *c, enum secscan_ruling *ruling)
{
	struct span body = c->rule->yields ? c->value : body_of(c->value);
	bool generic = c->rule->yields;

	if (body.len < 6 || body.len > LONGEST)
		return NULL;
	if (distinct(body) <= 2) {
		if (!generic && distinct(body) == 2 && !secscan_span_has(body, "xx") && !secscan_span_has(body, "**"))
			*ruling = SECSCAN_DOUBTED;
		return "it is a run of one or two characters";
	}
	if (repeats_unit(body) || in_rows(body, 0, LEAST_ROW) * 2 > body.len) {
		*ruling = generic ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
		return "it repeats a few characters over and over";
	}
	return NULL;
}

const char *secscan_step_sequence(const struct candidate *c, enum secscan_ruling *ruling)
{
	struct span body = c->rule->yields ? c->value : body_of(c->value);

	if (body.len < 8 || body.len > LONGEST)
		return NULL;
	if (in_rows(body, 1, LEAST_ROW) * 2 <= body.len && in_rows(body, -1, LEAST_ROW) * 2 <= body.len)
		return NULL;
	*ruling = c->rule->yields && body.len < SHORTEST_TOKEN ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
	return "its characters follow one another as on a keyboard or in the alphabet";
}
