/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <stdarg.h>
#include <unistd.h>

int secscan_cli_write(void *file, const char *data, size_t len)
{
	return fwrite(data, 1, len, file) != len;
}

bool secscan_cli_colour(int fd)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

	return !(no && *no) && isatty(fd) && terminal && strcmp(terminal, "dumb") != 0;
}

void secscan_cli_progress(const char *fmt, ...)
{
	va_list args;

	if (!secscan_cli_colour(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fflush(stderr);
}

void secscan_cli_complain(const struct secscan_error *err)
{
	fputs("secscan: ", stderr);
	if (err->file[0] && err->line)
		fprintf(stderr, "%s:%u:%u: ", err->file, err->line, err->column);
	else if (err->file[0])
		fprintf(stderr, "%s: ", err->file);
	fputs(err->message, stderr);
	if (err->number)
		fprintf(stderr, " (SEC-%03u)", err->number);
	fputc('\n', stderr);
}

/* Length of the UTF-8 character at text; 0 when it is none. */
static size_t utf8_len(const unsigned char *text)
{
	size_t len = text[0] < 0x80 ? 1 : text[0] < 0xc2 ? 0 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3
		     : text[0] < 0xf5 ? 4 : 0;

	for (size_t i = 1; i < len; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

void secscan_cli_json(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	putchar('"');
	while (*at) {
		size_t len = utf8_len(at);

		if (!len)
			fputs("\\ufffd", stdout);
		else if (*at < 0x20 || *at == 0x7f)
			printf("\\u%04x", *at);
		else if (*at == '"' || *at == '\\')
			printf("\\%c", *at);
		else
			fwrite(at, 1, len, stdout);
		at += len ? len : 1;
	}
	putchar('"');
}
