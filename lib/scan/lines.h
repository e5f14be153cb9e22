/* SPDX-License-Identifier: MIT */
#ifndef SCAN_LINES_H
#define SCAN_LINES_H

#include <stddef.h>

/* Where an offset is, counted from the last one asked; cheap while offsets are near each other. */
struct line_cursor {
	const char *data;
	size_t len;
	size_t at;         /* start of the current line */
	size_t known;      /* up to here no other line begins */
	unsigned line;     /* 1-based */
};

void secscan_lines_init(struct line_cursor *cursor, const char *data, size_t len);
/* The line of offset; *column is 1-based, in bytes. */
unsigned secscan_lines_find(struct line_cursor *cursor, size_t offset, unsigned *column);

#endif
