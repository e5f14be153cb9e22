/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MESSAGES_H
#define REPORT_MESSAGES_H

#include <secscan/unstable/report.h>

struct message_table {
	struct secscan_message *items;
	size_t size;
	size_t len;
};

/*
 * Read the form of patterns/messages.ini, in place: the texts point into `text`, which ends with NUL. A value goes
 * on over the lines that begin with white space. 0, or the number of the first line that is wrong.
 */
unsigned secscan_messages_parse(struct message_table *out, char *text);

/* The linked-in table by place, for tests: NULL past the end; wrong_line as parse gave it. */
const struct secscan_message *secscan_message_at(size_t index, unsigned *wrong_line);

#endif
