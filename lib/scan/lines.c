/* SPDX-License-Identifier: MIT */
#include "scan/lines.h"

#include <string.h>

void secscan_lines_init(struct line_cursor *cursor, const char *data, size_t len)
{
	*cursor = (struct line_cursor){.data = data, .len = len, .line = 1};
}

/* Back to the line of this offset, which lies before the current one. */
static void go_back(struct line_cursor *cursor, size_t offset)
{
	while (cursor->at > offset) {
		const char *newline = memrchr(cursor->data, '\n', cursor->at - 1);

		cursor->at = newline ? (size_t)(newline - cursor->data) + 1 : 0;
		cursor->line--;
	}
	cursor->known = offset;
}

unsigned secscan_lines_find(struct line_cursor *cursor, size_t offset, unsigned *column)
{
	if (offset < cursor->at)
		go_back(cursor, offset);
	while (cursor->known < offset) {
		const char *newline = memchr(cursor->data + cursor->known, '\n', offset - cursor->known);

		cursor->known = newline ? (size_t)(newline - cursor->data) + 1 : offset;
		if (!newline)
			break;
		cursor->at = cursor->known;
		cursor->line++;
	}
	*column = (unsigned)(offset - cursor->at) + 1;
	return cursor->line;
}
