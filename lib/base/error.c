/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdio.h>
#include <string.h>

int secscan_exit_code(int code)
{
	switch (code) {
	case SECSCAN_OK:
		return 0;
	case SECSCAN_ERR_USAGE:
	case SECSCAN_ERR_SYNTAX:
		return 2;
	case SECSCAN_ERR_INTERRUPTED:
		return 130;
	default:
		return code > 0 ? code : 3;
	}
}

int secscan_failv(struct secscan_error *err, int code, unsigned number, const char *fmt, va_list args)
{
	if (!err)
		return code;
	memset(err, 0, sizeof(*err));
	err->code = code;
	err->number = number;
	vsnprintf(err->message, sizeof(err->message), fmt, args);
	return code;
}

int secscan_fail(struct secscan_error *err, int code, unsigned number, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	secscan_failv(err, code, number, fmt, args);
	va_end(args);
	return code;
}

void secscan_fail_at(struct secscan_error *err, const char *file, unsigned line, unsigned column)
{
	if (!err)
		return;
	secscan_printable(err->file, sizeof(err->file), file);
	err->line = line;
	err->column = column;
}

int secscan_fail_nomem(struct secscan_error *err)
{
	return secscan_fail(err, SECSCAN_ERR_NOMEM, 900, "memory ran out");
}

void secscan_printable(char *out, size_t size, const char *text)
{
	size_t used = 0;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		size_t need = c < 0x20 || c == 0x7f ? 4 : 1;

		if (used + need >= size)
			break;
		if (need == 1)
			out[used] = (char)c;
		else
			snprintf(out + used, size - used, "\\x%02x", c);
		used += need;
	}
	out[used] = '\0';
}
