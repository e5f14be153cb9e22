/* SPDX-License-Identifier: MIT */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <secscan/error.h>

#include <stdarg.h>

/* Fill err (which may be NULL) and return code, so that a failure is one line at the caller. */
int secscan_fail(struct secscan_error *err, int code, unsigned number, const char *fmt, ...)
	__attribute__((format(printf, 4, 5), cold));

int secscan_failv(struct secscan_error *err, int code, unsigned number, const char *fmt, va_list args)
	__attribute__((format(printf, 4, 0), cold));

/* Add the place to an error that is already filled. */
void secscan_fail_at(struct secscan_error *err, const char *file, unsigned line, unsigned column);

int secscan_fail_nomem(struct secscan_error *err) __attribute__((cold));

/* Copy text so that it is safe to print: control bytes become \xNN. Always ends with NUL. */
void secscan_printable(char *out, size_t size, const char *text);

#endif
