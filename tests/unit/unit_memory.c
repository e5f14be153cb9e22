/* SPDX-License-Identifier: MIT */
/*
 * Memory runs out at the n-th allocation, for every n until the call succeeds: each time it says so,
 * crashes nothing and leaks nothing (LeakSanitizer looks at the end of each row's process).
 */
#include "unit.h"

#include "base/array.h"
#include "config/ini.h"
#include "scan/baseline.h"

#include <secscan/redact.h>
#include <secscan/unstable/report.h>
#include <secscan/unstable/settings.h>
#include <secscan/unstable/trailers.h>

#include <stdint.h>

static struct {
	unsigned count, fail_at;
	bool armed, for_good; /* this one allocation, or this one and all later ones */
} memory;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

static bool runs_out(void)
{
	if (!memory.armed)
		return false;
	memory.count++;
	return memory.count == memory.fail_at || (memory.for_good && memory.count > memory.fail_at);
}

void *__wrap_malloc(size_t size)
{
	return runs_out() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return runs_out() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return runs_out() ? NULL : __real_realloc(p, size);
}

static const char settings_text[] =
		"[allow]\npath = a/**\npath = b/**\n[provenance]\nrequire = always\nsenior = A <a@example.com>\n"
		"[secrets]\nhigh-doubtful = review\n[lock]\nkey = allow.path\n";
static const char rule_text[] =
		"[token]\nname = n\nseverity = critical\npattern = \\btok_[0-9a-z]{8}\\b\nnear = near\nwindow = 20\nremedy = r\n"
		"sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"
		"[beside]\nname = n\nseverity = high\npattern = [0-9]{3}!\nwith = token\nalone = dropped\nremedy = r\n"
		"sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n";
static const char subject[] = "near\n491! tok_12345678 secscan:allow token reason=x\n"
			      "t\0o\0k\0_\0a\0b\0c\0d\0e\0f\0g\0h\0\n\0\nx tok_abcdefgh y\n";

enum { LOST = -100 }; /* the call said 0, but its result is not whole */

/* Made beforehand, with memory enough. */
static struct secscan_rules *rules;

static int parse_ini(struct secscan_error *err)
{
	struct ini_document document = {0};
	int rc = secscan_ini_parse(&document, "a.ini", settings_text, sizeof(settings_text) - 1, err);

	secscan_ini_release(&document);
	return rc;
}

static int add_settings(struct secscan_error *err)
{
	struct secscan_settings *settings;
	int rc = secscan_settings_new(&settings, err);

	if (rc)
		return rc;
	rc = secscan_settings_add(settings, SECSCAN_LAYER_REPOSITORY, "a.ini", settings_text,
			sizeof(settings_text) - 1, err);
	secscan_settings_free(settings);
	return rc;
}

static int build_rules(struct secscan_rules **out, struct secscan_error *err)
{
	struct secscan_compiler *compiler;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "r.ini", rule_text, sizeof(rule_text) - 1, err);
	if (!rc)
		rc = secscan_compiler_build(out, compiler, err);
	secscan_compiler_free(compiler);
	return rc;
}

static int compile(struct secscan_error *err)
{
	struct secscan_rules *made = NULL;
	int rc = build_rules(&made, err);

	secscan_rules_free(made);
	return rc;
}

static int count_finding(const struct secscan_finding *f, void *payload)
{
	*(unsigned *)payload += f->length > 0;
	return 0;
}

static int scan(struct secscan_error *err)
{
	struct secscan_input input = {subject, sizeof(subject) - 1, "a.txt"};
	struct secscan_scanner *scanner;
	unsigned found = 0;
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_scan(scanner, &input, count_finding, &found, err);
	secscan_scanner_free(scanner);
	return !rc && found != 3 ? LOST : rc;
}

static int prepare(struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_scanner_prepare(scanner, err);
	secscan_scanner_free(scanner);
	return rc;
}

static int redact(struct secscan_error *err)
{
	struct secscan_input input = {subject, sizeof(subject) - 1, "a.txt"};
	struct secscan_scanner *scanner;
	char *out = NULL;
	size_t len;
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_redact(&out, &len, scanner, &input, err);
	if (!rc != !!out)
		rc = LOST;
	free(out);
	secscan_scanner_free(scanner);
	return rc;
}

static int parse_trailers(struct secscan_error *err)
{
	static const char message[] = "subject\n\nbody\n\nAssisted-by: a:b\nReviewed-by: A <a@example.com>\n folded\n# x\n";
	struct secscan_trailer_options options = {0};
	struct secscan_trailers trailers = {0};
	int rc = secscan_trailers_parse(&trailers, message, sizeof(message) - 1, &options, err);

	if (!rc && trailers.count != 2)
		rc = LOST;
	secscan_trailers_release(&trailers);
	return rc;
}

static int rewrite_baseline(struct secscan_error *err)
{
	static const char text[] = "# c\nr key:0123456789abcdef0123456789abcdef /a%20b until=2099-01-01 reason=x\n";
	struct secscan_baseline base = {0}, now = {0};
	struct buffer out = {0};
	int rc = secscan_baseline_read(&base, "f", text, sizeof(text) - 1, NULL, err);

	if (!rc)
		rc = secscan_baseline_read(&now, "f", text, 4, NULL, err);
	if (!rc && (secscan_baseline_join(&now, &base) || secscan_baseline_write(&out, &base))) {
		*err = (struct secscan_error){.code = SECSCAN_ERR_NOMEM, .message = "in a call that fills no error"};
		rc = SECSCAN_ERR_NOMEM;
	}
	if (!rc && (now.entries.len != 1 || out.len != sizeof(text) - 1))
		rc = LOST;
	secscan_buffer_release(&out);
	secscan_baseline_release(&base);
	secscan_baseline_release(&now);
	return rc;
}

static int write_nowhere(void *payload, const char *data, size_t len)
{
	(void)data;
	*(size_t *)payload += len;
	return 0;
}

static int report_as(const char *format, struct secscan_error *err)
{
	size_t written = 0;
	struct secscan_report_options options = {.format = format, .write = write_nowhere, .payload = &written,
			.program = "test"};
	struct secscan_finding finding = {.rule_id = "x", .title = "t", .detail = "d", .remedy = "r", .path = "a\nb",
			.commit = "", .reason = "", .level = SECSCAN_BLOCK, .number = 1, .line = 1, .column = 1};
	struct secscan_summary summary = {.files = 1, .reader = "files"};
	struct secscan_report *report;
	int rc = secscan_report_new(&report, &options, err);

	if (rc)
		return rc;
	rc = secscan_report_finding(report, &finding, err);
	if (!rc)
		rc = secscan_report_skipped(report, "sub", "submodule", err);
	if (!rc)
		rc = secscan_report_end(report, &summary, NULL, err);
	secscan_report_free(report);
	return rc;
}

static int report_text(struct secscan_error *err)
{
	return report_as("text", err);
}

static int report_jsonl(struct secscan_error *err)
{
	return report_as("jsonl", err);
}

static const struct {
	const char *name;
	int (*run)(struct secscan_error *err);
} rows[] = {
	{"ini", parse_ini},
	{"settings", add_settings},
	{"compiler", compile},
	{"scanner", scan},
	{"prepare", prepare},
	{"redact", redact},
	{"trailers", parse_trailers},
	{"baseline", rewrite_baseline},
	{"text report", report_text},
	{"JSON report", report_jsonl},
};

static unsigned run_until_it_fits(const char *name, int (*run)(struct secscan_error *err), bool for_good)
{
	for (unsigned n = 1;; n++) {
		struct secscan_error err = {0};
		int rc;

		memory.count = 0;
		memory.fail_at = n;
		memory.for_good = for_good;
		memory.armed = true;
		rc = run(&err);
		memory.armed = false;
		if (!rc)
			return n;
		ck_assert_msg(rc == SECSCAN_ERR_NOMEM, "%s: allocation %u fails, and the result is %d (%s)", name, n, rc,
				err.message);
		ck_assert_msg(err.code == SECSCAN_ERR_NOMEM && err.message[0], "%s: allocation %u: the error is not set",
				name, n);
	}
}

START_TEST(says_so)
{
	ck_assert_int_eq(build_rules(&rules, NULL), 0);
	ck_assert_msg(run_until_it_fits(rows[_i].name, rows[_i].run, false) > 1, "%s: nothing was allocated",
			rows[_i].name);
	run_until_it_fits(rows[_i].name, rows[_i].run, true);
	secscan_rules_free(rules);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("memory");
	TCase *tcase = tcase_create("memory");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, says_so, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
