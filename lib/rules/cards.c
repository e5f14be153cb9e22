/* SPDX-License-Identifier: MIT */
#include "rules/cards.h"

#include "base/array.h"

#include <ctype.h>

/* ISO/IEC 7812-1: every second digit from the right doubled, digits summed. */
static unsigned luhn_sum(const char *value, size_t len, unsigned doubled)
{
	unsigned sum = 0;

	for (size_t i = len; i-- > 0;) {
		unsigned d;

		if (!isdigit((unsigned char)value[i]))
			continue;
		d = (unsigned)(value[i] - '0') << doubled;
		sum += d > 9 ? d - 9 : d;
		doubled ^= 1;
	}
	return sum;
}

char secscan_luhn_digit(const char *digits, size_t len)
{
	return (char)('0' + (10 - luhn_sum(digits, len, 1) % 10) % 10);
}

/* The digits, and the first six of them as a number; 0 when anything but digits, spaces and dashes stands there. */
static unsigned count_digits(const char *value, size_t len, unsigned *first_six)
{
	unsigned count = 0;

	*first_six = 0;
	for (size_t i = 0; i < len; i++) {
		if (value[i] == ' ' || value[i] == '-')
			continue;
		if (!isdigit((unsigned char)value[i]))
			return 0;
		if (count++ < 6)
			*first_six = *first_six * 10 + (unsigned)(value[i] - '0');
	}
	return count;
}

enum secscan_confidence secscan_grade_luhn(const char *value, size_t len)
{
	unsigned first_six;

	if (count_digits(value, len, &first_six) < 2)
		return SECSCAN_DOUBTFUL;
	return luhn_sum(value, len, 0) % 10 ? SECSCAN_DOUBTFUL : SECSCAN_VERIFIED;
}

/* Ranges of the first six digits, as the networks publish them. */
static const struct {
	const char *issuer;
	unsigned first, last;
	unsigned char shortest, longest;
} ranges[] = {
	{"American Express", 340000, 349999, 15, 15},
	{"American Express", 370000, 379999, 15, 15},
	{"Diners Club", 300000, 305999, 14, 19},
	{"Diners Club", 309500, 309599, 14, 19},
	{"Diners Club", 360000, 369999, 14, 19},
	{"Diners Club", 380000, 399999, 14, 19},
	{"Discover", 601100, 601199, 16, 19},
	{"Discover", 644000, 659999, 16, 19},
	{"JCB", 352800, 358999, 16, 19},
	{"Maestro", 500000, 509999, 12, 19},
	{"Maestro", 560000, 589999, 12, 19},
	{"Maestro", 630000, 639999, 12, 19},
	{"Maestro", 670000, 679999, 12, 19},
	{"Mastercard", 222100, 272099, 16, 16},
	{"Mastercard", 510000, 559999, 16, 16},
	{"UnionPay", 620000, 629999, 16, 19},
	{"UnionPay", 810000, 817199, 16, 19},
	{"Visa", 400000, 499999, 16, 16},
	{"Visa, old", 400000, 499999, 13, 13},
	{"Visa, long", 400000, 499999, 19, 19},
};

enum secscan_confidence secscan_grade_card(const char *value, size_t len)
{
	unsigned first_six, count = count_digits(value, len, &first_six);

	if (count < 12 || count > 19 || secscan_grade_luhn(value, len) != SECSCAN_VERIFIED)
		return SECSCAN_DOUBTFUL;
	for (size_t i = 0; i < ARRAY_SIZE(ranges); i++)
		if (first_six >= ranges[i].first && first_six <= ranges[i].last &&
				count >= ranges[i].shortest && count <= ranges[i].longest)
			return SECSCAN_VERIFIED;
	return SECSCAN_PLAUSIBLE;
}
