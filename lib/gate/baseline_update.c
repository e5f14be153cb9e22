/* SPDX-License-Identifier: MIT */
/* `secscan baseline`: a scan whose findings become lines, and a look at the lines that are there. */
#include "gate/baseline.h"

#include "base/day.h"
#include "base/file.h"
#include "base/glob.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

enum {
	NUMBER_STALE = 16,
	NUMBER_EXPIRED = 17,
	NUMBER_VOID = 18,
	NUMBER_USAGE = 501,
	NUMBER_UNREADABLE = 310,
	MORE_CHOSEN = 100000, /* values that people choose: who makes a baseline waits for them */
};

static const char heading[] =
		"# Findings that are let pass, by what they are: RULE FINGERPRINT PATH until=DATE owner=WHO reason=WHY\n"
		"# `secscan baseline` writes this file. Order and double lines mean nothing: to merge, keep both sides.\n";

struct update {
	struct secscan_gate *gate;
	const struct secscan_baseline_options *options;
	struct secscan_baseline_result *result;
	struct secscan_baseline found; /* what no line lets pass */
	struct secscan_baseline fresh; /* the lines for it */
	struct terms terms;            /* what new lines say */
	bool adds;                     /* new lines are wanted, not only a look at those that are there */
	char *before;                  /* the file as it is, NULL for none */
	size_t before_len;
	char made_key[65];
	struct secscan_error *err;
};

static int usage(struct secscan_error *err, const char *why, const char *what)
{
	return secscan_fail(err, SECSCAN_ERR_USAGE, NUMBER_USAGE, "%s%s", why, what);
}

/* ---- the terms of new lines ---- */

static bool is_plain(const char *text)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return false;
	return !strstr(text, "reason=") && !strstr(text, "owner=") && !strstr(text, "until=");
}

static int set_term(struct update *u, enum term t, const char *text, const char *option)
{
	if (!text)
		return 0;
	if (!*text || !is_plain(text))
		return usage(u->err, option, " takes one line of text, without reason=, owner= or until= in it");
	u->terms.said[t] = (struct term_text){text, strlen(text)};
	return 0;
}

static int set_terms(struct update *u)
{
	const struct secscan_baseline_options *o = u->options;
	int rc = set_term(u, TERM_REASON, o->reason, "--reason");

	if (!rc)
		rc = set_term(u, TERM_OWNER, o->owner, "--owner");
	if (!rc && o->scope && (!*o->scope || o->history))
		rc = usage(u->err, "--scope takes a glob, and not with --history", "");
	if (!rc && o->prune && o->path_count)
		rc = usage(u->err, "--prune looks at the whole tree: leave the paths out", "");
	if (!rc && o->history && o->path_count)
		rc = usage(u->err, "--history and PATH exclude each other: choose one", "");
	u->adds = o->reason || o->owner || o->scope || (!o->prune && !o->until);
	if (rc || !o->until)
		return rc;
	if (!secscan_day_read(&u->terms.until, o->until, strlen(o->until)) || secscan_terms_expired(&u->terms))
		return usage(u->err, "--expires takes a day to come, as in 2027-01-31", "");
	u->terms.said[TERM_UNTIL] = (struct term_text){o->until, strlen(o->until)};
	return 0;
}

/* ---- the scan ---- */

/* A star in a file's name stands for itself, so in a glob for one byte. */
static void make_literal(char *path)
{
	while ((path = strchr(path, '*')) != NULL)
		*path = '?';
}

static int on_finding(const struct secscan_finding *f, void *payload)
{
	struct update *u = payload;
	struct baseline_entry entry = {.rule = f->rule_id, .fingerprint = f->fingerprint, .reason = "", .owner = "",
			.line = f->line};
	char path[PATH_MAX + 1] = "/";

	if (f->suppressed || f->level < SECSCAN_REVIEW || !f->line)
		return 0;
	if (strncmp(f->fingerprint, "key:", 4) != 0) {
		u->result->unmarked++;
		return 0;
	}
	entry.path = path;
	if (!*secscan_settings_path(path + 1, u->gate->settings, f->path))
		return 0;
	make_literal(path);
	return secscan_baseline_add(&u->found, &entry) ? secscan_fail_nomem(u->err) : 0;
}

static int on_nothing(const struct secscan_finding *f, void *payload)
{
	(void)f;
	(void)payload;
	return 0;
}

static int on_progress(const struct secscan_summary *summary, void *payload)
{
	struct secscan_gate *g = ((struct update *)payload)->gate;

	return g->options.progress ? g->options.progress(summary, g->options.payload) : 0;
}

static int scan_path(struct secscan_gate *g, const char *path, struct secscan_error *err)
{
	struct secscan_source *source;
	int rc;

	rc = secscan_baseline_place(g, path, err);
	if (!rc && !g->settings->path_prefix) {
		rc = usage(err, "this path is not in the repository", "");
		secscan_fail_at(err, path, 0, 0);
	}
	if (!rc)
		rc = secscan_source_path(&source, path, err);
	return rc ? rc : secscan_gate_run(g, source, err);
}

static int scan_history(struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_source *source;
	int rc = secscan_source_history(&source, g->repo, err);

	if (rc)
		return rc;
	g->run.every_place = true;
	secscan_gate_place(g, NULL, 0);
	rc = secscan_run_history(&g->run, source, err);
	g->run.every_place = false;
	secscan_source_free(source);
	return rc;
}

static int scan(struct update *u, secscan_finding_fn *fn)
{
	const struct secscan_baseline_options *o = u->options;
	struct secscan_gate *g = u->gate;
	int rc = 0;

	g->err = u->err;
	g->run.fn = fn;
	g->run.skipped = NULL;
	g->run.progress = on_progress;
	g->run.payload = u;
	secscan_fingerprint_limit(g->key, MORE_CHOSEN);
	if (o->history)
		rc = scan_history(g, u->err);
	else if (!o->path_count)
		rc = scan_path(g, secscan_repo_worktree(g->repo), u->err);
	if (!rc && !o->history && !o->path_count)
		rc = secscan_baseline_spare_unread(g, u->err);
	for (size_t i = 0; !rc && i < o->path_count; i++)
		rc = scan_path(g, o->paths[i], u->err);
	if (!rc && g->run.summary.unreadable)
		rc = secscan_fail(u->err, SECSCAN_ERR_IO, NUMBER_UNREADABLE, "%llu of the things to read could not be read",
				(unsigned long long)g->run.summary.unreadable);
	return rc;
}

/* ---- the key ---- */

/* Fingerprints hold on every machine only under a key that comes with the repository. */
static int find_key(struct update *u, const char *head)
{
	struct version_of worktree = {VERSION_WORKTREE, NULL}, committed = {head ? VERSION_REVISION : VERSION_NONE, head};
	struct secscan_gate *g = u->gate;
	const char *key;
	int rc = secscan_baseline_key(&key, g, worktree, u->err);

	if (!rc && !*key)
		rc = secscan_baseline_key(&key, g, committed, u->err);
	if (!rc && !*key) {
		rc = secscan_fingerprint_key_make(u->made_key, u->err);
		key = u->made_key;
	}
	for (size_t i = 0; !rc && i < g->settings->locks.count; i++)
		if (g->settings->locks.layer < SECSCAN_LAYER_REPOSITORY && !strcmp(g->settings->locks.items[i], "fingerprint.key"))
			rc = usage(u->err, "this machine's settings lock fingerprint.key, so a baseline made here would hold ",
					"nowhere else");
	if (rc)
		return rc;
	secscan_fingerprint_key_free(g->key);
	g->key = NULL;
	rc = secscan_fingerprint_key_new(&g->key, key, u->err);
	g->run.key = g->key;
	return rc;
}

/* ---- from findings to lines ---- */

static void fill(struct baseline_entry *e, const struct terms *terms)
{
	if (terms->said[TERM_REASON].text)
		e->reason = terms->said[TERM_REASON].text;
	if (terms->said[TERM_OWNER].text)
		e->owner = terms->said[TERM_OWNER].text;
	if (terms->until)
		e->until = terms->until;
}

static struct terms terms_of(const struct baseline_entry *e)
{
	struct terms t = {.until = e->until};

	if (*e->reason)
		t.said[TERM_REASON] = (struct term_text){e->reason, strlen(e->reason)};
	if (*e->owner)
		t.said[TERM_OWNER] = (struct term_text){e->owner, strlen(e->owner)};
	return t;
}

/* A line that is there and does nothing is mended by the new terms, if they can. */
static int renew(struct update *u, struct baseline_entry *old)
{
	struct baseline_entry e = *old;
	struct terms terms;

	if (!u->terms.until && (old->expired || !u->adds)) {
		*(old->expired ? &u->result->expired : &u->result->refused) += 1;
		return 0;
	}
	fill(&e, &u->terms);
	terms = terms_of(&e);
	e.refused = secscan_terms_refused(&terms, u->gate->settings);
	if (e.refused)
		return usage(u->err, "a line of the baseline would do nothing: ", e.refused);
	e.expired = false;
	old->gone = true;
	u->result->renewed++;
	return secscan_baseline_add(&u->fresh, &e) ? secscan_fail_nomem(u->err) : 0;
}

static int add(struct update *u, struct baseline_entry *finding)
{
	struct baseline_entry e = *finding;
	const char *refused;

	if (!u->adds) {
		u->result->left++;
		return 0;
	}
	fill(&e, &u->terms);
	if (u->options->scope)
		e.path = u->options->scope;
	if (!secscan_glob_match(e.path, finding->path + 1))
		return usage(u->err, "--scope does not reach what is found at ", finding->path + 1);
	refused = secscan_terms_refused(&u->terms, u->gate->settings);
	if (refused)
		return usage(u->err, "new lines would do nothing (see --reason, --owner and --expires): ", refused);
	e.used = finding->added = true;
	return secscan_baseline_add(&u->fresh, &e) ? secscan_fail_nomem(u->err) : 0;
}

/* The line that is there for this finding, whatever is wrong with it. */
static struct baseline_entry *line_for(struct secscan_baseline *b, const struct baseline_entry *finding)
{
	return secscan_baseline_find(b, finding->rule, finding->fingerprint, finding->path + 1);
}

static int take_found(struct update *u)
{
	struct secscan_baseline *b = &u->gate->baseline;
	int rc = 0;

	secscan_baseline_sort(&u->found);
	for (size_t i = 0; !rc && i < u->found.entries.len; i++) {
		struct baseline_entry *old = line_for(b, &u->found.entries.items[i]);

		if (!old)
			rc = add(u, &u->found.entries.items[i]);
		else if (old->refused && !old->gone)
			rc = renew(u, old);
	}
	secscan_baseline_sort(&u->fresh);
	u->result->added = u->fresh.entries.len - u->result->renewed;
	for (size_t i = 0; !rc && i < u->fresh.entries.len; i++)
		if (secscan_baseline_add(b, &u->fresh.entries.items[i]))
			rc = secscan_fail_nomem(u->err);
	secscan_baseline_sort(b);
	return rc;
}

static void tell_added(const struct update *u)
{
	char path[PATH_MAX];

	for (size_t i = 0; u->options->added && i < u->found.entries.len; i++) {
		const struct baseline_entry *e = &u->found.entries.items[i];

		secscan_printable(path, sizeof(path), e->path + 1);
		if (e->added)
			u->options->added(e->rule, path, e->line, u->options->payload);
	}
}

static void count_lines(struct update *u, size_t before)
{
	struct secscan_baseline_result *r = u->result;
	bool all = !u->options->path_count;
	size_t stale = 0;

	for (size_t i = 0; i < u->gate->baseline.entries.len; i++) {
		struct baseline_entry *e = &u->gate->baseline.entries.items[i];

		stale += all && !e->used;
		e->gone |= all && !e->used && u->options->prune;
	}
	r->pruned = u->options->prune ? stale : 0;
	r->stale = stale - r->pruned;
	r->kept = before - stale - r->renewed;
}

static int write_baseline(struct update *u)
{
	struct secscan_baseline *b = &u->gate->baseline;
	const char *top = secscan_repo_worktree(u->gate->repo);
	struct buffer text = {0};
	char path[PATH_MAX];
	int rc = 0;

	if (!u->before)
		rc = secscan_buffer_addstr(&text, heading);
	if (!rc)
		rc = secscan_baseline_write(&text, b);
	if (rc) {
		rc = secscan_fail_nomem(u->err);
		goto out;
	}
	u->result->written = u->before ? text.len != u->before_len || memcmp(text.data, u->before, text.len) != 0
			: b->entries.len > 0;
	if (!u->result->written)
		goto out;
	if (*u->made_key)
		rc = secscan_baseline_write_key(u->gate, u->made_key, u->err);
	u->result->new_key = *u->made_key && !rc;
	snprintf(path, sizeof(path), "%.*s/.secscan", PATH_MAX - 64, top);
	if (!rc && mkdir(path, 0755) && errno != EEXIST) {
		rc = secscan_fail(u->err, SECSCAN_ERR_IO, 901, "cannot make this folder: %s", strerror(errno));
		secscan_fail_at(u->err, path, 0, 0);
	}
	snprintf(path, sizeof(path), "%.*s/%s", PATH_MAX - 64, top, BASELINE_FILE);
	if (!rc)
		rc = secscan_file_write(path, text.data, text.len, 0644, u->err);
out:
	secscan_buffer_release(&text);
	return rc;
}

static int read_lines(struct update *u)
{
	struct version_of worktree = {VERSION_WORKTREE, NULL};
	struct secscan_gate *g = u->gate;
	int rc = secscan_version_read(&u->before, &u->before_len, g, worktree, BASELINE_FILE, u->err);

	if (!rc && u->before)
		rc = secscan_baseline_read(&g->baseline, BASELINE_FILE, u->before, u->before_len, g->settings, u->err);
	if (!rc && !u->before && !u->adds)
		rc = usage(u->err, "there is no baseline here, so no line to take out or to renew: ", BASELINE_FILE);
	g->run.baseline = &g->baseline;
	return rc;
}

static int need_worktree(struct secscan_gate *g, const char **head, struct secscan_error *err)
{
	int rc = secscan_gate_repo(g, err);

	if (!rc && !secscan_repo_worktree(g->repo))
		rc = usage(err, "a bare repository has no working tree to keep a baseline in", "");
	return rc ? rc : secscan_gate_head(head, g, err);
}

static int update(struct update *u)
{
	const char *head = NULL;
	size_t before;
	int rc = set_terms(u);

	if (!rc)
		rc = need_worktree(u->gate, &head, u->err);
	if (!rc)
		rc = secscan_gate_prepare(u->gate, head, u->err);
	if (!rc)
		rc = find_key(u, head);
	if (!rc)
		rc = read_lines(u);
	before = u->gate->baseline.entries.len;
	if (!rc)
		rc = scan(u, on_finding);
	if (!rc)
		rc = take_found(u);
	if (rc)
		return rc;
	count_lines(u, before);
	rc = write_baseline(u);
	if (!rc)
		tell_added(u);
	return rc;
}

int secscan_gate_baseline(struct secscan_baseline_result *out, struct secscan_gate *g,
		const struct secscan_baseline_options *options, struct secscan_error *err)
{
	struct update u = {.gate = g, .options = options, .result = out, .err = err};
	int rc;

	*out = (struct secscan_baseline_result){0};
	rc = update(&u);
	secscan_baseline_release(&u.found);
	secscan_baseline_release(&u.fresh);
	free(u.before);
	return rc;
}

/* ---- the look at what is there ---- */

static int tell_line(struct secscan_gate *g, const struct baseline_entry *e)
{
	int rc = 0;

	if (e->gone)
		return 0;
	if (e->expired)
		rc = secscan_baseline_tell(g, e, NUMBER_EXPIRED, SECSCAN_BLOCK, "this line of the baseline is past its day");
	else if (e->refused)
		rc = secscan_baseline_tell(g, e, NUMBER_VOID, SECSCAN_BLOCK, e->refused);
	if (!rc && !e->used)
		rc = secscan_baseline_tell(g, e, NUMBER_STALE, SECSCAN_BLOCK, "this line of the baseline matches nothing");
	if (!rc && e->added)
		rc = secscan_baseline_tell(g, e, NUMBER_BASELINE_ADDED, SECSCAN_NOTE, "this line of the baseline is not committed yet");
	return rc;
}

static int check(struct secscan_gate *g, bool history, struct secscan_error *err)
{
	struct secscan_baseline_options options = {.history = history};
	struct update u = {.gate = g, .options = &options, .err = err};
	const char *head;
	int rc = need_worktree(g, &head, err);

	if (!rc)
		rc = secscan_gate_anywhere(g, err);
	if (rc || !g->run.baseline)
		return rc;
	rc = scan(&u, on_nothing);
	memset(g->run.summary.levels, 0, sizeof(g->run.summary.levels)); /* findings are `secscan scan`'s business */
	g->run.payload = g;
	for (size_t i = 0; !rc && i < g->baseline.entries.len; i++)
		rc = tell_line(g, &g->baseline.entries.items[i]);
	g->all_read = true;
	return rc;
}

int secscan_gate_baseline_check(struct secscan_gate *g, bool history, struct secscan_error *err)
{
	return secscan_gate_finish(g, check(g, history, err), err);
}
