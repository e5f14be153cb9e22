/* SPDX-License-Identifier: MIT */
#include "report/messages.h"

#include "base/array.h"

#include <ctype.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

enum { MESSAGES_MAX = 256 };

extern char secscan_messages_text[];

static struct secscan_message items[MESSAGES_MAX];
static struct message_table table = {.items = items, .size = MESSAGES_MAX};
static unsigned wrong;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const struct {
	const char *name;
	size_t offset;
} fields[] = {
	{"title", offsetof(struct secscan_message, title)},
	{"why", offsetof(struct secscan_message, why)},
	{"fix", offsetof(struct secscan_message, fix)},
	{"waive", offsetof(struct secscan_message, waive)},
};

/* "[SEC-042]" */
static bool start_message(struct message_table *t, const char *line)
{
	struct secscan_message *m;

	if (t->len == t->size || strlen(line) != 9 || strncmp(line, "[SEC-", 5) != 0 || line[8] != ']' ||
			strspn(line + 5, "0123456789") != 3)
		return false;
	m = &t->items[t->len++];
	*m = (struct secscan_message){.number = (unsigned)strtoul(line + 5, NULL, 10)};
	m->title = m->why = m->fix = m->waive = "";
	return true;
}

/* "key = value"; *value is where the text starts that further lines add to. */
static bool set_field(struct message_table *t, char *line, char **value)
{
	char *sign = strchr(line, '=');
	size_t len = strcspn(line, " =");

	if (!sign || !t->len)
		return false;
	*value = sign + 1 + strspn(sign + 1, " ");
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		const char **field = (const char **)((char *)&t->items[t->len - 1] + fields[i].offset);

		if (strlen(fields[i].name) != len || strncmp(line, fields[i].name, len) != 0)
			continue;
		if (**field || !**value)
			return false;
		*field = *value;
		return true;
	}
	return false;
}

/* The line that goes on moves up to the value's end, so that both are one string. */
static bool go_on(char *value, const char *line)
{
	size_t len;

	if (!value)
		return false;
	line += strspn(line, " \t");
	len = strlen(value);
	value[len] = ' ';
	memmove(value + len + 1, line, strlen(line) + 1);
	return true;
}

unsigned secscan_messages_parse(struct message_table *t, char *text)
{
	char *value = NULL, *next;
	unsigned number = 1;
	bool good = true;

	for (char *line = text; line && good; line = next, number++) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (*line == ';' || !*line)
			value = NULL;
		else if (*line == '[')
			good = start_message(t, line);
		else if (*line == ' ' || *line == '\t')
			good = go_on(value, line);
		else
			good = set_field(t, line, &value);
	}
	return good ? 0 : number - 1;
}

static void load(void)
{
	wrong = secscan_messages_parse(&table, secscan_messages_text);
}

const struct secscan_message *secscan_message_at(size_t index, unsigned *wrong_line)
{
	pthread_once(&once, load);
	*wrong_line = wrong;
	return index < table.len ? &table.items[index] : NULL;
}

const struct secscan_message *secscan_message_find(unsigned number)
{
	pthread_once(&once, load);
	for (size_t i = 0; i < table.len; i++)
		if (table.items[i].number == number)
			return &table.items[i];
	return NULL;
}
