/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "judge.h"

#include <stddef.h>
#include <stdio.h>

struct baseline_values {
	struct judge_values judge;
	const char *owner;
	const char *reason;
	const char *expires;
	const char *scope;
	bool history;
	bool prune;
	bool check;
};

static const struct flag flags[] = {
	{"reason", 'r', "TEXT", "why the new lines let pass what they name", offsetof(struct baseline_values, reason), NULL},
	{"owner", 'o', "WHO", "who answers for them", offsetof(struct baseline_values, owner), NULL},
	{"expires", 'x', "DATE", "their last day, as in 2027-01-31; renews lines past their day too",
	 offsetof(struct baseline_values, expires), NULL},
	{"scope", 's', "GLOB", "where they hold, instead of the very path of each finding",
	 offsetof(struct baseline_values, scope), NULL},
	{"history", 'H', NULL, "look through all history instead of the working tree",
	 offsetof(struct baseline_values, history), NULL},
	{"prune", 'p', NULL, "take out the lines that nothing matches", offsetof(struct baseline_values, prune), NULL},
	{"check", 'c', NULL, "change nothing: report lines that match nothing, are past their day or do nothing",
	 offsetof(struct baseline_values, check), NULL},
	{"format", 'f', "FORMAT", "of --check: text, jsonl or sarif", offsetof(struct baseline_values, judge.format),
	 secscan_cli_formats},
	{0},
};

static void say(size_t count, const char *what, const char *hint)
{
	if (count)
		printf("  %zu %s%s\n", count, what, hint);
}

static void say_added(const char *rule_id, const char *path, unsigned line, void *payload)
{
	(void)payload;
	printf("  new line: [%s] %s:%u\n", rule_id, path, line);
}

static void say_result(const struct secscan_baseline_result *r)
{
	printf(".secscan/baseline: %s\n", r->written ? "written" : "as it was");
	say(r->added, "added", "");
	say(r->renewed, "renewed", "");
	say(r->kept, "kept", "");
	say(r->pruned, "taken out, nothing matches them any more", "");
	say(r->stale, "match nothing any more", "; --prune takes them out");
	say(r->expired, "past their day", "; --expires DATE renews them");
	say(r->refused, "do nothing as they stand", "; `secscan baseline --check` says why");
	say(r->left, r->left == 1 ? "finding has no line and got none" : "findings have no line and got none",
			"; `secscan scan` lists them, --reason adds lines");
	say(r->unmarked, "findings without a fingerprint", ": memory was short; try again");
	if (r->new_key)
		puts("The fingerprints are keyed: the new key is in .secscan.ini.");
	if (r->written)
		printf("Commit it%s; it counts in full from then on.\n", r->new_key ? " together with .secscan.ini" : "");
}

static int update(struct secscan_gate *gate, const struct invocation *in, struct secscan_error *err)
{
	const struct baseline_values *values = in->values;
	struct secscan_baseline_options options = {
		.owner = values->owner,
		.reason = values->reason,
		.until = values->expires,
		.scope = values->scope,
		.paths = in->arguments,
		.path_count = in->count,
		.history = values->history,
		.prune = values->prune,
		.added = say_added,
	};
	struct secscan_baseline_result result;
	int rc = secscan_gate_baseline(&result, gate, &options, err);

	if (!rc)
		say_result(&result);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct baseline_values *values = in->values;
	struct secscan_gate *gate;
	int rc;

	if (values->check && (values->owner || values->reason || values->expires || values->scope || values->prune || in->count))
		return secscan_cli_usage(err, "--check looks at all lines and changes none: only --history and --format go with it");
	rc = secscan_cli_gate(&gate, "secscan baseline", &values->judge, err);
	if (rc)
		return rc;
	if (values->check)
		rc = secscan_exit_code(secscan_gate_baseline_check(gate, values->history, err));
	else
		rc = update(gate, in, err);
	secscan_gate_free(gate);
	return rc;
}

const struct command secscan_cmd_baseline = {
	.name = "baseline",
	.arguments = "[PATH...]",
	.summary = "let what is found pass from now on, by what it is and not by where it stands",
	.details = "Each finding that blocks or asks for review gets a line in .secscan/baseline: rule, keyed fingerprint, path, and "
		   "who lets it pass, why and how long. Lines survive rebase, squash and moved lines, and end when the value "
		   "changes. Lines that are there stay as they are. No byte of a value is written.\n\n"
		   "A line counts from the next commit on. In the change that adds it, it is reported and does not silence a "
		   "critical finding.\n\n"
		   "--prune and --expires alone look after the lines that are there and add none; with --reason new ones are "
		   "added as well, and each is listed.\n\n"
		   "--check exits 0 when every line still serves and 1 when one does not. Lines made with --history are "
		   "checked, and pruned, with --history.",
	.flags = flags,
	.values_size = sizeof(struct baseline_values),
	.most = ANY_NUMBER,
	.run = run,
};
