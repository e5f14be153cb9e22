/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "hooks.h"

static int run(const struct invocation *in, struct secscan_error *err)
{
	struct secscan_install_options options = secscan_cli_hook_options(in);

	return secscan_uninstall(&options, err);
}

const struct command secscan_cmd_uninstall = {
	.name = "uninstall",
	.arguments = "[REPOSITORY]",
	.summary = "take the hooks out of a repository",
	.details = "Only files that we wrote are taken out; a hook that was there before comes back byte for byte. "
		   "Exit code 1 when one of ours was changed since and is left alone.",
	.values_size = sizeof(struct hooks_values),
	.most = 1,
	.run = run,
};
