/* SPDX-License-Identifier: MIT */
#include "hook.h"

static int run(struct secscan_gate *gate, char **args, const char *input, size_t len, struct secscan_error *err)
{
	(void)args;
	(void)input;
	(void)len;
	return secscan_gate_staged(gate, err);
}

int main(int argc, char **argv)
{
	static const struct hook hook = {
			.name = "pre-commit", .args = 0, .usage = "", .run = run, .rules = secscan_rules_builtin};

	return hook_main(&hook, argc, argv);
}
