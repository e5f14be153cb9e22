/* SPDX-License-Identifier: MIT */
#include "gate/baseline.h"

#include "base/day.h"
#include "base/file.h"
#include "base/glob.h"
#include "gate/trust.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

enum { NUMBER_LINK = 21 };

static int refuse(const char *what, const char *path, struct secscan_error *err)
{
	int rc = secscan_fail(err, SECSCAN_ERR_RULES, NUMBER_LINK, "this is %s: the baseline is read from a regular file only",
			what);

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* 0 for nothing there. */
static mode_t mode_of(const char *path)
{
	struct stat st;

	return lstat(path, &st) ? 0 : st.st_mode;
}

/* No link is followed, neither the file's nor the folder's, and no pipe is waited for without an end. */
static int read_worktree(char **out, size_t *len, struct secscan_gate *g, const char *name, struct secscan_error *err)
{
	char path[PATH_MAX], folder[PATH_MAX];
	const char *top = secscan_repo_worktree(g->repo), *slash = strchr(name, '/');
	struct buffer text = {0};
	mode_t mode;
	int rc;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", top, name) >= sizeof(path))
		return SECSCAN_ERR_NOT_FOUND;
	snprintf(folder, sizeof(folder), "%.*s", (int)(strlen(top) + 1 + (slash ? (size_t)(slash - name) : 0)), path);
	mode = mode_of(path);
	if ((slash && S_ISLNK(mode_of(folder))) || S_ISLNK(mode))
		return refuse("a symbolic link", name, err);
	if (mode && !S_ISREG(mode) && !S_ISDIR(mode))
		return refuse("a pipe, a socket or a device", name, err);
	rc = secscan_file_read(&text, path, err);
	*len = text.len;
	*out = secscan_buffer_detach(&text);
	return rc;
}

/* Git leaves out of the working tree what is not asked for; it has not been taken away. */
static bool is_sparse(struct secscan_gate *g)
{
	struct secscan_error ignored;
	char *value = NULL;
	bool sparse = !secscan_repo_config(&value, g->repo, "core.sparsecheckout", &ignored) && !strcmp(value, "true");

	free(value);
	return sparse;
}

int secscan_version_read(char **text, size_t *len, struct secscan_gate *g, struct version_of v, const char *name,
		struct secscan_error *err)
{
	unsigned mode = 0;
	int rc = 0;

	*text = NULL;
	*len = 0;
	if (v.place == VERSION_WORKTREE)
		rc = read_worktree(text, len, g, name, err);
	if (v.place == VERSION_INDEX || (rc == SECSCAN_ERR_NOT_FOUND && v.place == VERSION_WORKTREE && is_sparse(g)))
		rc = secscan_repo_read_staged(text, len, &mode, g->repo, name, err);
	else if (v.place == VERSION_REVISION)
		rc = secscan_repo_read_path(text, len, &mode, g->repo, v.rev, name, err);
	if (!rc && mode == SECSCAN_MODE_LINK)
		rc = refuse("a symbolic link", name, err);
	if (rc) {
		free(*text);
		*text = NULL;
	}
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

/* 1: there is one, 0: there is none. */
static int read_baseline(struct secscan_baseline *out, struct secscan_gate *g, struct version_of v,
		struct secscan_error *err)
{
	char *text;
	size_t len;
	int rc = secscan_version_read(&text, &len, g, v, BASELINE_FILE, err);

	if (!rc && text) {
		rc = secscan_baseline_read(out, BASELINE_FILE, text, len, g->settings, err);
		rc = rc ? rc : 1;
	}
	free(text);
	return rc;
}

/* The version that brings the first baseline brings its key as well; settings that are wrong are told elsewhere. */
static int borrow_key(struct secscan_gate *g, struct version_of now, struct secscan_error *err)
{
	struct secscan_error ignored;
	const char *key;

	if (*g->settings->fingerprint_key || secscan_baseline_key(&key, g, now, &ignored) || !*key)
		return 0;
	secscan_fingerprint_key_free(g->key);
	g->key = NULL;
	g->run.key = NULL;
	if (secscan_fingerprint_key_new(&g->key, key, err))
		return err->code;
	g->run.key = g->key;
	return 0;
}

int secscan_baseline_load(struct secscan_gate *g, const char *base, struct version_of now, struct secscan_error *err)
{
	struct version_of before = {base ? VERSION_REVISION : VERSION_NONE, base};
	struct secscan_baseline old = {0};
	struct secscan_error broken = {0};
	int was, is = 0;

	secscan_baseline_release(&g->baseline);
	g->run.baseline = NULL;
	was = read_baseline(&old, g, before, &broken);
	if (now.place != VERSION_NONE)
		is = read_baseline(&g->baseline, g, now, err);
	if (is >= 0 && was < 0 && (now.place == VERSION_NONE || was != SECSCAN_ERR_RULES)) {
		*err = broken;
		is = was;
	}
	if (is >= 0 && now.place != VERSION_NONE)
		is = secscan_baseline_join(&g->baseline, &old) ? secscan_fail_nomem(err) : is;
	else if (is >= 0) {
		g->baseline = old;
		old = (struct secscan_baseline){0};
	}
	secscan_baseline_release(&old);
	if (is < 0 || !g->baseline.entries.len)
		return is < 0 ? is : 0;
	g->run.baseline = &g->baseline;
	is = borrow_key(g, now, err);
	if (is >= 0) /* what the baseline knows must be comparable, however much that is */
		secscan_fingerprint_limit(g->key, SECSCAN_FINGERPRINT_CHOSEN_MAX + g->baseline.entries.len);
	return is;
}

int secscan_baseline_same(bool *same, struct secscan_gate *g, const char *a, const char *b, struct secscan_error *err)
{
	char *x, *y = NULL;
	size_t x_len, y_len = 0;
	int rc = secscan_version_read(&x, &x_len, g, version_named(a), BASELINE_FILE, err);

	if (!rc)
		rc = secscan_version_read(&y, &y_len, g, version_named(b), BASELINE_FILE, err);
	*same = !rc && !x == !y && x_len == y_len && (!x || !memcmp(x, y, x_len));
	free(x);
	free(y);
	return rc;
}

/* ---- what was not read ---- */

static int spare(const char *path, void *payload)
{
	struct secscan_gate *g = payload;
	char name[PATH_MAX];
	struct stat st;

	if ((size_t)snprintf(name, sizeof(name), "%s/%s", secscan_repo_worktree(g->repo), path) < sizeof(name) &&
			!lstat(name, &st))
		return 0;
	for (size_t i = 0; i < g->baseline.entries.len; i++) {
		struct baseline_entry *e = &g->baseline.entries.items[i];

		e->used = e->used || secscan_glob_match(e->path, path);
	}
	return 0;
}

int secscan_baseline_spare_unread(struct secscan_gate *g, struct secscan_error *err)
{
	bool all = true;

	for (size_t i = 0; all && i < g->baseline.entries.len; i++)
		all = g->baseline.entries.items[i].used;
	return all || !secscan_repo_worktree(g->repo) ? 0 : secscan_repo_tracked(g->repo, "", spare, g, err);
}

/* ---- what is told ---- */

int secscan_baseline_tell(struct secscan_gate *g, const struct baseline_entry *e, unsigned number,
		enum secscan_level level, const char *title)
{
	char detail[400], day[11];
	struct secscan_finding f = secscan_gate_about("baseline", BASELINE_FILE, number, level);

	f.title = title;
	f.detail = detail;
	f.line = f.end_line = e->line;
	f.column = 1;
	secscan_day_write(day, e->until);
	snprintf(detail, sizeof(detail), "[%s] at %.160s%s%s%s%.60s%s%.100s", e->rule, e->path, e->until ? ", until " : "",
			e->until ? day : "", *e->owner ? ", owner " : "", e->owner, *e->reason ? ": " : "", e->reason);
	return secscan_gate_tell(&f, g);
}

int secscan_baseline_judge(struct secscan_gate *g, struct secscan_error *err)
{
	int rc = 0;

	g->err = err;
	for (size_t i = 0; !rc && i < g->baseline.entries.len; i++) {
		const struct baseline_entry *e = &g->baseline.entries.items[i];

		if (!e->added || e->refused)
			continue;
		g->weakened |= g->settings->sign_off.count > 0;
		rc = secscan_baseline_tell(g, e, NUMBER_BASELINE_ADDED, SECSCAN_REVIEW, "this change adds a line to the baseline");
	}
	return rc;
}

void secscan_baseline_summarize(struct secscan_gate *g)
{
	struct secscan_summary *s = &g->run.summary;

	for (size_t i = 0; g->run.baseline && i < g->baseline.entries.len; i++) {
		const struct baseline_entry *e = &g->baseline.entries.items[i];

		s->baseline_added += e->added;
		s->baseline_expired += e->expired && !e->gone;
		s->baseline_stale += g->all_read && !e->used && !e->gone;
	}
}

/* ---- where named paths lie ---- */

/* The folder's name below the top, with a slash behind, "" for the top itself; false if it lies elsewhere. */
static bool below_top(char out[PATH_MAX], const char *top, const char *folder)
{
	char real_top[PATH_MAX], real[PATH_MAX];
	size_t len;

	if (!realpath(top, real_top) || !realpath(folder, real))
		return false;
	len = strlen(real_top);
	if (strncmp(real, real_top, len) != 0 || (real[len] && real[len] != '/'))
		return false;
	return (size_t)snprintf(out, PATH_MAX, "%s%s", real[len] ? real + len + 1 : "", real[len] ? "/" : "") < PATH_MAX;
}

static bool find_place(char out[PATH_MAX], size_t *strip, const char *top, const char *path)
{
	size_t len = strlen(path);
	char folder[PATH_MAX];
	const char *slash;
	struct stat st;

	while (len > 1 && path[len - 1] == '/')
		len--;
	if ((size_t)snprintf(folder, sizeof(folder), "%.*s", (int)len, path) >= sizeof(folder))
		return false;
	if (!stat(folder, &st) && S_ISDIR(st.st_mode)) {
		*strip = !strcmp(folder, ".") ? 0 : !strcmp(folder, "/") ? 1 : len + 1;
		return below_top(out, top, folder);
	}
	slash = strrchr(path, '/');
	*strip = slash ? (size_t)(slash - path) + 1 : 0;
	snprintf(folder, sizeof(folder), "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	return below_top(out, top, folder);
}

int secscan_baseline_place(struct secscan_gate *g, const char *path, struct secscan_error *err)
{
	const char *top = g->repo ? secscan_repo_worktree(g->repo) : NULL, *kept;
	char prefix[PATH_MAX];
	struct stat st;
	size_t strip;

	g->all_read = false;
	g->run.baseline = NULL;
	secscan_gate_place(g, NULL, 0);
	if (!top || !find_place(prefix, &strip, top, path))
		return 0;
	kept = secscan_arena_strdup(&g->arena, prefix);
	if (!kept)
		return secscan_fail_nomem(err);
	secscan_gate_place(g, kept, strip);
	g->all_read = !*prefix && !stat(path, &st) && S_ISDIR(st.st_mode);
	if (g->baseline.entries.len)
		g->run.baseline = &g->baseline;
	return 0;
}
