/* SPDX-License-Identifier: MIT */
#include "report/json.h"
#include "report/report.h"

#include <stdio.h>

static int set_number(json_t *o, unsigned number)
{
	char text[16];

	snprintf(text, sizeof(text), "SEC-%03u", number);
	return secscan_json_set_text(o, "number", text);
}

static int set_place(json_t *o, const struct secscan_finding *f)
{
	int rc = secscan_json_set_path(o, "path", f->path);

	rc |= secscan_json_set_number(o, "line", f->line);
	rc |= secscan_json_set_number(o, "column", f->column);
	rc |= secscan_json_set_number(o, "end_line", f->end_line);
	rc |= secscan_json_set_text(o, "fingerprint", f->fingerprint);
	if (*f->commit)
		rc |= secscan_json_set_text(o, "commit", f->commit);
	return rc;
}

static int set_words(json_t *o, const struct secscan_finding *f)
{
	const char *cwe = f->rule ? secscan_rule_cwe(f->rule) : "";
	int rc = secscan_json_set_text(o, "title", f->title);

	rc |= secscan_json_set_text(o, "detail", f->detail);
	rc |= secscan_json_set_text(o, "remedy", f->remedy);
	if (f->command)
		rc |= secscan_json_set_text(o, "command", f->command);
	if (*cwe)
		rc |= secscan_json_set_text(o, "cwe", cwe);
	if (f->decoded)
		rc |= secscan_json_set(o, "decoded", json_true());
	if (!f->suppressed)
		return rc;
	rc |= secscan_json_set(o, "suppressed", json_true());
	rc |= secscan_json_set_text(o, "reason", f->reason);
	return rc | secscan_json_set(o, "suppressed_here", json_boolean(f->allow_new));
}

static int jsonl_finding(struct secscan_report *r, const struct secscan_finding *f)
{
	json_t *o = json_object();
	int rc = secscan_json_set_text(o, "rule", f->rule_id);

	rc |= secscan_json_set_text(o, "kind", secscan_kind_name(f->kind));
	rc |= secscan_json_set_text(o, "level", secscan_level_name(f->level));
	rc |= secscan_json_set_text(o, "severity", secscan_severity_name(f->severity));
	rc |= secscan_json_set_text(o, "confidence", secscan_confidence_name(f->confidence));
	rc |= set_number(o, f->number);
	rc |= set_place(o, f);
	rc |= set_words(o, f);
	if (rc) {
		json_decref(o);
		return SECSCAN_ERR_NOMEM;
	}
	return secscan_json_write(&r->out, o, "\n");
}

static json_t *reasons(const struct secscan_report *r)
{
	json_t *o = json_object();
	int rc = 0;

	for (size_t i = 0; i < r->skipped.len; i++)
		rc |= secscan_json_set_number(o, r->skipped.items[i].reason, r->skipped.items[i].count);
	if (!rc)
		return o;
	json_decref(o);
	return NULL;
}

static json_t *paths(const struct secscan_report *r)
{
	json_t *list = json_array();
	int rc = 0;

	for (size_t i = 0; i < r->unreadable.len; i++)
		rc |= json_array_append_new(list, secscan_json_text(r->unreadable.items[i]));
	if (!rc)
		return list;
	json_decref(list);
	return NULL;
}

static json_t *error_object(const struct secscan_error *e)
{
	json_t *o = json_object();
	int rc = secscan_json_set_number(o, "exit", (uint64_t)secscan_exit_code(e->code));

	rc |= set_number(o, e->number);
	rc |= secscan_json_set_text(o, "message", e->message);
	if (*e->file)
		rc |= secscan_json_set_text(o, "file", e->file);
	if (e->line)
		rc |= secscan_json_set_number(o, "line", e->line) | secscan_json_set_number(o, "column", e->column);
	if (!rc)
		return o;
	json_decref(o);
	return NULL;
}

static int jsonl_end(struct secscan_report *r, const struct secscan_summary *s, const struct secscan_error *failure)
{
	json_t *line = json_object(), *o = json_object();
	int rc = secscan_json_set_counts(o, s);

	if (r->skipped.len)
		rc |= secscan_json_set(o, "skipped", reasons(r));
	if (r->unreadable.len)
		rc |= secscan_json_set(o, "unreadable_paths", paths(r));
	rc |= secscan_json_set_text(o, "status", failure ? "could not decide" : report_blocks(r, s) ? "blocked" :
			"clean");
	if (failure)
		rc |= secscan_json_set(o, "error", error_object(failure));
	rc |= secscan_json_set(line, "summary", o);
	if (rc) {
		json_decref(line);
		return SECSCAN_ERR_NOMEM;
	}
	return secscan_json_write(&r->out, line, "\n");
}

const struct report_format secscan_report_jsonl = {
	.name = "jsonl",
	.finding = jsonl_finding,
	.end = jsonl_end,
};
