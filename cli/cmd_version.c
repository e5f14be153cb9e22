/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include <secscan/unstable/parts.h>
#include <secscan/version.h>

#include <stddef.h>

struct version_values {
	bool verbose;
};

static const struct flag flags[] = {
	{"verbose", 'v', NULL, "name the libraries inside and how they are linked", offsetof(struct version_values, verbose),
	 NULL},
	{0},
};

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct version_values *values = in->values;
	struct secscan_part part;

	(void)err;
	printf("secscan %s\n", secscan_version());
	for (size_t i = 0; values->verbose && secscan_part_at(&part, i); i++)
		printf("%s %s\n", part.name, part.version);
	return 0;
}

const struct command secscan_cmd_version = {
	.name = "version",
	.arguments = "",
	.summary = "print the version",
	.flags = flags,
	.values_size = sizeof(struct version_values),
	.run = run,
};
