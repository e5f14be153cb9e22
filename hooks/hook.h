/* SPDX-License-Identifier: MIT */
#ifndef HOOKS_HOOK_H
#define HOOKS_HOOK_H

#include <secscan/unstable/gate.h>

/* What one hook is; hook.c does the rest. */
struct hook {
	const char *name;
	int args;          /* how many git gives */
	const char *usage; /* what they are, for who calls it by hand */
	bool reads_stdin;
	int (*rules)(struct secscan_rules **out, struct secscan_error *err); /* the built-in ones that it needs */
	int (*run)(struct secscan_gate *gate, char **args, const char *input, size_t len, struct secscan_error *err);
};

int hook_main(const struct hook *hook, int argc, char **argv);

#endif
