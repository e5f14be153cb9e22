/* SPDX-License-Identifier: MIT */
#include "base/day.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 24 * 60 * 60 };

/* Digits at text as a number; *good stays true only if all are digits. */
static unsigned digits(const char *text, size_t len, bool *good)
{
	unsigned n = 0;

	for (size_t i = 0; i < len; i++) {
		*good &= text[i] >= '0' && text[i] <= '9';
		n = n * 10 + (unsigned)(unsigned char)(text[i] - '0');
	}
	return n;
}

void secscan_day_write(char out[11], unsigned day)
{
	time_t seconds = (time_t)day * SECONDS_A_DAY;
	struct tm date = {0};

	gmtime_r(&seconds, &date);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)(date.tm_year + 1900) % 10000, (unsigned)(date.tm_mon + 1) % 100,
			(unsigned)date.tm_mday % 100);
}

bool secscan_day_read(unsigned *day, const char *text, size_t len)
{
	struct tm date = {0};
	char again[11];
	bool good = len == 10 && text[4] == '-' && text[7] == '-';
	time_t seconds;

	if (!good)
		return false;
	date.tm_year = (int)digits(text, 4, &good) - 1900;
	date.tm_mon = (int)digits(text + 5, 2, &good) - 1;
	date.tm_mday = (int)digits(text + 8, 2, &good);
	if (!good || date.tm_year < 70)
		return false;
	seconds = timegm(&date);
	*day = (unsigned)(seconds / SECONDS_A_DAY);
	secscan_day_write(again, *day); /* the 31st of February comes back as another day */
	return *day && !memcmp(again, text, 10);
}

unsigned secscan_day_today(void)
{
	return (unsigned)(time(NULL) / SECONDS_A_DAY);
}
