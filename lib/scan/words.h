/* SPDX-License-Identifier: MIT */
#ifndef SCAN_WORDS_H
#define SCAN_WORDS_H

#include "scan/span.h"

/*
 * How much a value surprises who expects words and names, in hundredths of a bit a character: about 300 for
 * natural ones, 500 and more for random characters. By letters in threes, capital or not.
 */
unsigned secscan_words_cost(struct span value);

#endif
