/* SPDX-License-Identifier: MIT */
#include "scan/words.h"

#include "scan/plausible.h"
#include "scan/words_table.h"

#include <ctype.h>
#include <string.h>

enum {
	RARE = sizeof(WORDS_LETTERS) - 1, /* j, q, x and z */
	MARK,                             /* whatever is no letter and no digit, and both ends */
	DIGIT,
	STEP = 75,                        /* a level of the table in hundredths of a bit */
	LONGEST = 200,                    /* bytes that are looked at */
	WORDY = 410,                      /* tests/rules/words.py roc: 19 of 20 names cost less */
	LEAST_HEX = 16,
};

/* Of each byte, the place of a letter in WORDS_LETTERS, or what else it is; less MARK, which most bytes are. */
#define OF(letter, place) [letter] = (unsigned char)((place) - MARK), [letter - 0x20] = (unsigned char)((place) - MARK)
#define OF_DIGIT(digit)   [digit] = DIGIT - MARK
static const unsigned char classes[256] = {
	OF('a', 0), OF('b', 1), OF('c', 2), OF('d', 3), OF('e', 4), OF('f', 5), OF('g', 6), OF('h', 7), OF('i', 8),
	OF('j', RARE), OF('k', 9), OF('l', 10), OF('m', 11), OF('n', 12), OF('o', 13), OF('p', 14), OF('q', RARE), OF('r', 15),
	OF('s', 16), OF('t', 17), OF('u', 18), OF('v', 19), OF('w', 20), OF('x', RARE), OF('y', 21), OF('z', RARE),
	OF_DIGIT('0'), OF_DIGIT('1'), OF_DIGIT('2'), OF_DIGIT('3'), OF_DIGIT('4'), OF_DIGIT('5'), OF_DIGIT('6'), OF_DIGIT('7'),
	OF_DIGIT('8'), OF_DIGIT('9'),
};

_Static_assert(sizeof(WORDS_LETTERS) - 1 == 22, "j, q, x and z are the rare ones");

static inline unsigned class_of(char ch)
{
	return (unsigned char)(classes[(unsigned char)ch] + MARK);
}

static inline unsigned level(unsigned at)
{
	return words_table[at / 2] >> (at % 2 * 4) & 15;
}

/* No branch in the loop: what comes next in a name is hard to foresee. */
unsigned secscan_words_cost(struct span value)
{
	enum { TWO = WORDS_CLASSES * WORDS_CLASSES };
	size_t len = value.len < LONGEST ? value.len : LONGEST;
	unsigned last_two = MARK * WORDS_CLASSES + MARK, sum = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned three = last_two * WORDS_CLASSES + class_of(value.at[i]);

		sum += level(three);
		last_two = three % TWO;
	}
	sum += level(last_two * WORDS_CLASSES + MARK);
	return sum * STEP / ((unsigned)len + 1);
}

/* "Password:" is what a form says, "invalid-password" what a program does, "Kennwort" a translation. */
static bool speaks_of_passwords(struct span value)
{
	static const char *const words[] = {"passphrase", "kennwort", "kennphrase", "contrase", "senha", "motdepasse",
			"mot_de_passe", "senord", "wachtwoord", "adgangskode", "salasana", NULL};
	static const char *const ends[] = {":", "_pass", "_pwd", NULL};
	bool is_joined = memchr(value.at, '-', value.len) || memchr(value.at, '_', value.len);

	return secscan_span_ends_any(value, ends) || (is_joined && secscan_span_has(value, "passw")) ||
			((is_joined || secscan_span_count(value, isalpha) == value.len) && secscan_span_has_any(value, words));
}

/* f3w3r-5mall-v4r14bl35: the digits stand for letters. */
static bool is_leetspeak(struct span value)
{
	static const char digits[] = "013457", letters[] = "oieast";
	char plain[LONGEST];
	size_t joints = 0;

	if (value.len > LONGEST || secscan_span_count(value, isupper))
		return false;
	for (size_t i = 0; i < value.len; i++) {
		const char *digit = memchr(digits, value.at[i], sizeof(digits) - 1);

		joints += value.at[i] == '-';
		plain[i] = digit ? letters[digit - digits] : value.at[i];
	}
	return joints > 1 && secscan_words_cost((struct span){plain, value.len}) <= WORDY;
}

const char *secscan_step_words(const struct candidate *c, enum secscan_ruling *ruling)
{
	bool is_hex = c->value.len >= LEAST_HEX && secscan_span_count(c->value, isxdigit) == c->value.len;

	if (!c->value.len || is_hex)
		return NULL;
	if (c->rule->chosen && !secscan_span_count(c->value, isdigit) && speaks_of_passwords(c->value))
		return "it says password, in one language or another";
	if (secscan_words_cost(c->value) > WORDY)
		return !c->rule->chosen && is_leetspeak(c->value) ? "it is made of words whose letters are digits" : NULL;
	if (!c->rule->chosen)
		return "it is made of words, not of random characters";
	if (secscan_span_count(c->value, isdigit))
		return NULL;
	*ruling = SECSCAN_DOUBTED;
	return "it is made of words without a digit";
}
