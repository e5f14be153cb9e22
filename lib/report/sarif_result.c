/* SPDX-License-Identifier: MIT */
#include "report/sarif.h"

#include "base/buffer.h"
#include "report/json.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static json_t *done(json_t *o, int rc)
{
	if (!rc)
		return o;
	json_decref(o);
	return NULL;
}

json_t *secscan_sarif_message(const char *text)
{
	json_t *o = json_object();

	return done(o, secscan_json_set_text(o, "text", text));
}

json_t *secscan_sarif_uri(const char *path)
{
	struct buffer b = {0};
	json_t *out = NULL;
	int rc = secscan_buffer_addstr(&b, *path == '/' ? "file://" : "");

	while (!strncmp(path, "./", 2))
		path += 2;
	for (; !rc && *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 0x80 && (isalnum(c) || strchr("-._~/", c)))
			rc = secscan_buffer_add(&b, path, 1);
		else
			rc = secscan_buffer_addf(&b, "%%%02X", c);
	}
	if (!rc)
		out = json_stringn(b.data, b.len);
	secscan_buffer_release(&b);
	return out;
}

/* ---- result ---- */

static json_t *artifact(const char *path)
{
	json_t *o = json_object();
	int rc = secscan_json_set(o, "uri", secscan_sarif_uri(path));

	if (*path != '/')
		rc |= secscan_json_set_text(o, "uriBaseId", "%SRCROOT%");
	return done(o, rc);
}

/* Our columns count bytes; the offset says the same without a doubt about characters. */
static json_t *region(const struct secscan_finding *f)
{
	json_t *o = json_object();
	int rc = secscan_json_set_number(o, "startLine", f->line);

	if (f->column)
		rc |= secscan_json_set_number(o, "startColumn", f->column);
	if (f->end_line >= f->line)
		rc |= secscan_json_set_number(o, "endLine", f->end_line);
	if (f->length) {
		rc |= secscan_json_set_number(o, "byteOffset", f->offset);
		rc |= secscan_json_set_number(o, "byteLength", f->length);
	}
	return done(o, rc);
}

/* What has no path is the commit message. */
static json_t *locations(const struct secscan_finding *f)
{
	json_t *list = json_array(), *location = json_object(), *physical = json_object();
	int rc = secscan_json_set(physical, "artifactLocation", artifact(*f->path ? f->path : ".git/COMMIT_EDITMSG"));

	if (f->line)
		rc |= secscan_json_set(physical, "region", region(f));
	rc |= secscan_json_set(location, "physicalLocation", physical);
	rc |= json_array_append_new(list, location);
	return done(list, rc);
}

static json_t *suppressions(const struct secscan_finding *f)
{
	json_t *list = json_array(), *o = json_object();
	int rc = secscan_json_set_text(o, "kind", f->allow_line ? "inSource" : "external");

	rc |= secscan_json_set_text(o, "justification", f->reason);
	rc |= json_array_append_new(list, o);
	return done(list, rc);
}

static json_t *words(const struct secscan_finding *f)
{
	struct buffer b = {0};
	json_t *out = NULL;
	int rc = secscan_buffer_addstr(&b, f->title);

	if (!rc && *f->detail)
		rc = secscan_buffer_addf(&b, ": %s", f->detail);
	if (!rc && *f->remedy && b.len)
		rc = secscan_buffer_addf(&b, "%s %s", b.data[b.len - 1] == '.' ? "" : ".", f->remedy);
	if (!rc)
		out = secscan_sarif_message(b.data);
	secscan_buffer_release(&b);
	return out;
}

static json_t *properties(const struct secscan_finding *f)
{
	json_t *o = json_object();
	char number[16];
	int rc;

	snprintf(number, sizeof(number), "SEC-%03u", f->number);
	rc = secscan_json_set_text(o, "number", number);
	rc |= secscan_json_set_text(o, "level", secscan_level_name(f->level));
	rc |= secscan_json_set_text(o, "severity", secscan_severity_name(f->severity));
	rc |= secscan_json_set_text(o, "confidence", secscan_confidence_name(f->confidence));
	if (*f->commit)
		rc |= secscan_json_set_text(o, "commit", f->commit);
	if (f->decoded)
		rc |= secscan_json_set(o, "decoded", json_true());
	return done(o, rc);
}

static const char *level_of(const struct secscan_finding *f)
{
	if (f->level == SECSCAN_BLOCK)
		return "error";
	return f->level == SECSCAN_REVIEW ? "warning" : "note";
}

/* A fingerprint of this run only would look like a new finding each time. */
static json_t *fingerprints(const struct secscan_finding *f)
{
	json_t *o = json_object();

	return done(o, secscan_json_set_text(o, "secscanFingerprint/v1", f->fingerprint));
}

json_t *secscan_sarif_result(const struct secscan_finding *f)
{
	json_t *o = json_object();
	int rc = secscan_json_set_text(o, "ruleId", f->rule_id);

	rc |= secscan_json_set_text(o, "level", level_of(f));
	rc |= secscan_json_set(o, "message", words(f));
	rc |= secscan_json_set(o, "locations", locations(f));
	if (!strncmp(f->fingerprint, "key:", 4))
		rc |= secscan_json_set(o, "partialFingerprints", fingerprints(f));
	if (f->suppressed)
		rc |= secscan_json_set(o, "suppressions", suppressions(f));
	rc |= secscan_json_set(o, "properties", properties(f));
	return done(o, rc);
}

/* ---- rule ---- */

/* Scores as code scanning reads them: over 9 critical, from 7 high, from 4 medium. */
static const char *score_of(enum secscan_severity severity)
{
	static const char *const scores[] = {
		[SECSCAN_LOW] = "2.0",
		[SECSCAN_MEDIUM] = "5.5",
		[SECSCAN_HIGH] = "8.0",
		[SECSCAN_CRITICAL] = "9.5",
	};

	return scores[severity];
}

static json_t *tags(const struct secscan_finding *f)
{
	const char *cwe = f->rule ? secscan_rule_cwe(f->rule) : "";
	char tag[40] = "external/cwe/";
	size_t used = strlen(tag);
	json_t *list = json_array();
	int rc = json_array_append_new(list, json_string("security"));

	rc |= json_array_append_new(list, json_string(secscan_kind_name(f->kind)));
	if (!*cwe && f->kind == SECSCAN_KIND_SECRET)
		cwe = "CWE-798"; /* use of hard-coded credentials */
	for (; *cwe && used + 1 < sizeof(tag); cwe++)
		tag[used++] = (char)tolower((unsigned char)*cwe);
	tag[used] = '\0';
	if (tag[used - 1] != '/')
		rc |= json_array_append_new(list, secscan_json_text(tag));
	return done(list, rc);
}

json_t *secscan_sarif_rule(const struct secscan_finding *f)
{
	json_t *o = json_object(), *bag = json_object();
	int rc = secscan_json_set_text(o, "id", f->rule_id);

	rc |= secscan_json_set(o, "shortDescription", secscan_sarif_message(f->title));
	if (*f->remedy)
		rc |= secscan_json_set(o, "help", secscan_sarif_message(f->remedy));
	rc |= secscan_json_set_text(bag, "security-severity", score_of(f->severity));
	rc |= secscan_json_set(bag, "tags", tags(f));
	rc |= secscan_json_set(o, "properties", bag);
	return done(o, rc);
}
