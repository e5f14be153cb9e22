/* SPDX-License-Identifier: MIT */
#include "hook.h"

static int run(struct secscan_gate *gate, char **args, const char *input, size_t len, struct secscan_error *err)
{
	return secscan_gate_push(gate, args[0], args[1], input, len, err);
}

int main(int argc, char **argv)
{
	static const struct hook hook = {
			.name = "pre-push", .args = 2, .usage = " REMOTE URL", .reads_stdin = true, .run = run,
			.rules = secscan_rules_builtin};

	return hook_main(&hook, argc, argv);
}
