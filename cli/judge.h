/* SPDX-License-Identifier: MIT */
#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H

#include "command.h"

#include <secscan/unstable/gate.h>

/* What `scan` and `check` share: where the report goes and how it looks. */
struct judge_values {
	const char *format;
	const char *kind;
	const char *dir; /* the repository's folder; NULL: here */
	bool details;
	bool strict;
	bool quiet;
	bool explain;
};

/* The rows for these values, at the start of a command's own struct. */
#define JUDGE_FLAGS                                                                                                   \
	{"format", 'f', "FORMAT", "text, jsonl (one JSON object a line) or sarif", offsetof(struct judge_values, format), \
			secscan_cli_formats},                                                                              \
	{"kind", 'k', "KIND", "look for this kind only: secret, banned or pii", offsetof(struct judge_values, kind),      \
			secscan_cli_kinds},                                                                                \
	{"details", 'd', NULL, "list pre-existing and suppressed findings one by one", offsetof(struct judge_values, details), \
			NULL},                                                                                             \
	{"explain", 'e', NULL, "say for each candidate, kept or dropped, which step decided (to standard error)",          \
			offsetof(struct judge_values, explain), NULL},                                                     \
	{"quiet", 'q', NULL, "say nothing when nothing is worth a word", offsetof(struct judge_values, quiet), NULL}

extern const char *const secscan_cli_formats[];

/* A gate that reports to standard output; free it with secscan_gate_free(). */
SECSCAN_MUST_CHECK int secscan_cli_gate(struct secscan_gate **out, const char *program,
		const struct judge_values *values, struct secscan_error *err);

#endif
