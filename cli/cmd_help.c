/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include <stddef.h>

struct help_values {
	bool man;
};

static const struct flag flags[] = {
	{"man", 0, NULL, "print the manual page in troff", offsetof(struct help_values, man), NULL},
	{0},
};

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct help_values *values = in->values;
	const struct command *command;
	char name[64];

	if (values->man)
		secscan_cli_man(in->all);
	else if (!in->count)
		secscan_cli_help(in->all);
	if (values->man || !in->count)
		return 0;
	snprintf(name, sizeof(name), "%s%s%s", in->arguments[0], in->count > 1 ? " " : "",
			in->count > 1 ? in->arguments[1] : "");
	command = secscan_cli_find(in->all, name);
	if (!command && in->count == 1 && secscan_cli_group_help(in->all, name))
		return 0;
	if (!command)
		return secscan_cli_usage(err, "there is no command `%s`; `secscan help` lists them all", name);
	secscan_cli_command_help(command);
	return 0;
}

const struct command secscan_cmd_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.summary = "show all commands, or the options of one",
	.flags = flags,
	.values_size = sizeof(struct help_values),
	.most = 2,
	.run = run,
};
