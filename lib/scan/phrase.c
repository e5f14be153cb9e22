/* SPDX-License-Identifier: MIT */
/* Values that people read, or that tell a program what to do: sentences, patterns, lists of settings. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum {
	LEAST_WORDS = 4, MOST_WORDS = 7, /* of a phrase that is one to log in with */
	LEAST_WORD = 3,
	LONGEST_ALGORITHM = 24,
};

/* What a sentence has and a phrase of words by chance has not. */
static const char *const joints[] = {
		"the", "a", "an", "your", "you", "my", "our", "his", "her", "their", "this", "that", "these", "is",
		"are", "was", "were", "be", "been", "not", "no", "do", "does", "did", "has", "have", "had", "can",
		"cannot", "could", "will", "would", "should", "must", "may", "might", "to", "of", "in", "on", "at",
		"by", "as", "if", "it", "its", "and", "or", "but", "for", "from", "with", "without", "than", "then",
		"when", "where", "which", "who", "how", "what", "least", "most", "only", "please", "enter", "type",
		"invalid", "wrong", "incorrect", "required", "missing", "forgot", "forgotten", "reset", "change",
		"changed", "confirm", "repeat", "show", "hide", "new", "old", "current", "empty", "optional",
		"default", "characters", "chars", "letters", "digits", "minimum", "maximum", "min", "max", "length",
		"user", "users", "username", "login", "account", "email", "name", "string", "value", "values",
		"field", "key", "keys", "token", "secret", "credential", "credentials", "strong", "weak",
		"encrypted", "plain", "hashed", "used", "using", "use", "set", "get", "read", "file", "files",
		"database", "server", "client", "error", "failed", "fails", "expired", "valid", "null", "none",
		"true", "false", "varchar", "text", "char", "number", "integer", "der", "die", "das", "und", "oder",
		"mit", "ein", "eine", "bitte", "nicht", "ist", "zu", "im", "von", "ihr", "dein", "le", "la", "les",
		"un", "une", "des", "du", "de", "et", "est", "pour", "votre", "el", "los", "las", "y", "con", "por",
		"para", "su", "tu", "il", "lo", "di", "per", "het", "een", "en", "van", "voor", "o", "e", "da",
		"sua", NULL};

static bool is_plain_word(struct span word)
{
	return word.len >= LEAST_WORD && secscan_span_count(word, islower) == word.len;
}

/* "kX9mQ2": letters and digits in turn, or a sign inside. */
static bool is_made_up(struct span word)
{
	size_t digits = secscan_span_count(word, isdigit), letters = secscan_span_count(word, isalpha);
	bool at_end = isdigit((unsigned char)word.at[word.len - 1]);

	return digits && letters > 1 && word.len > 4 && (!at_end || digits > 1);
}

struct wording {
	size_t words, plain, made_up;
	bool joined; /* by a word that only sentences have */
};

static struct span without_signs(struct span word)
{
	while (word.len && ispunct((unsigned char)word.at[word.len - 1]))
		word.len--;
	return word;
}

static void read_words(struct wording *out, struct span value)
{
	for (size_t i = 0, end; i < value.len; i = end + 1) {
		const char *blank = memchr(value.at + i, ' ', value.len - i);
		struct span word;

		end = blank ? (size_t)(blank - value.at) : value.len;
		word = (struct span){value.at + i, end - i};
		out->words++;
		out->joined |= !word.len || secscan_span_is_any(without_signs(word), joints);
		out->plain += is_plain_word(word);
		out->made_up += word.len && is_made_up(word);
	}
}

static bool is_made_up_text(const struct wording *w)
{
	return !w->joined && w->words <= MOST_WORDS && w->made_up * 2 >= w->words;
}

/* "banana falcon parrot himmel" */
static bool is_passphrase(const struct wording *w)
{
	return !w->joined && w->words >= LEAST_WORDS && w->words <= MOST_WORDS && w->plain == w->words;
}

/* ^(?=.*\d).{8,}$, input[name='pw'] */
static bool is_regex(struct span value)
{
	static const char *const marks[] = {"(?", ".*", ".+", "\\d", "\\w", "\\s", "\\(", "[^", "[0-", "a-z", "]{", ".{",
			"='", "=\"", NULL};

	return secscan_span_has_any(value, marks);
}

/* w=1280:h=720:mode=hq; lower,upper,digit */
static bool is_settings(struct span value)
{
	size_t pairs = 0;

	if (memchr(value.at, ',', value.len) &&
			secscan_span_count(value, islower) + secscan_span_count(value, ispunct) == value.len)
		return true;

	for (size_t i = 1; i + 1 < value.len; i++)
		pairs += value.at[i] == '=' && islower((unsigned char)value.at[i - 1]) &&
				isalnum((unsigned char)value.at[i + 1]);
	return pairs > 1;
}

/* aes-256-cbc, PBKDF2WithHmacSHA512, bcrypt12 */
static bool is_algorithm(struct span value)
{
	static const char *const names[] = {"sha1", "sha256", "sha384", "sha512", "sha-1", "sha-256", "sha-512", "hmac",
			"pbkdf2", "bcrypt", "scrypt", "argon2", "aes-", "aes1", "aes2", "md5", "rs256", "hs256", "es256", NULL};
	size_t dashes = 0;

	for (size_t i = 0; i < value.len; i++)
		dashes += strchr("-_/:", value.at[i]) != NULL;
	return value.len <= LONGEST_ALGORITHM && secscan_span_count(value, ispunct) == dashes &&
			secscan_span_has_any(value, names);
}

const char *secscan_step_phrase(const struct candidate *c, enum secscan_ruling *ruling)
{
	static const char *const encrypted[] = {"enc(", "enc[", "encrypted:", NULL};
	struct wording w = {0};

	if (!c->rule->chosen)
		return NULL;
	read_words(&w, c->value);
	if (w.words > 1 && (is_passphrase(&w) || (!w.joined && strstr(c->name, "_passphrase_")))) {
		*ruling = SECSCAN_DOUBTED;
		return "it is a row of words, maybe a text";
	}
	if (w.words > 1 && !is_made_up_text(&w))
		return "it is a sentence or a label, not a password";
	if (secscan_span_starts_any(c->value, encrypted))
		return "it is encrypted";
	if (is_regex(c->value))
		return "it is a pattern that passwords are held against";
	if (is_settings(c->value))
		return "it is a list of settings";
	return is_algorithm(c->value) ? "it is the name of an algorithm" : NULL;
}
