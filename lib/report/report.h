/* SPDX-License-Identifier: MIT */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/array.h"
#include "report/out.h"

#include <secscan/unstable/report.h>

enum { UNREADABLE_KEPT = 20 };

/* How often a reason was given for not reading a thing. */
struct skip_reason {
	char *reason;
	uint64_t count;
};

struct secscan_report {
	struct secscan_report_options options;
	const struct report_format *format;
	struct out out;
	ARRAY_OF(struct skip_reason) skipped;
	ARRAY_OF(char *) unreadable;      /* paths, the first UNREADABLE_KEPT */
	void *state;                      /* the format's own */
};

/*
 * One way to write a report. All but the name may be missing. What returns int gives 0 or SECSCAN_ERR_NOMEM and
 * has written nothing in that case; errors of write() are the report's business.
 */
struct report_format {
	const char *name;
	size_t state_size;
	void (*start)(struct secscan_report *r);
	int (*finding)(struct secscan_report *r, const struct secscan_finding *f);
	int (*skipped)(struct secscan_report *r, const char *path, const char *reason);
	int (*end)(struct secscan_report *r, const struct secscan_summary *s, const struct secscan_error *failure);
	void (*release)(struct secscan_report *r);
};

extern const struct report_format secscan_report_text;
extern const struct report_format secscan_report_jsonl;
extern const struct report_format secscan_report_sarif;

static inline bool report_blocks(const struct secscan_report *r, const struct secscan_summary *s)
{
	return s->levels[SECSCAN_BLOCK] || (r->options.strict && s->levels[SECSCAN_REVIEW]);
}

#endif
