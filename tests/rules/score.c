/* SPDX-License-Identifier: MIT */
/*
 * Scans many texts fast: a JSON object a line on stdin ({"text": ..., "path": ...}), a JSON array a line on stdout,
 * one object a finding. With --why, what each step says of each candidate comes along as well.
 */
#include <secscan/unstable/scanner.h>
#include <secscan/unstable/settings.h>

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct secscan_settings *settings;
static json_t *answer; /* to the line at hand */

static int add_finding(const struct secscan_finding *f, void *payload)
{
	enum secscan_level level = secscan_settings_level(settings, f->kind, f->severity, f->confidence);
	json_t *found = json_pack("{s:s, s:s, s:s, s:s, s:i, s:I, s:I, s:b}", "rule", f->rule_id, "kind",
			secscan_kind_name(f->kind), "level", secscan_level_name(level), "confidence",
			secscan_confidence_name(f->confidence), "line", (int)f->line, "start", (json_int_t)f->secret_offset,
			"length", (json_int_t)f->secret_length, "suppressed", f->suppressed);

	return json_array_append_new(payload, found) ? SECSCAN_ERR_NOMEM : 0;
}

static void add_explanation(const struct secscan_explanation *e, void *payload)
{
	(void)payload;
	json_array_append_new(answer, json_pack("{s:s, s:s, s:s, s:s, s:i}", "rule", e->rule_id, "ruling",
			secscan_ruling_name(e->ruling), "step", e->step, "reason", e->reason, "line", (int)e->line));
}

static int score(struct secscan_scanner *scanner, const json_t *row, struct secscan_error *err)
{
	const json_t *text = json_object_get(row, "text");
	const char *path = json_string_value(json_object_get(row, "path"));
	struct secscan_input input = {json_string_value(text), json_string_length(text), path};
	int rc;

	answer = json_array();
	rc = secscan_scan(scanner, &input, add_finding, answer, err);

	if (!rc)
		rc = json_dumpf(answer, stdout, JSON_COMPACT) || putchar('\n') == EOF;
	json_decref(answer);
	return rc;
}

static int score_all(struct secscan_scanner *scanner, struct secscan_error *err)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	int rc = 0;

	while (!rc && (len = getline(&line, &size, stdin)) > 0) {
		json_t *row = json_loadb(line, (size_t)len, JSON_ALLOW_NUL, NULL);

		rc = row ? score(scanner, row, err) : -1;
		json_decref(row);
	}
	free(line);
	return rc;
}

int main(int argc, char **argv)
{
	struct secscan_error err = {0};
	struct secscan_rules *rules = NULL;
	struct secscan_scanner *scanner = NULL;
	int rc = secscan_settings_new(&settings, &err);

	if (!rc)
		rc = secscan_rules_builtin(&rules, &err);
	if (!rc)
		rc = secscan_scanner_new(&scanner, rules, &err);
	if (!rc && argc > 1 && !strcmp(argv[1], "--why"))
		secscan_scanner_explain(scanner, add_explanation, NULL);
	if (!rc)
		rc = score_all(scanner, &err);
	if (rc)
		fprintf(stderr, "score: %s\n", *err.message ? err.message : "this line is no JSON");
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
	secscan_settings_free(settings);
	return rc ? 1 : 0;
}
