/* SPDX-License-Identifier: MIT */
#include "commands.h"

static int run(const struct invocation *in, struct secscan_error *err)
{
	return secscan_cli_completion(in->all, in->arguments[0], err);
}

const struct command secscan_cmd_completion = {
	.name = "completion",
	.arguments = "bash|zsh|fish",
	.summary = "print a completion script for a shell",
	.details = "The scripts are installed with the program. To try one: . <(secscan completion bash)",
	.least = 1,
	.most = 1,
	.run = run,
};
