/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include "report/sarif.h"

#include <jansson.h>
#include <stdio.h>

static json_t *parse(char *text)
{
	json_error_t error;
	json_t *o = json_loads(text, 0, &error);

	ck_assert_msg(o != NULL, "%d:%d: %s", error.line, error.column, error.text);
	free(text);
	return o;
}

static json_t *run_of(json_t *document)
{
	return json_array_get(json_object_get(document, "runs"), 0);
}

static json_t *result_at(json_t *document, size_t i)
{
	return json_array_get(json_object_get(run_of(document), "results"), i);
}

/* The string at a path such as "a 0 b", or "". */
static const char *at(json_t *value, const char *path)
{
	char step[64];

	while (*path && value) {
		size_t len = strcspn(path, " ");

		ck_assert_uint_lt(len, sizeof(step));
		memcpy(step, path, len);
		step[len] = '\0';
		value = json_is_array(value) ? json_array_get(value, strtoul(step, NULL, 10)) : json_object_get(value, step);
		path += len + (path[len] == ' ');
	}
	return json_is_string(value) ? json_string_value(value) : "";
}

static const struct {
	const char *name;
	const char *path;
	const char *uri;
} uri_rows[] = {
	{"plain", "src/a-b_c.d~e/f", "src/a-b_c.d~e/f"},
	{"space, percent and hash", "a b/100%#1?", "a%20b/100%25%231%3F"},
	{"colon in the first part is no scheme", "c:/x", "c%3A/x"},
	{"bytes that are no UTF-8", "\xff\xc3\xa9\n", "%FF%C3%A9%0A"},
	{"absolute", "/etc/x y", "file:///etc/x%20y"},
	{"from here", "./././a", "a"},
	{"above", "../a", "../a"},
	{"empty", "", ""},
};

START_TEST(uris)
{
	json_t *uri = secscan_sarif_uri(uri_rows[_i].path);

	ck_assert_msg(!strcmp(json_string_value(uri), uri_rows[_i].uri), "%s: %s", uri_rows[_i].name,
			json_string_value(uri));
	json_decref(uri);
}
END_TEST

static const struct {
	const char *name;
	enum what what;
	const char *path; /* in the result */
	const char *value;
} result_rows[] = {
	{"rule", BLOCK, "ruleId", "forge-token"},
	{"words", BLOCK, "message text", "Forge access token. Revoke it in the settings, then rotate."},
	{"level of a block", BLOCK, "level", "error"},
	{"level of a note", NOTE, "level", "note"},
	{"level of an old one", OLD, "level", "note"},
	{"an old one is marked", OLD, "properties level", "pre-existing"},
	{"number", BLOCK, "properties number", "SEC-001"},
	{"fingerprint", BLOCK, "partialFingerprints secscanFingerprint/v1", "key:00112233445566778899aabbccddeeff"},
	{"path", BLOCK, "locations 0 physicalLocation artifactLocation uri", "src/app.py"},
	{"what it is relative to", BLOCK, "locations 0 physicalLocation artifactLocation uriBaseId", "%SRCROOT%"},
	{"no path", IN_MESSAGE, "locations 0 physicalLocation artifactLocation uri", ".git/COMMIT_EDITMSG"},
	{"commit", IN_COMMIT, "properties commit", "0123456789abcdef0123456789abcdef01234567"},
	{"no suppression", BLOCK, "suppressions 0 kind", ""},
	{"suppression by path", ALLOWED_HERE, "suppressions 0 kind", "external"},
	{"its reason", ALLOWED_HERE, "suppressions 0 justification", "a documented sample"},
};

START_TEST(results)
{
	struct secscan_finding f = make(result_rows[_i].what);
	struct say say = {.options = {.format = "sarif"}, .findings = &f, .n = 1};
	json_t *document = parse(report(&say));
	const char *value = at(result_at(document, 0), result_rows[_i].path);

	ck_assert_msg(!strcmp(value, result_rows[_i].value), "%s: %s", result_rows[_i].name, value);
	json_decref(document);
}
END_TEST

START_TEST(region_and_rule)
{
	struct secscan_finding f = make(BLOCK);
	struct say say = {.options = {.format = "sarif"}, .findings = &f, .n = 1};
	json_t *document, *region, *rule;

	f.offset = 100;
	f.length = 40;
	f.allow_line = 12;
	f.suppressed = true;
	memcpy(f.fingerprint, "run", 3);
	document = parse(report(&say));
	region = json_object_get(json_object_get(json_array_get(json_object_get(result_at(document, 0), "locations"), 0),
			"physicalLocation"), "region");
	ck_assert_int_eq(json_integer_value(json_object_get(region, "startLine")), 12);
	ck_assert_int_eq(json_integer_value(json_object_get(region, "startColumn")), 9);
	ck_assert_int_eq(json_integer_value(json_object_get(region, "byteOffset")), 100);
	ck_assert_int_eq(json_integer_value(json_object_get(region, "byteLength")), 40);
	ck_assert_str_eq(at(result_at(document, 0), "suppressions 0 kind"), "inSource");
	ck_assert_ptr_null(json_object_get(result_at(document, 0), "partialFingerprints"));
	rule = json_array_get(json_object_get(json_object_get(json_object_get(run_of(document), "tool"), "driver"),
			"rules"), 0);
	ck_assert_str_eq(at(rule, "id"), "forge-token");
	ck_assert_str_eq(at(rule, "properties security-severity"), "9.5");
	ck_assert_str_eq(at(rule, "properties tags 2"), "external/cwe/cwe-798");
	json_decref(document);
}
END_TEST

static const struct {
	const char *name;
	enum what what;
	const struct secscan_error *failure;
	bool successful;
	int exit;
	const char *id;
} invocation_rows[] = {
	{"clean", NOTHING, NULL, true, 0, ""},
	{"blocked", BLOCK, NULL, true, 1, ""},
	{"old", OLD, NULL, true, 0, ""},
	{"could not decide", BLOCK, &unreadable_failure, false, 3, "SEC-310"},
	{"settings", NOTHING, &settings_failure, false, 2, "SEC-203"},
	{"interrupted", NOTHING, &interrupt, false, 130, "SEC-902"},
};

START_TEST(invocations)
{
	struct secscan_finding f = make(invocation_rows[_i].what);
	struct say say = {.options = {.format = "sarif"}, .findings = &f, .n = invocation_rows[_i].what != NOTHING,
		.failure = invocation_rows[_i].failure};
	json_t *document = parse(report(&say));
	json_t *o = json_array_get(json_object_get(run_of(document), "invocations"), 0);
	const char *name = invocation_rows[_i].name;

	ck_assert_msg(json_is_true(json_object_get(o, "executionSuccessful")) == invocation_rows[_i].successful, "%s", name);
	ck_assert_msg(json_integer_value(json_object_get(o, "exitCode")) == invocation_rows[_i].exit, "%s", name);
	ck_assert_msg(!strcmp(at(o, "toolExecutionNotifications 0 descriptor id"), invocation_rows[_i].id), "%s", name);
	json_decref(document);
}
END_TEST

/* Rules by id, once each; results worst first, in their order within. */
START_TEST(order)
{
	static const char *const ids[] = {"m", "z", "a", "m", "b"};
	struct secscan_finding f[5];
	struct say say = {.options = {.format = "sarif"}, .findings = f, .n = 5};
	json_t *document;
	char path[32];

	for (size_t i = 0; i < 5; i++) {
		f[i] = token_at("x", (unsigned)i + 1);
		f[i].rule_id = ids[i];
	}
	f[0].level = SECSCAN_NOTE;
	f[1].severity = SECSCAN_LOW;
	f[2].suppressed = true;
	document = parse(report(&say));
	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "tool driver rules %zu id", i);
		ck_assert_str_eq(at(run_of(document), path), ((const char *[]){"a", "b", "m", "z"})[i]);
	}
	for (size_t i = 0; i < 5; i++)
		ck_assert_str_eq(at(result_at(document, i), "ruleId"), ((const char *[]){"m", "b", "z", "m", "a"})[i]);
	ck_assert_ptr_null(result_at(document, 5));
	json_decref(document);
}
END_TEST

enum { LIMIT = 25000, OVER = 10 };

START_TEST(too_many_results)
{
	struct secscan_finding *f = calloc(LIMIT + OVER, sizeof(*f));
	struct say say = {.options = {.format = "sarif"}, .findings = f, .n = LIMIT + OVER};
	json_t *document;

	for (unsigned i = 0; i < LIMIT + OVER; i++)
		f[i] = with_level(token_at("x", i + 1), i < LIMIT + 3 ? SECSCAN_NOTE : SECSCAN_BLOCK);
	document = parse(report(&say));
	ck_assert_uint_eq(json_array_size(json_object_get(run_of(document), "results")), LIMIT);
	ck_assert_str_eq(at(result_at(document, 0), "level"), "error");
	ck_assert_str_eq(at(result_at(document, OVER - 4), "level"), "error");
	ck_assert_str_eq(at(result_at(document, OVER - 3), "level"), "note");
	ck_assert_str_eq(at(run_of(document), "invocations 0 toolExecutionNotifications 0 message text"),
			"10 more results are left out, the least severe; jsonl has them all");
	json_decref(document);
	free(f);
}
END_TEST

/* One of everything, written for the test against the schema where a file is named. */
static const char *file_name;

START_TEST(everything)
{
	struct secscan_finding f[DECODED + 1];
	struct say say = {.options = {.format = "sarif"}, .findings = f, .failure = &settings_failure, .unreadable = "a\xff b"};
	FILE *file = file_name ? fopen(file_name, "w") : NULL;
	char *text;

	for (enum what what = BLOCK; what <= DECODED; what++)
		f[say.n++] = make(what);
	text = report(&say);
	if (file) {
		ck_assert_int_ge(fputs(text, file), 0);
		ck_assert_int_eq(fclose(file), 0);
	}
	json_decref(parse(text));
}
END_TEST

int main(int argc, char **argv)
{
	Suite *suite = suite_create("sarif");
	TCase *tcase = tcase_create("sarif");

	file_name = argc > 1 ? argv[1] : NULL;
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, uris, 0, (int)ARRAY_SIZE(uri_rows));
	tcase_add_loop_test(tcase, results, 0, (int)ARRAY_SIZE(result_rows));
	tcase_add_test(tcase, region_and_rule);
	tcase_add_loop_test(tcase, invocations, 0, (int)ARRAY_SIZE(invocation_rows));
	tcase_add_test(tcase, order);
	tcase_add_test(tcase, too_many_results);
	tcase_add_test(tcase, everything);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
