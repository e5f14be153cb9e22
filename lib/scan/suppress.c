/* SPDX-License-Identifier: MIT */
#include "scan/baseline.h"
#include "scan/run.h"

#include <limits.h>

enum { NUMBER_CRITICAL = 6 };

void secscan_suppress_critical(struct secscan_finding *f, unsigned number, const char *why)
{
	if (f->severity != SECSCAN_CRITICAL)
		return;
	f->suppressed = false;
	f->number = number;
	f->detail = why;
}

void secscan_suppress_known(struct secscan_finding *f, const struct secscan_run *run, const char *path, char *text,
		size_t size)
{
	char name[PATH_MAX];
	const struct baseline_entry *e;

	if (!run->baseline)
		return;
	e = secscan_baseline_find(run->baseline, f->rule_id, f->fingerprint, secscan_settings_path(name, run->settings, path));
	if (!e)
		return;
	f->suppressed = !e->refused;
	if (f->suppressed)
		f->allow_line = 0; /* a comment that does nothing stood there */
	f->allow_new = e->added;
	if (e->refused)
		snprintf(text, size, "line %u of %s does nothing: %s", e->line, BASELINE_FILE, e->refused);
	else
		snprintf(text, size, "baseline: %s", e->reason);
	f->reason = e->refused ? "" : text;
	f->detail = e->refused ? text : "";
	if (f->suppressed && e->added && run->judge_lines)
		secscan_suppress_critical(f, NUMBER_CRITICAL, "the line of the baseline that knows it is part of this "
				"change, which cannot silence a critical finding");
}
