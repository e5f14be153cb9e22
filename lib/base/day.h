/* SPDX-License-Identifier: MIT */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>

/* Days are counted from 1970-01-01 on, which is no day that anybody means: 0 stands for none. */

/* "2027-01-31" and nothing else, a day that exists, from 1970-01-02 to 9999-12-31. */
bool secscan_day_read(unsigned *day, const char *text, size_t len);
void secscan_day_write(char out[11], unsigned day);

/* Today in UTC, so that a suppression ends on every machine at once. */
unsigned secscan_day_today(void);

#endif
