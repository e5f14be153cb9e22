/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "input.h"

#include <secscan/unstable/trailers.h>

#include <stddef.h>

struct trailers_values {
	bool no_divider;
};

static const struct flag flags[] = {
	{"no-divider", 0, NULL, "a line `---` does not end the message, as in stored commits",
	 offsetof(struct trailers_values, no_divider), NULL},
	{0},
};

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct trailers_values *values = in->values;
	struct secscan_trailer_options options = {.no_divider = values->no_divider};
	struct secscan_trailers trailers = {0};
	char *message;
	size_t len;
	int rc = secscan_cli_read(&message, &len, in->arguments[0], err);

	if (rc)
		return rc;
	rc = secscan_trailers_parse(&trailers, message, len, &options, err);
	for (size_t i = 0; !rc && i < trailers.count; i++)
		printf("%s: %s\n", trailers.items[i].key, trailers.items[i].value);
	secscan_trailers_release(&trailers);
	free(message);
	return rc;
}

const struct command secscan_cmd_trailers = {
	.name = "trailers",
	.arguments = "FILE",
	.summary = "print the trailers of a commit message, one a line",
	.details = "Reads them as `git interpret-trailers --parse --only-trailers --unfold` does, but for settings that "
		   "rename them. `-` is standard input.",
	.flags = flags,
	.values_size = sizeof(struct trailers_values),
	.least = 1,
	.most = 1,
	.run = run,
};
