/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "judge.h"
#include "output.h"
#include "rulefiles.h"

#include <stddef.h>
#include <stdio.h>

struct check_values {
	struct judge_values judge;
	const char *accept_base;
};

static const struct flag flags[] = {
	{"accept-base", 0, "REV", "from now on, what REV holds is old in this clone", offsetof(struct check_values, accept_base),
			NULL},
	{"strict", 0, NULL, "findings for review block too", offsetof(struct judge_values, strict), NULL},
	JUDGE_FLAGS,
	{0},
};

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct check_values *values = in->values;
	struct secscan_gate *gate;
	int rc;

	if ((in->count == 1) == (values->accept_base != NULL))
		return secscan_cli_usage(err, "give a range A..B or --accept-base REV, one of the two");
	rc = secscan_cli_gate(&gate, "secscan check", &values->judge, err);
	if (rc)
		return rc;
	if (values->accept_base) {
		rc = secscan_gate_accept_base(gate, values->accept_base, err);
		if (!rc)
			printf("what %s holds is accepted as old in this clone\n", values->accept_base);
	} else {
		rc = secscan_exit_code(secscan_gate_range(gate, in->arguments[0], err));
	}
	secscan_gate_free(gate);
	return rc;
}

const struct command secscan_cmd_check = {
	.name = "check",
	.arguments = "A..B",
	.summary = "judge every commit of a range, as pre-push does; for CI",
	.details = "Each new commit is judged with its message, author and paths, what it adds and later takes away included. "
		   "The settings are those of A.",
	.flags = flags,
	.values_size = sizeof(struct check_values),
	.most = 1,
	.run = run,
};
