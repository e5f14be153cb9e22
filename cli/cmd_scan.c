/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "judge.h"
#include "rulefiles.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct scan_values {
	struct judge_values judge;
	bool staged;
	bool history;
	const char *range;
};

static const struct flag flags[] = {
	{"staged", 's', NULL, "what is staged, as pre-commit judges it", offsetof(struct scan_values, staged), NULL},
	{"history", 'H', NULL, "every blob that any ref, HEAD or the stash reaches (secrets only)",
			offsetof(struct scan_values, history), NULL},
	{"range", 'r', "A..B", "every commit in B and not in A, as pre-push judges it", offsetof(struct scan_values, range),
			NULL},
	JUDGE_FLAGS,
	{0},
};

static int scan(struct secscan_gate *gate, const struct scan_values *values, const struct invocation *in,
		struct secscan_error *err)
{
	static const char *const here[] = {"."};

	if (values->staged)
		return secscan_gate_staged(gate, err);
	if (values->history)
		return secscan_gate_history(gate, err);
	if (values->range)
		return secscan_gate_range(gate, values->range, err);
	if (in->count == 1 && !strcmp(in->arguments[0], "-"))
		return secscan_gate_fd(gate, STDIN_FILENO, "-", err);
	return secscan_gate_paths(gate, in->count ? in->arguments : here, in->count ? in->count : 1, err);
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct scan_values *values = in->values;
	unsigned modes = (unsigned)values->staged + (unsigned)values->history + (values->range != NULL) + (in->count > 0);
	struct secscan_gate *gate;
	int rc;

	if (modes > 1)
		return secscan_cli_usage(err, "--staged, --history, --range and PATH exclude each other: choose one");
	rc = secscan_cli_gate(&gate, "secscan scan", &values->judge, err);
	if (rc)
		return rc;
	rc = scan(gate, values, in, err);
	secscan_gate_free(gate);
	return secscan_exit_code(rc);
}

const struct command secscan_cmd_scan = {
	.name = "scan",
	.arguments = "[PATH... | -]",
	.summary = "look for secrets and banned code in files, staged changes or history",
	.details = "Without PATH the current folder is read, ignored and untracked files too; - reads standard input.\n\n"
		   "Exit 0: nothing blocks; what is compressed is not looked into but counted (--details names it). "
		   "1: something blocks. 2: usage or settings. 3: something could not be read or decided.",
	.flags = flags,
	.values_size = sizeof(struct scan_values),
	.most = ANY_NUMBER,
	.run = run,
};
