/* SPDX-License-Identifier: MIT */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "command.h"

extern const struct command secscan_cmd_check;
extern const struct command secscan_cmd_scan;
extern const struct command secscan_cmd_agent_explain;
extern const struct command secscan_cmd_baseline;
extern const struct command secscan_cmd_completion;
extern const struct command secscan_cmd_doctor;
extern const struct command secscan_cmd_explain;
extern const struct command secscan_cmd_help;
extern const struct command secscan_cmd_install;
extern const struct command secscan_cmd_rules_compile;
extern const struct command secscan_cmd_rules_lint;
extern const struct command secscan_cmd_rules_list;
extern const struct command secscan_cmd_rules_new;
extern const struct command secscan_cmd_rules_profile;
extern const struct command secscan_cmd_rules_sample;
extern const struct command secscan_cmd_rules_test;
extern const struct command secscan_cmd_trailers;
extern const struct command secscan_cmd_uninstall;
extern const struct command secscan_cmd_version;

#endif
