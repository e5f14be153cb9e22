/* SPDX-License-Identifier: MIT */
#ifndef TESTS_REPORTS_H
#define TESTS_REPORTS_H

#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"

#include <secscan/unstable/report.h>

/* Findings as they come, and a whole report of them as text. */

static inline int collect(void *payload, const char *data, size_t len)
{
	return secscan_buffer_add(payload, data, len);
}

static const struct secscan_finding token = {
	.rule_id = "forge-token", .title = "Forge access token", .detail = "", .remedy = "Revoke it in the settings, then rotate.",
	.kind = SECSCAN_KIND_SECRET, .severity = SECSCAN_CRITICAL, .confidence = SECSCAN_VERIFIED, .level = SECSCAN_BLOCK,
	.number = 1, .path = "src/app.py", .line = 12, .column = 9, .end_line = 12, .commit = "", .reason = "",
	.fingerprint = "key:00112233445566778899aabbccddeeff",
};

static inline struct secscan_finding token_at(const char *path, unsigned line)
{
	struct secscan_finding f = token;

	f.path = path;
	f.line = f.end_line = line;
	return f;
}

static inline struct secscan_finding with_level(struct secscan_finding f, enum secscan_level level)
{
	f.level = level;
	return f;
}

static inline struct secscan_finding allowed(struct secscan_finding f, bool here)
{
	f.suppressed = true;
	f.reason = "a documented sample";
	f.allow_new = here;
	return f;
}

/* Summary as the run would count it. */
static inline void count(struct secscan_summary *s, const struct secscan_finding *f)
{
	if (f->suppressed)
		s->suppressed++;
	else
		s->levels[f->level]++;
}

struct say {
	struct secscan_report_options options;
	const struct secscan_finding *findings;
	size_t n;
	const struct secscan_error *failure;
	const char *unreadable;
};

/* One report from start to end; the caller frees the text. */
static inline char *report(const struct say *say)
{
	struct secscan_summary s = {.files = 3, .blobs = 2, .bytes = 1234, .rules = 60, .reader = "libgit2"};
	struct secscan_report_options options = say->options;
	struct secscan_error err = {0};
	struct secscan_report *r;
	struct buffer out = {0};

	options.write = collect;
	options.payload = &out;
	ck_assert_msg(secscan_report_new(&r, &options, &err) == 0, "%s", err.message);
	for (size_t i = 0; i < say->n; i++) {
		count(&s, &say->findings[i]);
		ck_assert_int_eq(secscan_report_finding(r, &say->findings[i], &err), 0);
	}
	if (say->unreadable) {
		s.unreadable++;
		ck_assert_int_eq(secscan_report_skipped(r, say->unreadable, "unreadable", &err), 0);
	}
	ck_assert_int_eq(secscan_report_end(r, &s, say->failure, &err), 0);
	secscan_report_free(r);
	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	return secscan_buffer_detach(&out);
}


static const struct secscan_error unreadable_failure = {
	.code = SECSCAN_ERR_IO, .number = 310, .message = "1 of the things to read could not be read",
};
static const struct secscan_error settings_failure = {
	.code = SECSCAN_ERR_SYNTAX, .number = 203, .file = ".secscan.ini", .line = 3, .column = 7,
	.message = "`review-at` stands twice",
};
static const struct secscan_error interrupt = {.code = SECSCAN_ERR_INTERRUPTED, .number = 902, .message = "stopped by a signal"};

enum what { NOTHING, BLOCK, ODD_PATH, NOTE, OLD, ALLOWED_OLD, ALLOWED_HERE, IN_COMMIT, IN_MESSAGE, NO_PLACE, DECODED };

static inline struct secscan_finding make(enum what what)
{
	struct secscan_finding f = token;

	switch (what) {
	case ODD_PATH:
		return token_at("a\nb \033[31m\xff\xc2\x9b\xe2\x80\xae", 3);
	case NOTE:
		return with_level(token, SECSCAN_NOTE);
	case OLD:
		return with_level(token, SECSCAN_PRE_EXISTING);
	case ALLOWED_OLD:
		return allowed(token, false);
	case ALLOWED_HERE:
		return allowed(token, true);
	case IN_COMMIT:
		f.commit = "0123456789abcdef0123456789abcdef01234567";
		return f;
	case IN_MESSAGE:
		f.path = "";
		f.commit = "0123456789abcdef0123456789abcdef01234567";
		return f;
	case NO_PLACE:
		f.path = "";
		f.kind = SECSCAN_KIND_TRAILER;
		return f;
	case DECODED:
		f.decoded = true;
		f.detail = "this was found in a text of two bytes a character, which is not what editors show";
		return f;
	default:
		return f;
	}
}

#endif
