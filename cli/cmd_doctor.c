/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "hooks.h"

#include <secscan/unstable/settings.h>

#include <stddef.h>

static const struct flag flags[] = {
	{"settings", 0, NULL, "list all settings instead", offsetof(struct hooks_values, settings), NULL},
	{"programs", 0, "FOLDER", "compare with the hook programs here", offsetof(struct hooks_values, programs), NULL},
	{0},
};

static void list_settings(void)
{
	const struct secscan_setting_doc *doc;
	const char *section = "";

	for (size_t i = 0; (doc = secscan_setting_doc(i)); i++) {
		if (strcmp(section, doc->section) != 0)
			printf("%s[%s]\n", i ? "\n" : "", doc->section);
		section = doc->section;
		printf("%-20s %s\n", doc->key, doc->help);
	}
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct hooks_values *values = in->values;
	struct secscan_install_options options = secscan_cli_hook_options(in);
	int rc;

	if (values->settings) {
		list_settings();
		return 0;
	}
	rc = secscan_doctor(&options, err);
	if (!rc)
		puts("All hooks do their work.");
	return rc;
}

const struct command secscan_cmd_doctor = {
	.name = "doctor",
	.arguments = "[REPOSITORY]",
	.summary = "prove that the hooks of a repository work",
	.details = "Looks whether each hook is there, ours, executable, of this version and where git looks for it; then lets "
		   "git commit and push a made-up token in a throw-away repository, which each hook must refuse. Exit code 1 "
		   "when something does not protect as it should.",
	.flags = flags,
	.values_size = sizeof(struct hooks_values),
	.most = 1,
	.run = run,
};
