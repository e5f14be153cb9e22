/* SPDX-License-Identifier: MIT */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <secscan/error.h>

#include <stdbool.h>
#include <stddef.h>

/* A write callback whose payload is a FILE. */
int secscan_cli_write(void *file, const char *data, size_t len);

/* Colour: the stream is a terminal that knows it, and NO_COLOR is not set. */
bool secscan_cli_colour(int fd);

/* A line that replaces itself on standard error; nothing at all where colour would not stand. "" takes it away. */
void secscan_cli_progress(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* An error as people read it, to standard error. */
void secscan_cli_complain(const struct secscan_error *err);

/* A JSON string with its quotes; bytes that are no UTF-8 become U+FFFD. */
void secscan_cli_json(const char *text);

#endif
