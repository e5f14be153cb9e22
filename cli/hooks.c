/* SPDX-License-Identifier: MIT */
#include "hooks.h"

#include "output.h"

/* Problems to standard error, all else to standard output; one line a hook, lines to add as they are. */
static void tell(enum secscan_tone tone, unsigned number, const char *hook, const char *text, void *payload)
{
	FILE *out = tone == SECSCAN_PROBLEM ? stderr : stdout;

	(void)payload;
	if (*hook)
		fprintf(out, "%-11s ", hook);
	fputs(text, out);
	if (number)
		fprintf(out, " (SEC-%03u)", number);
	fputc('\n', out);
}

struct secscan_install_options secscan_cli_hook_options(const struct invocation *in)
{
	const struct hooks_values *values = in->values;

	return (struct secscan_install_options){
		.dir = in->count ? in->arguments[0] : NULL,
		.programs = values->programs,
		.shared = values->shared,
		.tell = tell,
	};
}
