/* SPDX-License-Identifier: MIT */
#include "commands.h"

/* In the order of `secscan help`. */
static const struct command *const commands[] = {
	&secscan_cmd_install,
	&secscan_cmd_uninstall,
	&secscan_cmd_doctor,
	&secscan_cmd_scan,
	&secscan_cmd_check,
	&secscan_cmd_baseline,
	&secscan_cmd_rules_list,
	&secscan_cmd_rules_new,
	&secscan_cmd_rules_test,
	&secscan_cmd_rules_lint,
	&secscan_cmd_rules_profile,
	&secscan_cmd_rules_sample,
	&secscan_cmd_rules_compile,
	&secscan_cmd_trailers,
	&secscan_cmd_explain,
	&secscan_cmd_agent_explain,
	&secscan_cmd_completion,
	&secscan_cmd_help,
	&secscan_cmd_version,
	NULL,
};

int main(int argc, char **argv)
{
	return secscan_cli_main(commands, argc, argv);
}
