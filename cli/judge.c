/* SPDX-License-Identifier: MIT */
#include "judge.h"

#include "output.h"
#include "rulefiles.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

const char *const secscan_cli_formats[] = {"text", "jsonl", "sarif", NULL};

static int show_progress(const struct secscan_summary *summary, void *payload)
{
	(void)payload;
	if (summary->files % 64 == 0)
		secscan_cli_progress("%llu read, %llu MiB, %llu found", (unsigned long long)summary->files,
				(unsigned long long)(summary->bytes >> 20),
				(unsigned long long)(summary->levels[SECSCAN_BLOCK] + summary->levels[SECSCAN_REVIEW]));
	return 0;
}

static void explain(const struct secscan_explanation *e, void *payload)
{
	(void)payload;
	secscan_cli_progress("%s", "");
	if (*e->path)
		fprintf(stderr, "%s:%u: ", e->path, e->line);
	else
		fprintf(stderr, "line %u of a file whose path is not known yet: ", e->line);
	fprintf(stderr, "%s: %s by %s: %s\n", e->rule_id, secscan_ruling_name(e->ruling), e->step, e->reason);
}

static int write_out(void *payload, const char *data, size_t len)
{
	secscan_cli_progress("%s", "");
	return secscan_cli_write(payload, data, len);
}

static uint32_t kinds_of(const char *name)
{
	for (unsigned kind = 0; name && kind <= SECSCAN_KIND_PII; kind++)
		if (!strcmp(name, secscan_kind_name(kind)))
			return 1u << kind;
	return 0;
}

int secscan_cli_gate(struct secscan_gate **out, const char *program, const struct judge_values *values,
		struct secscan_error *err)
{
	struct secscan_gate_options options = {
		.dir = values->dir,
		.report = {
			.format = values->format ? values->format : "text",
			.write = write_out,
			.payload = stdout,
			.colour = secscan_cli_colour(STDOUT_FILENO),
			.quiet = values->quiet,
			.details = values->details,
			.strict = values->strict,
			.program = program,
		},
		.kinds = kinds_of(values->kind),
		.environment = (const char *const *)environ,
		.progress = show_progress,
		.explain = values->explain ? explain : NULL,
		.builtin = secscan_rules_builtin,
		.compile = secscan_cli_compile,
	};

	return secscan_gate_new(out, &options, err);
}
