/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include <jansson.h>

/*
 * Each allocation of JSON fails once: every failure is told as such, nothing half is written, and what was made is
 * freed (AddressSanitizer watches).
 */
static size_t allocations_left;

static void *scarce(size_t size)
{
	if (!allocations_left)
		return NULL;
	allocations_left--;
	return malloc(size);
}

static const struct {
	const char *name;
	const char *format;
	enum what what;
} rows[] = {
	{"jsonl, suppressed", "jsonl", ALLOWED_HERE},
	{"jsonl, odd path in a commit", "jsonl", ODD_PATH},
	{"sarif, suppressed", "sarif", ALLOWED_HERE},
	{"sarif, in a commit", "sarif", IN_COMMIT},
};

/* One report with so many allocations; the result of the first call that fails, or 0. */
static int attempt(struct buffer *out, const char *format, const struct secscan_finding *f, size_t allocations)
{
	struct secscan_report_options options = {.format = format, .write = collect, .payload = out};
	struct secscan_summary s = {.unreadable = 1};
	struct secscan_error err = {0};
	struct secscan_report *r;
	int rc;

	ck_assert_int_eq(secscan_report_new(&r, &options, NULL), 0);
	ck_assert_int_eq(secscan_report_skipped(r, "x", "unreadable", NULL), 0);
	allocations_left = allocations;
	rc = secscan_report_finding(r, f, &err);
	if (!rc)
		rc = secscan_report_end(r, &s, &settings_failure, &err);
	ck_assert_int_eq(rc, err.code);
	secscan_report_free(r);
	return rc;
}

static bool is_whole(const char *format, const struct buffer *out)
{
	const char *text = out->data ? out->data : "";
	bool whole = true;

	allocations_left = SIZE_MAX;
	for (size_t len = 0; whole && *text; text += len) {
		json_t *o;

		len = strcmp(format, "jsonl") ? strlen(text) : strcspn(text, "\n") + 1;
		o = json_loadb(text, len, 0, NULL);
		whole = o != NULL;
		json_decref(o);
	}
	return whole;
}

START_TEST(every_allocation_fails_once)
{
	struct secscan_finding f = make(rows[_i].what);
	int rc = SECSCAN_ERR_NOMEM;
	size_t n = 0;

	json_set_alloc_funcs(scarce, free);
	for (; rc && n < 10000; n++) {
		struct buffer out = {0};

		rc = attempt(&out, rows[_i].format, &f, n);
		ck_assert_msg(!rc || rc == SECSCAN_ERR_NOMEM, "%s: %d at %zu", rows[_i].name, rc, n);
		ck_assert_msg(is_whole(rows[_i].format, &out), "%s: half a report at %zu", rows[_i].name, n);
		secscan_buffer_release(&out);
	}
	ck_assert_msg(!rc && n > 20, "%s: %zu allocations", rows[_i].name, n);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report_memory");
	TCase *tcase = tcase_create("report_memory");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, every_allocation_fails_once, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
