/* SPDX-License-Identifier: MIT */
#ifndef CLI_HOOKS_H
#define CLI_HOOKS_H

#include "command.h"

#include <secscan/unstable/install.h>

/* What install, uninstall and doctor share: where, and how what happens is printed. */
struct hooks_values {
	const char *programs;
	bool shared;
	bool settings;
};

/* Options for the repository that the first argument names, or the current one. */
struct secscan_install_options secscan_cli_hook_options(const struct invocation *in);

#endif
