/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include "policy/message.h"

#include <string.h>

/* The first byte chooses how to read; no NUL stands behind the copy. */
static const struct secscan_trailer_options choices[] = {
	{.no_divider = true},
	{.no_divider = false},
	{.comment = ";", .separators = ":=#"},
	{.comment = "//", .no_divider = true},
	{.comment = "", .separators = "%"},
};

static void check(const struct secscan_trailers *t, const char *message, size_t len, const char *separators)
{
	unsigned line = 1;
	size_t at = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct secscan_trailer *item = &t->items[i];
		size_t key = strlen(item->key), value = strlen(item->value);

		for (; line < item->line && at < len; at++)
			line += message[at] == '\n';
		MUST(line == item->line && len - at > key);
		MUST(key && memcmp(message + at, item->key, key) == 0);
		MUST(strcspn(item->key, separators) == key && !strpbrk(item->key, " \t\n\r"));
		MUST(!strchr(item->value, '\n') && value < len);
		MUST(!value || (!strchr(" \t\r", item->value[0]) && !strchr(" \t\r", item->value[value - 1])));
	}
}

static int note_ways(const struct message_reading *reading, void *payload)
{
	*(unsigned *)payload |= reading->cleanups;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct secscan_trailer_options *options = &choices[size ? data[0] % 5 : 0];
	struct secscan_trailers t = {0};
	size_t len = size ? size - 1 : 0;
	char *message = malloc(len ? len : 1);
	unsigned ways = 0;

	MUST(message);
	if (len)
		memcpy(message, data + 1, len);
	MUST(!secscan_trailers_parse(&t, message, len, options, NULL));
	check(&t, message, len, options->separators ? options->separators : ":");
	secscan_trailers_release(&t);
	MUST(secscan_message_scan_extent(message, len, options->comment) <= len);
	MUST(!secscan_message_readings(message, len, size % 2 ? "auto" : options->comment, note_ways, &ways, NULL));
	MUST(ways == (1u << MESSAGE_CLEANUPS) - 1);
	free(message);
	return 0;
}
