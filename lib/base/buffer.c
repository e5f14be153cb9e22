/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int secscan_buffer_reserve(struct buffer *b, size_t more)
{
	size_t need, size;
	char *data;

	if (more > SIZE_MAX / 2 - b->len - 1)
		return SECSCAN_ERR_NOMEM;
	need = b->len + more + 1;
	if (need <= b->size)
		return 0;
	size = b->size ? 2 * b->size : 64;
	if (size < need) /* a whole file at once is given its room and no more */
		size = need;
	data = realloc(b->data, size);
	if (!data)
		return SECSCAN_ERR_NOMEM;
	b->data = data;
	b->size = size;
	return 0;
}

int secscan_buffer_add(struct buffer *b, const void *data, size_t len)
{
	if (secscan_buffer_reserve(b, len))
		return SECSCAN_ERR_NOMEM;
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
	return 0;
}

int secscan_buffer_addstr(struct buffer *b, const char *text)
{
	return secscan_buffer_add(b, text, strlen(text));
}

int secscan_buffer_addf(struct buffer *b, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0 || secscan_buffer_reserve(b, (size_t)len))
		return SECSCAN_ERR_NOMEM;
	va_start(args, fmt);
	vsnprintf(b->data + b->len, (size_t)len + 1, fmt, args);
	va_end(args);
	b->len += (size_t)len;
	return 0;
}

void secscan_buffer_reset(struct buffer *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

void secscan_buffer_release(struct buffer *b)
{
	free(b->data);
	memset(b, 0, sizeof(*b));
}

void secscan_buffer_wipe(struct buffer *b)
{
	if (b->data)
		explicit_bzero(b->data, b->size);
	secscan_buffer_release(b);
}

char *secscan_buffer_detach(struct buffer *b)
{
	char *data = b->data;

	memset(b, 0, sizeof(*b));
	return data;
}
