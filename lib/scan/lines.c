/* SPDX-License-Identifier: MIT */
#include "scan/lines.h"

#include <string.h>

void secscan_lines_init(struct line_cursor *cursor, const char *data, size_t len)
{
	*cursor = (struct line_cursor){.data = data, .len = len, .line = 1};
}

unsigned secscan_lines_find(struct line_cursor *cursor, size_t offset, unsigned *column)
{
	if (offset < cursor->at)
		secscan_lines_init(cursor, cursor->data, cursor->len);
	while (cursor->at < offset) {
		const char *newline = memchr(cursor->data + cursor->at, '\n', offset - cursor->at);

		if (!newline)
			break;
		cursor->at = (size_t)(newline - cursor->data) + 1;
		cursor->line++;
	}
	*column = (unsigned)(offset - cursor->at) + 1;
	return cursor->line;
}
