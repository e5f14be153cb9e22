/* SPDX-License-Identifier: MIT */
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

static void say_count(struct out *o, uint64_t count, const char *one, const char *many)
{
	secscan_out_printf(o, "%" PRIu64 " %s", count, count == 1 ? one : many);
}

/* ---- could not decide ---- */

static const char *verdict_of(const struct secscan_error *failure)
{
	switch (secscan_exit_code(failure->code)) {
	case 130:
		return "interrupted";
	case 2:
		return "wrong settings or arguments";
	default:
		return "could not decide";
	}
}

static void say_error(struct out *o, const struct secscan_error *failure)
{
	size_t at = 4;

	secscan_out_puts(o, "    ");
	if (*failure->file) {
		secscan_out_printable(o, failure->file, strlen(failure->file));
		if (failure->line)
			secscan_out_printf(o, ":%u:%u", failure->line, failure->column);
		secscan_out_puts(o, ": ");
		at += strlen(failure->file) + 8;
	}
	secscan_out_wrap(o, at, 4, *failure->message ? failure->message : "no more is known");
}

static void say_unreadable(struct secscan_report *r, const struct secscan_summary *s)
{
	struct out *o = &r->out;

	for (size_t i = 0; i < r->unreadable.len; i++) {
		secscan_out_puts(o, "    cannot be read: ");
		secscan_out_printable(o, r->unreadable.items[i], strlen(r->unreadable.items[i]));
		secscan_out_puts(o, "\n");
	}
	if (s->unreadable > r->unreadable.len && r->unreadable.len)
		secscan_out_printf(o, "    and %" PRIu64 " more\n", s->unreadable - r->unreadable.len);
}

static void say_failure(struct secscan_report *r, const struct secscan_summary *s, const struct secscan_error *failure)
{
	const struct secscan_message *m = secscan_message_find(failure->number);
	struct out *o = &r->out;

	secscan_out_printf(o, "%s%s: %s; %s.%s\n", secscan_text_bold(r), r->options.program, verdict_of(failure),
			r->options.quiet ? "nothing was let through" : "this is no clean result",
			secscan_text_plain(r));
	say_error(o, failure);
	say_unreadable(r, s);
	if (!m)
		return;
	secscan_text_label(o, "Why", m->why);
	secscan_text_label(o, "Fix", m->fix);
	secscan_text_label(o, "Waive", m->waive);
	secscan_out_printf(o, "More: `secscan explain SEC-%03u`\n", failure->number);
}

/* ---- decided ---- */

static void say_verdict(struct secscan_report *r, const struct secscan_summary *s)
{
	const uint64_t *n = s->levels;
	struct out *o = &r->out;
	const char *sign = " ";

	secscan_out_printf(o, "%s%s: %s", secscan_text_bold(r), r->options.program,
			report_blocks(r, s) ? "stopped." : n[SECSCAN_REVIEW] || n[SECSCAN_NOTE] ? "passed." : "clean.");
	secscan_out_puts(o, secscan_text_plain(r));
	if (n[SECSCAN_BLOCK]) {
		secscan_out_puts(o, sign);
		say_count(o, n[SECSCAN_BLOCK], "finding to fix", "findings to fix");
		sign = ", ";
	}
	if (n[SECSCAN_REVIEW]) {
		secscan_out_puts(o, sign);
		say_count(o, n[SECSCAN_REVIEW], "for review", "for review");
		sign = ", ";
	}
	if (n[SECSCAN_NOTE]) {
		secscan_out_puts(o, sign);
		say_count(o, n[SECSCAN_NOTE], "note", "notes");
		sign = ", ";
	}
	secscan_out_puts(o, *sign == ',' ? ".\n" : "\n");
}

/* The command that lists all, where the program itself cannot: what has passed is staged no more when it is typed. */
static const char *details_of(const char *program, bool blocks)
{
	if (!strcmp(program, "pre-commit"))
		return blocks ? "`secscan scan --staged --details`" : "`secscan check HEAD~..HEAD --details`";
	return !strcmp(program, "pre-push") ? "`secscan check A..B --details`" : "`--details`";
}

static void say_baseline(struct secscan_report *r, const struct secscan_summary *s)
{
	const struct {
		uint64_t count;
		const char *what;
	} parts[] = {
		{s->baseline_added, "new here"},
		{s->baseline_expired, "past their day"},
		{s->baseline_stale, "match nothing"},
	};
	const char *before = "Lines of the baseline: ";

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		if (!parts[i].count)
			continue;
		secscan_out_printf(&r->out, "%s%" PRIu64 " %s", before, parts[i].count, parts[i].what);
		before = ", ";
	}
	if (*before == ',')
		secscan_out_puts(&r->out, "; `secscan baseline --check` lists them.\n");
}

static void say_rest(struct secscan_report *r, const struct secscan_summary *s)
{
	const struct text_state *t = r->state;
	const char *all = details_of(r->options.program, report_blocks(r, s));
	struct out *o = &r->out;
	char text[160];

	if (t->hidden)
		secscan_out_printf(o, "%zu more are not listed here; %s lists all.\n", t->hidden, all);
	if (s->levels[SECSCAN_PRE_EXISTING]) {
		snprintf(text, sizeof(text), "%" PRIu64 " older on lines that this change does not touch, not blocked%s%s.",
				s->levels[SECSCAN_PRE_EXISTING], r->options.details ? "" : "; see ",
				r->options.details ? "" : all);
		secscan_out_wrap(o, 0, 4, text);
	}
	if (s->accepted && r->options.details) {
		say_count(o, s->accepted, "base is", "bases are");
		secscan_out_puts(o, " accepted as old in this clone; .git/secscan/accepted lists them.\n");
	}
	if (s->suppressed && (!r->options.quiet || t->suppressed_here)) {
		secscan_out_printf(o, "%" PRIu64 " suppressed", s->suppressed);
		if (t->suppressed_here)
			secscan_out_printf(o, ", %" PRIu64 " of them by this change", t->suppressed_here);
		secscan_out_puts(o, ".\n");
	}
}

static void say_reasons(struct secscan_report *r)
{
	for (size_t i = 0; i < r->skipped.len; i++) {
		secscan_out_puts(&r->out, i ? ", " : " (");
		secscan_out_printable(&r->out, r->skipped.items[i].reason, strlen(r->skipped.items[i].reason));
		secscan_out_printf(&r->out, " %" PRIu64, r->skipped.items[i].count);
	}
	secscan_out_puts(&r->out, r->skipped.len ? ")" : "");
}

/* The proof of scan. */
static void say_read(struct secscan_report *r, const struct secscan_summary *s)
{
	struct out *o = &r->out;

	secscan_out_puts(o, "Read: ");
	say_count(o, s->files, "file", "files");
	if (s->blobs) {
		secscan_out_puts(o, ", ");
		say_count(o, s->blobs, "blob", "blobs");
	}
	if (s->commits) {
		secscan_out_puts(o, ", ");
		say_count(o, s->commits, "commit", "commits");
	}
	secscan_out_puts(o, ", ");
	say_count(o, s->bytes, "byte", "bytes");
	secscan_out_printf(o, " with %" PRIu64 " rule%s by %.40s%s.\n", s->rules, s->rules == 1 ? "" : "s",
			s->reader ? s->reader : "nobody",
			s->blobs && !s->hashes_verified ? ";\n    object hashes were not checked again" : "");
}

/* Hooks have no such option. */
static bool names_them(const struct secscan_report *r, const struct secscan_summary *s)
{
	return s->not_read && !r->options.quiet && !r->options.details;
}

static void say_not_read(struct secscan_report *r, const struct secscan_summary *s)
{
	struct out *o = &r->out;

	if (!s->not_read && !s->unreadable)
		return;
	secscan_out_printf(o, "Not read: %" PRIu64, s->not_read + s->unreadable);
	say_reasons(r);
	secscan_out_puts(o, names_them(r, s) ? "; `--details` names them.\n" : ".\n");
}

void secscan_text_conclude(struct secscan_report *r, const struct secscan_summary *s,
		const struct secscan_error *failure)
{
	const struct text_state *t = r->state;
	bool verdict = t->spoke || !r->options.quiet || report_blocks(r, s);

	if (t->spoke)
		secscan_out_puts(&r->out, "\n");
	if (failure)
		say_failure(r, s, failure);
	else if (verdict)
		say_verdict(r, s);
	secscan_text_advise(r);
	say_rest(r, s);
	if (!r->options.quiet) {
		say_baseline(r, s);
		say_read(r, s);
	} else if (failure) {
		return;
	} else if (!verdict && s->not_read) {
		/* silence says that all was read */
		secscan_out_printf(&r->out, "%s: passed. ", r->options.program);
	}
	say_not_read(r, s);
}
