/* SPDX-License-Identifier: MIT */
#ifndef REPORT_OUT_H
#define REPORT_OUT_H

#include <stdbool.h>
#include <stddef.h>

enum { OUT_WIDTH = 72 }; /* columns of prose: with "remote: " before it, it still fits into 80 */

/* Bytes on their way to the caller's write(). The first refusal is remembered, all later bytes are dropped. */
struct out {
	int (*write)(void *payload, const char *data, size_t len);
	void *payload;
	bool failed;
	size_t used;
	char data[8192];
};

void secscan_out_flush(struct out *o);
void secscan_out_add(struct out *o, const char *data, size_t len);
void secscan_out_puts(struct out *o, const char *text);
/* For numbers and names of known length: at most 255 bytes are written. */
void secscan_out_printf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * What others wrote, safe on a terminal: control bytes, bytes that are no UTF-8 and signs that turn
 * the direction of writing become \xNN.
 */
void secscan_out_printable(struct out *o, const char *text, size_t len);

/*
 * Prose from column `at` on, further lines indented; ends the line. What stands between backticks is a
 * command to copy and is never broken.
 */
void secscan_out_wrap(struct out *o, size_t at, size_t indent, const char *text);

#endif
