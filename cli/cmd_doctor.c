/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "hooks.h"
#include "judge.h"
#include "output.h"

#include <secscan/unstable/settings.h>

#include <stddef.h>
#include <stdio.h>

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

static void say_hint(const char *text, void *payload)
{
	(void)payload;
	printf("settings    %s\n", text);
}

/* Settings that cannot be read are told, and are another's business: the hooks refuse by them. */
static void give_hints(const char *dir)
{
	struct judge_values values = {.dir = dir};
	struct secscan_gate *gate;
	struct secscan_error err;

	if (secscan_cli_gate(&gate, "secscan doctor", &values, &err))
		return;
	if (secscan_gate_hints(gate, say_hint, NULL, &err))
		secscan_cli_complain(&err);
	secscan_gate_free(gate);
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct hooks_values *values = in->values;
	struct secscan_install_options options = secscan_cli_hook_options(in);
	int rc;

	if (values->settings) {
		list_settings();
		give_hints(options.dir);
		return 0;
	}
	rc = secscan_doctor(&options, err);
	if (rc >= 0)
		give_hints(options.dir);
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
		   "when something does not protect as it should. A rule that the settings turn off and that does not exist is "
		   "told as a hint.",
	.flags = flags,
	.values_size = sizeof(struct hooks_values),
	.most = 1,
	.run = run,
};
