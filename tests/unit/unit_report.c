/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include "report/messages.h"

enum { REFUSED = 7 };

static int refuse(void *payload, const char *data, size_t len)
{
	(void)payload;
	(void)data;
	return len ? REFUSED : 0;
}

/* ---- the text, whole ---- */

#define TOKEN_MARKS "    [forge-token] SEC-001 key:00112233445566778899aabbccddeeff\n"
#define TOKEN_ADVICE \
	"SEC-001 secret found\n" \
	"    Why   Everybody with a clone can read it, for ever: deleting the\n" \
	"          line later does not take it out of the history.\n" \
	"    Fix   Take the value out and read it from the environment or a\n" \
	"          secret store. If it was shared, revoke it first.\n" \
	"          [forge-token] Revoke it in the settings, then rotate.\n" \
	"    Waive If it is no secret: `secscan:allow forge-token reason=WHY` in\n" \
	"          a comment on the line or the one above, or a line of the\n" \
	"          baseline (`secscan baseline --reason WHY PATH`); you may, and\n" \
	"          it is seen in review. A critical one is not silenced by the\n" \
	"          change that adds it.\n" \
	"More: `secscan explain SEC-001`\n"
#define READ_PROOF \
	"Read: 3 files, 2 blobs, 1234 bytes with 60 rules by libgit2;\n" \
	"    object hashes were not checked again.\n"

static const struct {
	const char *name;
	struct say say;
	enum what what;
	const char *text;
} text_rows[] = {
	{"a hook that found nothing says nothing", {.options = {.quiet = true}}, NOTHING, ""},
	{"a person is told what was read", {.options = {.program = "secscan scan"}}, NOTHING,
		"secscan scan: clean.\n" READ_PROOF},
	{"a block", {.options = {.quiet = true}}, BLOCK,
		"src/app.py:12:9: Forge access token (critical, verified)\n" TOKEN_MARKS "\n"
		"pre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"a block in colour", {.options = {.quiet = true, .colour = true}}, NOTE,
		"src/app.py:12:9: \033[36mnote: Forge access token\033[0m (critical, verified)\n" TOKEN_MARKS
		"    Revoke it in the settings, then rotate.\n\n"
		"\033[1mpre-commit: passed.\033[0m 1 note.\n"},
	{"a path that plays with the terminal", {.options = {.quiet = true}}, ODD_PATH,
		"a\\x0ab \\x1b[31m\\xff\\xc2\\x9b\\xe2\\x80\\xae:3:9: Forge access token (critical, verified)\n"
		TOKEN_MARKS "\npre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"an old one is one line", {.options = {.quiet = true}}, OLD,
		"1 older on lines that this change does not touch, not blocked; see\n"
		"    `secscan check HEAD~..HEAD --details`.\n"},
	{"an old one in full", {.options = {.quiet = true, .details = true}}, OLD,
		"src/app.py:12:9: pre-existing: Forge access token (critical, verified)\n" TOKEN_MARKS
		"    Revoke it in the settings, then rotate.\n\npre-commit: clean.\n"
		"1 older on lines that this change does not touch, not blocked.\n"},
	{"an old suppression is silent in a hook", {.options = {.quiet = true}}, ALLOWED_OLD, ""},
	{"an old suppression is counted for a person", {.options = {.program = "secscan scan"}}, ALLOWED_OLD,
		"secscan scan: clean.\n1 suppressed.\n" READ_PROOF},
	{"a suppression of this change is listed", {.options = {.quiet = true}}, ALLOWED_HERE,
		"src/app.py:12:9: suppressed: Forge access token (critical, verified)\n" TOKEN_MARKS
		"    a documented sample\n\npre-commit: clean.\n1 suppressed, 1 of them by this change.\n"},
	{"in a commit", {.options = {.quiet = true}}, IN_COMMIT,
		"src/app.py:12:9: Forge access token (critical, verified)\n" TOKEN_MARKS
		"    in commit 0123456789ab\n\npre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"in a message", {.options = {.quiet = true}}, IN_MESSAGE,
		"commit 0123456789ab:12:9: Forge access token (critical, verified)\n" TOKEN_MARKS
		"\npre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"no place, no grade", {.options = {.quiet = true}}, NO_PLACE,
		"Forge access token\n" TOKEN_MARKS "\npre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"decoded, and prose is wrapped", {.options = {.quiet = true}}, DECODED,
		"src/app.py:12:9: Forge access token (critical, verified)\n" TOKEN_MARKS
		"    in text that had to be decoded\n"
		"    this was found in a text of two bytes a character, which is not what\n"
		"    editors show\n\n"
		"pre-commit: stopped. 1 finding to fix.\n" TOKEN_ADVICE},
	{"could not decide", {.options = {.quiet = true}, .failure = &unreadable_failure, .unreadable = "x/\ty"}, NOTHING,
		"pre-commit: could not decide; nothing was let through.\n"
		"    1 of the things to read could not be read\n"
		"    cannot be read: x/\\x09y\n"
		"    Why   What was not read was not judged, and may hold anything.\n"
		"    Fix   Repair the things listed (rights, damaged disk, missing\n"
		"          object) and try again.\n"
		"More: `secscan explain SEC-310`\n"},
	{"wrong settings", {.options = {.quiet = true}, .failure = &settings_failure}, NOTHING,
		"pre-commit: wrong settings or arguments; nothing was let through.\n"
		"    .secscan.ini:3:7: `review-at` stands twice\n"
		"    Why   One of the two would be lost without a word.\n"
		"    Fix   Keep one of them; only the keys that are lists may repeat.\n"
		"More: `secscan explain SEC-203`\n"},
	{"interrupted", {.options = {.program = "secscan scan"}, .failure = &interrupt}, NOTHING,
		"secscan scan: interrupted; this is no clean result.\n"
		"    stopped by a signal\n"
		"    Why   A signal ended the run before everything was judged.\n"
		"    Fix   Start it again. Nothing was changed and no lock was left.\n"
		"More: `secscan explain SEC-902`\n" READ_PROOF},
};

START_TEST(whole_text)
{
	struct say say = text_rows[_i].say;
	struct secscan_finding f = make(text_rows[_i].what);
	char *out;

	say.options.format = "text";
	if (!say.options.program)
		say.options.program = "pre-commit";
	say.findings = &f;
	say.n = text_rows[_i].what != NOTHING;
	out = report(&say);
	ck_assert_msg(!strcmp(out, text_rows[_i].text), "%s:\n%s", text_rows[_i].name, out);
	free(out);
}
END_TEST

static size_t occurrences(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

static const struct {
	const char *name;
	size_t n;
	size_t files;
	bool details;
	bool same; /* one value in all places */
	size_t shown;
	const char *says;
} many_rows[] = {
	{"one value in twenty places", 20, 1, false, true, 20, "f0:20:9: the same value again [forge-token]\n"},
	{"twenty in one file are all told", 20, 1, false, false, 20, "pre-commit: stopped. 20 findings to fix.\n"},
	{"the next one is counted", 21, 1, false, false, 20, "    and 1 more in this file\n"},
	{"three full files", 90, 3, false, false, 60, "    and 10 more in this file\n"},
	{"two hundred in all", 200, 100, false, false, 200, "pre-commit: stopped. 200 findings to fix.\n"},
	{"and then no more", 1000, 500, false, false, 200, "800 more are not listed here; `secscan scan --staged --details` lists all.\n"},
	{"unless all are asked for", 1000, 2, true, false, 1000, "pre-commit: stopped. 1000 findings to fix.\n"},
};

START_TEST(many_findings)
{
	struct say say = {.options = {.format = "text", .quiet = true, .program = "pre-commit"}, .n = many_rows[_i].n};
	struct secscan_finding *f = calloc(say.n, sizeof(*f));
	char (*paths)[24] = calloc(many_rows[_i].files, sizeof(*paths));
	const char *name = many_rows[_i].name;
	size_t each = say.n / many_rows[_i].files;
	char *out;

	for (size_t i = 0; i < say.n; i++) {
		snprintf(paths[i / each], sizeof(paths[0]), "f%zu", i / each);
		f[i] = token_at(paths[i / each], (unsigned)(i % each) + 1);
		snprintf(f[i].fingerprint, sizeof(f[i].fingerprint), "key:%032zx", many_rows[_i].same ? 0 : i);
	}
	say.findings = f;
	say.options.details = many_rows[_i].details;
	out = report(&say);
	ck_assert_msg(occurrences(out, "    [forge-token] SEC-001 key:") == (many_rows[_i].same ? 1 : many_rows[_i].shown), "%s", name);
	ck_assert_msg(occurrences(out, ":9: ") == many_rows[_i].shown, "%s: %zu shown", name, occurrences(out, ":9: "));
	ck_assert_msg(strstr(out, many_rows[_i].says) != NULL, "%s: %s", name, out);
	ck_assert_msg(occurrences(out, "More: ") == 1, "%s: one block of advice", name);
	free(out);
	free(paths);
	free(f);
}
END_TEST

/* Many rules and numbers: what each needs is told once, and the whole stays short. */
START_TEST(advice_is_bounded)
{
	static const unsigned numbers[] = {1, 2, 3, 10, 11, 12, 13, 20};
	struct secscan_finding f[80];
	struct say say = {.options = {.format = "text", .quiet = true, .program = "x"}, .findings = f, .n = 80};
	char ids[80][24];
	char *out;

	for (size_t i = 0; i < 80; i++) {
		snprintf(ids[i], sizeof(ids[i]), "rule-%zu", i);
		f[i] = token_at("a", (unsigned)i + 1);
		f[i].rule_id = ids[i];
		f[i].number = numbers[i % 8];
	}
	out = report(&say);
	ck_assert_uint_eq(occurrences(out, "\n    Why "), 6);
	ck_assert_uint_eq(occurrences(out, "\n          [rule-"), 6);
	ck_assert_ptr_nonnull(strstr(out, "and 2 more numbers\n"));
	ck_assert_ptr_nonnull(strstr(out, "`secscan:allow RULE reason=WHY`"));
	ck_assert_ptr_nonnull(strstr(out, "`secscan rules list` names the remedy of every rule.\n"));
	free(out);
}
END_TEST

/* Prose must fit beside git's "remote: ". Paths and the marks of a finding are as long as they are. */
START_TEST(prose_is_narrow)
{
	unsigned wrong;
	const struct secscan_message *m;
	const struct secscan_error failure = {.code = SECSCAN_ERR_IO, .message = "x"};
	char *out;

	for (size_t i = 0; (m = secscan_message_at(i, &wrong)); i++) {
		struct secscan_finding f = token;
		struct secscan_error e = failure;
		struct say say = {.options = {.format = "text", .quiet = true, .program = "x"}, .findings = &f, .n = 1,
			.failure = &e};

		f.number = e.number = m->number;
		out = report(&say);
		for (const char *line = out; *line; line += strcspn(line, "\n") + 1)
			ck_assert_msg(strcspn(line, "\n") <= 72, "SEC-%03u: %s", m->number, line);
		free(out);
	}
}
END_TEST

/* ---- failures of our own ---- */

static const char *const format_names[] = {"text", "jsonl", "sarif"};

START_TEST(refused_writes_are_remembered)
{
	struct secscan_report_options options = {.format = format_names[_i], .write = refuse};
	struct secscan_summary s = {0};
	struct secscan_error err = {0};
	struct secscan_report *r;
	int rc = 0;

	ck_assert_int_eq(secscan_report_new(&r, &options, &err), 0);
	for (int i = 0; i < 200 && !rc; i++)
		rc = secscan_report_finding(r, &token, &err);
	rc = secscan_report_end(r, &s, NULL, &err);
	ck_assert_msg(rc == SECSCAN_ERR_IO && err.number == 904, "%s: %d", format_names[_i], rc);
	ck_assert_int_eq(secscan_report_finding(r, &token, NULL), SECSCAN_ERR_IO);
	secscan_report_free(r);
}
END_TEST

START_TEST(unknown_format)
{
	struct secscan_report_options options = {.format = "xml", .write = collect};
	struct secscan_error err = {0};
	struct secscan_report *r;

	ck_assert_int_eq(secscan_report_new(&r, &options, &err), SECSCAN_ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "`xml`: text, jsonl or sarif"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report");
	TCase *tcase = tcase_create("report");

	tcase_add_loop_test(tcase, whole_text, 0, (int)ARRAY_SIZE(text_rows));
	tcase_add_loop_test(tcase, many_findings, 0, (int)ARRAY_SIZE(many_rows));
	tcase_add_test(tcase, advice_is_bounded);
	tcase_add_test(tcase, prose_is_narrow);
	tcase_add_loop_test(tcase, refused_writes_are_remembered, 0, 3);
	tcase_add_test(tcase, unknown_format);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
