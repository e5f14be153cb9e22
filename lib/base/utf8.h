/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>

/* How many bytes from the start are valid UTF-8 text without NUL; len if all are. */
size_t secscan_utf8_valid_len(const char *text, size_t len);

#endif
