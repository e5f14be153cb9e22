/* SPDX-License-Identifier: MIT */
/*
 * The base judges: settings and rules are those of the version that is there already. A change that
 * weakens them is judged by what it weakens, and needs the sign-off that the base names.
 */
#include "gate/trust.h"

#include "gate/baseline.h"

enum {
	NUMBER_WEAKER = 20,
	NUMBER_LINK = 21,
	NUMBER_FIRST = 22,
	NUMBER_LOCKED = 23,
	NUMBER_CANNOT_JUDGE = 24,
};

/* The settings file of one version. */
struct version {
	char *text; /* NULL: there is none */
	size_t len;
	bool is_link;
};

static int read_version(struct version *out, struct secscan_gate *g, const char *rev, bool index,
		struct secscan_error *err)
{
	unsigned mode = 0;
	int rc;

	*out = (struct version){0};
	if (!rev && !index)
		return 0;
	rc = index ? secscan_repo_read_staged(&out->text, &out->len, &mode, g->repo, SETTINGS_FILE, err)
		   : secscan_repo_read_path(&out->text, &out->len, &mode, g->repo, rev, SETTINGS_FILE, err);
	out->is_link = !rc && mode == SECSCAN_MODE_LINK;
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

static int refuse_link(struct secscan_error *err)
{
	return secscan_fail(err, SECSCAN_ERR_SYNTAX, NUMBER_LINK,
			SETTINGS_FILE " is a symbolic link: settings are read from a regular file only");
}

/* Who reads the message has the repaired file before them: say that it is the committed one that is broken. */
int secscan_trust_refuse_base(const char *rev, int rc, struct secscan_error *err)
{
	char what[400];

	snprintf(what, sizeof(what), "%.399s", err->message);
	err->number = NUMBER_CANNOT_JUDGE;
	snprintf(err->message, sizeof(err->message), "in commit %.12s, which judges: %s", rev, what);
	return rc;
}

int secscan_gate_load_settings(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	struct version v;
	int rc = read_version(&v, g, rev, false, err);

	if (!rc && !v.text)
		rc = SECSCAN_ERR_NOT_FOUND;
	else if (!rc && v.is_link)
		rc = refuse_link(err);
	else if (!rc)
		rc = secscan_settings_add(g->settings, SECSCAN_LAYER_REPOSITORY, SETTINGS_FILE, v.text, v.len, err);
	if (rc == SECSCAN_ERR_SYNTAX && err)
		rc = secscan_trust_refuse_base(rev, rc, err);
	free(v.text);
	return rc;
}

static int tell(struct secscan_gate *g, unsigned number, enum secscan_level level, const char *path, const char *title,
		const char *detail)
{
	struct secscan_finding f = secscan_gate_about("settings", path, number, level);

	f.title = title;
	f.detail = detail;
	return secscan_gate_tell(&f, g);
}

/* Who may sign off is named by the base; the message that holds the sign-off is judged by commit-msg and push. */
int secscan_trust_weaker(struct secscan_gate *g, const char *path, const char *detail)
{
	g->weakened = true;
	return tell(g, NUMBER_WEAKER, g->settings->sign_off.count ? SECSCAN_REVIEW : SECSCAN_BLOCK, path,
			"this change weakens the settings that judge it", detail);
}

struct weakening {
	struct secscan_gate *gate;
	bool first; /* the base has no settings that could name who signs them off */
	int rc;
};

static void on_weaker(const char *key, const char *how, void *payload)
{
	struct weakening *w = payload;
	char detail[400];

	snprintf(detail, sizeof(detail), "%s: %s", key, how);
	if (!w->rc && w->first)
		w->rc = tell(w->gate, NUMBER_FIRST, SECSCAN_REVIEW, SETTINGS_FILE,
				"the first settings of this repository allow more than the built-in ones", detail);
	else if (!w->rc)
		w->rc = secscan_trust_weaker(w->gate, SETTINGS_FILE, detail);
}

int secscan_gate_layers(struct secscan_settings **out, const char *text, size_t len, struct secscan_error *err)
{
	int rc = secscan_settings_new(out, err);

	if (!rc)
		rc = secscan_settings_add_machine(*out, err);
	if (!rc && text)
		rc = secscan_settings_add(*out, SECSCAN_LAYER_REPOSITORY, SETTINGS_FILE, text, len, err);
	return rc;
}

static int tell_locked(struct secscan_gate *g, const struct secscan_settings *now)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < now->ignored.count; i++)
		rc = tell(g, NUMBER_LOCKED, SECSCAN_NOTE, SETTINGS_FILE, "this setting has no effect: an earlier layer locks it",
				now->ignored.items[i]);
	return rc;
}

static int compare(struct secscan_gate *g, const struct version *now, bool first, struct secscan_error *err)
{
	struct secscan_settings *next = NULL;
	struct weakening w = {.gate = g, .first = first};
	int rc = secscan_gate_layers(&next, now->text, now->len, err);

	if (!rc)
		secscan_settings_weaker(g->settings, next, on_weaker, &w);
	if (!rc && !w.rc)
		rc = tell_locked(g, next);
	secscan_settings_free(next);
	return rc ? rc : w.rc;
}

static bool same(const struct version *a, const struct version *b)
{
	if (!a->text || !b->text)
		return !a->text && !b->text;
	return a->len == b->len && a->is_link == b->is_link && !memcmp(a->text, b->text, a->len);
}

int secscan_gate_judge_settings(struct secscan_gate *g, const char *base, const char *now, struct secscan_error *err)
{
	struct version before, after = {0};
	int rc = read_version(&before, g, base, false, err);

	g->err = err;
	if (!rc)
		rc = read_version(&after, g, now, !now, err);
	if (!rc && after.is_link)
		rc = tell(g, NUMBER_LINK, SECSCAN_BLOCK, SETTINGS_FILE, "the settings file is a symbolic link",
				"settings are read from a regular file only");
	else if (!rc && !same(&before, &after))
		rc = compare(g, &after, !before.text, err);
	free(before.text);
	free(after.text);
	if (!rc)
		rc = secscan_trust_judge_rules(g, now, err);
	if (!rc)
		rc = secscan_baseline_load(g, base, version_named(now), err);
	return rc ? rc : secscan_baseline_judge(g, err);
}
