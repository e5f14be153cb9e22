/* SPDX-License-Identifier: MIT */
#include "hook.h"

#include <secscan/unstable/embed.h>

static int run(struct secscan_gate *gate, char **args, const char *input, size_t len, struct secscan_error *err)
{
	(void)input;
	(void)len;
	return secscan_gate_message(gate, args[0], err);
}

int main(int argc, char **argv)
{
	static const struct hook hook = {.name = "commit-msg", .args = 1, .usage = " MESSAGE-FILE", .run = run,
			.rules = secscan_rules_builtin_secrets};

	return hook_main(&hook, argc, argv);
}
