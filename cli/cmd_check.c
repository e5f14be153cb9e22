/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "judge.h"
#include "output.h"
#include "rulefiles.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

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

static bool has_judge_values(const struct judge_values *v)
{
	return v->format || v->kind || v->details || v->strict || v->quiet || v->explain;
}

static int accept_base(struct secscan_gate *gate, const char *rev, struct secscan_error *err)
{
	char *file;
	int rc = secscan_gate_accept_base(&file, gate, rev, err);

	if (!rc)
		printf("what %s holds is accepted as old in this clone\nto undo it, take its line, the last one, out of %s\n", rev,
				file);
	free(file);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct check_values *values = in->values;
	struct secscan_gate *gate;
	int rc;

	if ((in->count == 1) == (values->accept_base != NULL))
		return secscan_cli_usage(err, "give a range A..B or --accept-base REV, one of the two");
	if (values->accept_base && has_judge_values(&values->judge))
		return secscan_cli_usage(err, "--accept-base judges nothing: no other option goes with it");
	rc = secscan_cli_gate(&gate, "secscan check", &values->judge, err);
	if (rc)
		return rc;
	if (values->accept_base)
		rc = accept_base(gate, values->accept_base, err);
	else
		rc = secscan_exit_code(secscan_gate_range(gate, in->arguments[0], err));
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
