/* SPDX-License-Identifier: MIT */
#ifndef SCAN_ENCODED_ESCAPE_H
#define SCAN_ENCODED_ESCAPE_H

#include "scan/encoded_find.h"

/* Whether at this %, \ or ESC begins what stands for text, or what a token is joined to. */
bool secscan_encoded_is_escape(const char *data, size_t len, size_t at);

static inline bool is_token_byte(char c)
{
	return is_digit64(c) || c == '.';
}

/*
 * The length of what makes one word with the token behind it and is none: \n and its like, or what tells a terminal a colour.
 * 0: there is no such thing here, or no token.
 */
size_t secscan_encoded_joint(const char *p, size_t left);

#endif
