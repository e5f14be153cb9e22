/* SPDX-License-Identifier: MIT */
#include "report/text.h"

#include <string.h>

const char *secscan_text_colour(const struct secscan_report *r, enum secscan_level level)
{
	static const char *const colours[] = {
		[SECSCAN_PRE_EXISTING] = "\033[2m",
		[SECSCAN_NOTE] = "\033[36m",
		[SECSCAN_REVIEW] = "\033[33m",
		[SECSCAN_BLOCK] = "\033[31m",
	};

	return r->options.colour ? colours[level] : "";
}

const char *secscan_text_bold(const struct secscan_report *r)
{
	return r->options.colour ? "\033[1m" : "";
}

const char *secscan_text_plain(const struct secscan_report *r)
{
	return r->options.colour ? "\033[0m" : "";
}

/* ---- one finding ---- */

static void say_place(struct out *o, const struct secscan_finding *f)
{
	if (*f->path)
		secscan_out_printable(o, f->path, strlen(f->path));
	else if (*f->commit)
		secscan_out_printf(o, "commit %.12s", f->commit);
	else
		return;
	if (f->line)
		secscan_out_printf(o, ":%u:%u", f->line, f->column);
	secscan_out_puts(o, ": ");
}

static bool is_graded(const struct secscan_finding *f)
{
	return f->kind == SECSCAN_KIND_SECRET || f->kind == SECSCAN_KIND_BANNED || f->kind == SECSCAN_KIND_PII;
}

static void say_title(struct secscan_report *r, const struct secscan_finding *f, const char *title)
{
	struct out *o = &r->out;

	secscan_out_puts(o, secscan_text_colour(r, f->level));
	if (f->suppressed)
		secscan_out_puts(o, "suppressed: ");
	else if (f->level != SECSCAN_BLOCK)
		secscan_out_printf(o, "%s: ", secscan_level_name(f->level));
	secscan_out_printable(o, title, strlen(title));
	secscan_out_puts(o, secscan_text_plain(r));
}

static void say_rule(struct out *o, const struct secscan_finding *f)
{
	secscan_out_puts(o, "[");
	secscan_out_printable(o, f->rule_id, strlen(f->rule_id));
	secscan_out_puts(o, "]");
}

static void say_what(struct secscan_report *r, const struct secscan_finding *f)
{
	struct out *o = &r->out;

	say_title(r, f, f->title);
	if (is_graded(f))
		secscan_out_printf(o, " (%s, %s)", secscan_severity_name(f->severity),
				secscan_confidence_name(f->confidence));
	secscan_out_puts(o, "\n");
}

static void say_marks(struct out *o, const struct secscan_finding *f)
{
	secscan_out_puts(o, "    ");
	say_rule(o, f);
	secscan_out_printf(o, " SEC-%03u", f->number);
	if (*f->fingerprint)
		secscan_out_printf(o, " %s", f->fingerprint);
	if (*f->path && *f->commit)
		secscan_out_printf(o, "\n    in commit %.12s", f->commit);
	if (f->decoded)
		secscan_out_puts(o, "\n    in text that had to be decoded");
	secscan_out_puts(o, "\n");
}

static void say_line(struct out *o, const char *text)
{
	if (!*text)
		return;
	secscan_out_puts(o, "    ");
	secscan_out_wrap(o, 4, 4, text);
}

/* What one finding need not say again. */
struct known {
	bool value;
	bool remedy;
};

/* One value in eighty places is one thing to fix: all but the first take a line. */
static void say_again(struct secscan_report *r, const struct secscan_finding *f)
{
	struct out *o = &r->out;

	say_title(r, f, "the same value again");
	secscan_out_puts(o, " ");
	say_rule(o, f);
	if (*f->path && *f->commit)
		secscan_out_printf(o, " in commit %.12s", f->commit);
	secscan_out_puts(o, "\n");
}

static void say_finding(struct secscan_report *r, const struct secscan_finding *f, struct known known)
{
	struct out *o = &r->out;

	say_place(o, f);
	if (known.value) {
		say_again(r, f);
	} else {
		say_what(r, f);
		say_marks(o, f);
	}
	say_line(o, f->detail);
	if (known.value)
		return;
	if (f->suppressed)
		say_line(o, f->reason);
	else if (f->level < SECSCAN_REVIEW && !known.remedy)
		say_line(o, f->remedy);
}

/* ---- what was said before ---- */

static bool is_said(const struct text_state *t, const char *what)
{
	for (size_t i = 0; i < t->said.len; i++)
		if (!strcmp(t->said.items[i], what))
			return true;
	return false;
}

/* *known: it was said before. From now on it was. */
static int say_once(bool *known, struct text_state *t, const char *what)
{
	const char **last, *copy;

	*known = is_said(t, what);
	if (*known || t->said.len == SAID_KEPT)
		return 0;
	copy = secscan_arena_strdup(&t->memory, what);
	last = copy ? array_push(&t->said) : NULL;
	if (!last)
		return SECSCAN_ERR_NOMEM;
	*last = copy;
	return 0;
}

/* Suppressed ones have each their own reason; a value that is a note here may block there. */
static int look_back(struct known *known, struct text_state *t, const struct secscan_finding *f)
{
	char value[sizeof(f->fingerprint) + 16];

	*known = (struct known){0};
	if (f->suppressed)
		return 0;
	snprintf(value, sizeof(value), "%s %s", secscan_level_name(f->level), f->fingerprint);
	if (*f->fingerprint && f->kind == SECSCAN_KIND_SECRET && say_once(&known->value, t, value))
		return SECSCAN_ERR_NOMEM;
	return f->level < SECSCAN_REVIEW ? say_once(&known->remedy, t, f->rule_id) : 0;
}

/* ---- which ones are said ---- */

static void close_file(struct secscan_report *r)
{
	struct text_state *t = r->state;

	if (t->hidden_in_file)
		secscan_out_printf(&r->out, "    and %zu more in this file\n", t->hidden_in_file);
	t->in_file = 0;
	t->hidden_in_file = 0;
}

static int open_file(struct secscan_report *r, const char *path)
{
	struct text_state *t = r->state;

	if (t->path.data && !strcmp(t->path.data, path))
		return 0;
	if (secscan_buffer_reserve(&t->path, strlen(path)))
		return SECSCAN_ERR_NOMEM;
	close_file(r);
	secscan_buffer_reset(&t->path);
	return secscan_buffer_addstr(&t->path, path);
}

/* Old findings and old suppressions are told as one number, unless somebody asks for them. */
static bool is_told(const struct secscan_report *r, const struct secscan_finding *f)
{
	if (r->options.details)
		return true;
	return f->suppressed ? f->allow_new : f->level != SECSCAN_PRE_EXISTING;
}

static bool has_room(const struct secscan_report *r)
{
	struct text_state *t = r->state;

	if (r->options.details)
		return true;
	if (t->shown >= SHOWN_IN_ALL) {
		t->hidden++;
		return false;
	}
	if (t->in_file >= SHOWN_A_FILE) {
		t->hidden_in_file++;
		return false;
	}
	return true;
}

static int text_finding(struct secscan_report *r, const struct secscan_finding *f)
{
	struct text_state *t = r->state;
	struct known known;

	t->suppressed_here += f->suppressed && f->allow_new;
	if (!is_told(r, f))
		return 0;
	if (open_file(r, f->path) || secscan_text_learn(t, f))
		return SECSCAN_ERR_NOMEM;
	t->spoke = true;
	if (!has_room(r))
		return 0;
	if (look_back(&known, t, f))
		return SECSCAN_ERR_NOMEM;
	t->in_file++;
	t->shown++;
	say_finding(r, f, known);
	return 0;
}

static int text_skipped(struct secscan_report *r, const char *path, const char *reason)
{
	struct out *o = &r->out;

	if (!r->options.details)
		return 0;
	secscan_out_printable(o, path, strlen(path));
	secscan_out_puts(o, ": not read: ");
	secscan_out_printable(o, reason, strlen(reason));
	secscan_out_puts(o, "\n");
	return 0;
}

static int text_end(struct secscan_report *r, const struct secscan_summary *s, const struct secscan_error *failure)
{
	close_file(r);
	secscan_text_conclude(r, s, failure);
	return 0;
}

static void text_release(struct secscan_report *r)
{
	struct text_state *t = r->state;

	secscan_buffer_release(&t->path);
	array_release(&t->topics);
	array_release(&t->remedies);
	array_release(&t->said);
	secscan_arena_release(&t->memory);
}

const struct report_format secscan_report_text = {
	.name = "text",
	.state_size = sizeof(struct text_state),
	.finding = text_finding,
	.skipped = text_skipped,
	.end = text_end,
	.release = text_release,
};
