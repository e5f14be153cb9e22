/* SPDX-License-Identifier: MIT */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stddef.h>

/*
 * Decode base64 or base64url, as many whole bytes as fit in size; white space and "\n" written as an
 * escape are passed over, anything else that is no digit ends the text. Gives the bytes written.
 */
size_t secscan_base64_decode(char *out, size_t size, const char *text, size_t len);

enum base64_kind { BASE64_PLAIN, BASE64_URL };

/* Encode without padding; out has room for (4 * len + 2) / 3 characters. Gives the characters written. */
size_t secscan_base64_encode(char *out, const void *bytes, size_t len, enum base64_kind kind);

#endif
