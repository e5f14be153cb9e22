/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "hooks.h"

#include <stddef.h>

static const struct flag flags[] = {
	{"shared", 0, NULL, "also where core.hooksPath leads out of the repository", offsetof(struct hooks_values, shared), NULL},
	{"programs", 0, "FOLDER", "take the hook programs from here", offsetof(struct hooks_values, programs), NULL},
	{0},
};

static int run(const struct invocation *in, struct secscan_error *err)
{
	struct secscan_install_options options = secscan_cli_hook_options(in);

	return secscan_install(&options, err);
}

const struct command secscan_cmd_install = {
	.name = "install",
	.arguments = "[REPOSITORY]",
	.summary = "put the hooks into a repository",
	.details = "Copies pre-commit, commit-msg and pre-push to where git looks for them: core.hooksPath, worktrees and "
		   "submodules are honoured. A hook that is there is kept as HOOK.secscan-chained and runs first. Nothing is "
		   "written through a symbolic link or into the working tree; then the lines to add are printed.\n\n"
		   "Once more is no harm: what is old is renewed.",
	.flags = flags,
	.values_size = sizeof(struct hooks_values),
	.most = 1,
	.run = run,
};
