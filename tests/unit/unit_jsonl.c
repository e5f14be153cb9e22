/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include <secscan/secscan.h>

#include <jansson.h>

#define TOKEN_HEAD(level) \
	"{\"rule\":\"forge-token\",\"kind\":\"secret\",\"level\":\"" level "\",\"severity\":\"critical\"," \
	"\"confidence\":\"verified\",\"number\":\"SEC-001\","
#define TOKEN_PLACE "\"line\":12,\"column\":9,\"end_line\":12,\"fingerprint\":\"key:00112233445566778899aabbccddeeff\""
#define TOKEN_WORDS ",\"title\":\"Forge access token\",\"detail\":\"\",\"remedy\":\"Revoke it in the settings, then rotate.\""
#define COUNTS(unread, suppressed, block, old) \
	"{\"summary\":{\"files\":3,\"blobs\":2,\"commits\":0,\"bytes\":1234,\"rules\":60,\"not_read\":0,\"unreadable\":" unread \
	",\"suppressed\":" suppressed ",\"findings\":{\"block\":" block ",\"review\":0,\"note\":0,\"pre-existing\":" old "}," \
	"\"reader\":\"libgit2\",\"hashes_verified\":false,"

static const struct {
	const char *name;
	enum what what;
	const struct secscan_error *failure;
	const char *unreadable;
	const char *text;
} jsonl_rows[] = {
	{"nothing", NOTHING, NULL, NULL, COUNTS("0", "0", "0", "0") "\"status\":\"clean\"}}\n"},
	{"a block", BLOCK, NULL, NULL,
		TOKEN_HEAD("block") "\"path\":\"src/app.py\"," TOKEN_PLACE TOKEN_WORDS "}\n"
		COUNTS("0", "0", "1", "0") "\"status\":\"blocked\"}}\n"},
	{"in a commit", IN_COMMIT, NULL, NULL,
		TOKEN_HEAD("block") "\"path\":\"src/app.py\"," TOKEN_PLACE
		",\"commit\":\"0123456789abcdef0123456789abcdef01234567\"" TOKEN_WORDS "}\n"
		COUNTS("0", "0", "1", "0") "\"status\":\"blocked\"}}\n"},
	{"old", OLD, NULL, NULL,
		TOKEN_HEAD("pre-existing") "\"path\":\"src/app.py\"," TOKEN_PLACE TOKEN_WORDS "}\n"
		COUNTS("0", "0", "0", "1") "\"status\":\"clean\"}}\n"},
	{"suppressed", ALLOWED_HERE, NULL, NULL,
		TOKEN_HEAD("block") "\"path\":\"src/app.py\"," TOKEN_PLACE TOKEN_WORDS
		",\"suppressed\":true,\"reason\":\"a documented sample\",\"suppressed_here\":true}\n"
		COUNTS("0", "1", "0", "0") "\"status\":\"clean\"}}\n"},
	{"could not decide", NOTHING, &unreadable_failure, "x/\xffy", COUNTS("1", "0", "0", "0")
		"\"skipped\":{\"unreadable\":1},\"unreadable_paths\":[\"x/\\\\xFFy\"],\"status\":\"could not decide\","
		"\"error\":{\"exit\":3,\"number\":\"SEC-310\",\"message\":\"1 of the things to read could not be read\"}}}\n"},
	{"wrong settings", NOTHING, &settings_failure, NULL, COUNTS("0", "0", "0", "0")
		"\"status\":\"could not decide\",\"error\":{\"exit\":2,\"number\":\"SEC-203\","
		"\"message\":\"`review-at` stands twice\",\"file\":\".secscan.ini\",\"line\":3,\"column\":7}}}\n"},
};

START_TEST(jsonl)
{
	struct secscan_finding f = make(jsonl_rows[_i].what);
	struct say say = {.options = {.format = "jsonl"}, .findings = &f, .n = jsonl_rows[_i].what != NOTHING,
		.failure = jsonl_rows[_i].failure, .unreadable = jsonl_rows[_i].unreadable};
	char *out = report(&say);

	ck_assert_msg(!strcmp(out, jsonl_rows[_i].text), "%s:\n%s", jsonl_rows[_i].name, out);
	free(out);
}
END_TEST

static const struct {
	const char *name;
	const char *path;
	const char *written; /* as a JSON parser gives it back */
	bool percent;
} path_rows[] = {
	{"plain", "a/b.c", "a/b.c", false},
	{"quotes and newlines", "a\"b\\\n\x01", "a\"b\\\n\x01", false},
	{"percent in a good name", "100%/%41", "100%/%41", false},
	{"utf-8", "\xc3\xa9", "\xc3\xa9", false},
	{"latin-1", "caf\xe9", "caf%E9", true},
	{"latin-1 and percent", "\xe9%41", "%E9%2541", true},
	{"utf-8 cut short", "\xe2\x82", "%E2%82", true},
	{"good and bad signs", "\xc3\xa9/\xff", "\xc3\xa9/%FF", true},
	{"surrogate", "\xed\xa0\x80", "%ED%A0%80", true},
};

START_TEST(jsonl_paths)
{
	struct secscan_finding f = token_at(path_rows[_i].path, 1);
	struct say say = {.options = {.format = "jsonl"}, .findings = &f, .n = 1};
	char *out = report(&say);
	json_t *o = json_loads(out, JSON_DISABLE_EOF_CHECK, NULL);
	const char *path = json_string_value(json_object_get(o, "path"));

	ck_assert_msg(path && !strcmp(path, path_rows[_i].written), "%s: %s", path_rows[_i].name, out);
	ck_assert_msg((json_object_get(o, "path_encoding") != NULL) == path_rows[_i].percent, "%s: %s",
			path_rows[_i].name, out);
	json_decref(o);
	free(out);
}
END_TEST

START_TEST(strict_review_blocks)
{
	struct secscan_finding f = with_level(token, SECSCAN_REVIEW);
	struct say say = {.options = {.format = "jsonl"}, .findings = &f, .n = 1};

	for (int strict = 0; strict < 2; strict++) {
		char *out;

		say.options.strict = strict != 0;
		out = report(&say);
		ck_assert_ptr_nonnull(strstr(out, strict ? "\"status\":\"blocked\"" : "\"status\":\"clean\""));
		free(out);
	}
}
END_TEST

static const char rule_text[] =
	"[c-gets]\nname = gets()\nseverity = high\nlanguage = c\ncwe = CWE-242\ninstead = Use fgets().\n"
	"pattern = \\bgets\\s{0,4}\\(\nremedy = Use fgets() with the size of the buffer.\n"
	"sample = gets(a);\nsample = x = gets(b);\nsample = gets (c);\nnot = fgets(a)\nnot = gets;\nnot = my_gets(a)\n";

static int keep_cwe(const struct secscan_finding *f, void *payload)
{
	struct say say = {.options = {.format = "jsonl"}, .findings = f, .n = 1};
	char *out = report(&say);

	*(bool *)payload = strstr(out, ",\"cwe\":\"CWE-242\"") != NULL;
	free(out);
	return 0;
}

START_TEST(cwe_of_a_rule)
{
	struct secscan_input input = {"	gets(line);\n", 13, "a.c"};
	struct secscan_compiler *compiler;
	struct secscan_scanner *scanner;
	struct secscan_rules *rules;
	struct secscan_error err = {0};
	bool seen = false;
	int rc = secscan_compiler_new(&compiler, &err);

	if (!rc)
		rc = secscan_compiler_add_text(compiler, SECSCAN_KIND_BANNED, "c.ini", rule_text, strlen(rule_text), &err);
	if (!rc)
		rc = secscan_compiler_build(&rules, compiler, &err);
	if (!rc)
		rc = secscan_scanner_new(&scanner, rules, &err);
	if (!rc)
		rc = secscan_scan(scanner, &input, keep_cwe, &seen, &err);
	ck_assert_msg(rc == 0, "%s", err.message);
	ck_assert_msg(seen, "no finding, or one without its CWE");
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("jsonl");
	TCase *tcase = tcase_create("jsonl");

	tcase_add_loop_test(tcase, jsonl, 0, (int)ARRAY_SIZE(jsonl_rows));
	tcase_add_loop_test(tcase, jsonl_paths, 0, (int)ARRAY_SIZE(path_rows));
	tcase_add_test(tcase, strict_review_blocks);
	tcase_add_test(tcase, cwe_of_a_rule);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
