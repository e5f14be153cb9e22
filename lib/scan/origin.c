/* SPDX-License-Identifier: MIT */
/*
 * A file that only moves brings nothing new, unless what let its findings pass was its path: then they come to light where
 * they are now, or moving a file out of a folder of samples would be the way around the rules for all others. The way into
 * such a folder is the same seen from its other end.
 */
#include "scan/origin.h"

#include "base/error.h"

#include <limits.h>

/* The item's own matches are still being read from the run's scanner, so another one looks, and what it finds is taken. */
static int match_there(struct origin *o, struct secscan_run *run, const struct secscan_item *item,
		struct secscan_error *err)
{
	struct secscan_input input = {item->data, item->len, o->path};
	struct secscan_scanner *scanner;
	int rc = secscan_run_other_scanner(&scanner, run, err);

	if (rc)
		return rc;
	secscan_scanner_kinds(scanner, run->scanner->kinds);
	rc = secscan_scanner_match(scanner, &input, err);
	o->matches = scanner->matches;
	scanner->matches = (struct matches){0};
	return rc;
}

/* Both lists are sorted by where values stand. NULL: nothing was found there. */
static const struct match *same_there(struct origin *o, const struct secscan_run *run, const struct secscan_finding *f)
{
	const struct matches *all = &o->matches;

	while (o->at < all->len && all->items[o->at].value_start < f->secret_offset)
		o->at++;
	for (size_t i = o->at; i < all->len && all->items[i].value_start == f->secret_offset; i++) {
		const struct match *m = &all->items[i];

		if (&run->scanner->rules->rules[m->rule] == f->rule && m->value_end == m->value_start + f->secret_length)
			return m;
	}
	return NULL;
}

static bool is_less_there(struct origin *o, const struct secscan_run *run, const struct secscan_finding *f)
{
	const struct match *m = same_there(o, run, f);

	return !m || secscan_settings_level(run->settings, f->kind, f->severity, m->confidence) < f->level;
}

static bool is_known_at(const struct secscan_finding *finding, const struct secscan_run *run, const char *path)
{
	struct secscan_finding f = *finding;
	char text[256];

	f.suppressed = false;
	secscan_suppress_known(&f, run, path, text, sizeof(text));
	return f.suppressed;
}

/* What let it pass there and does not here, or hides it here and did not there; NULL: nothing. */
static const char *difference(const char **which, struct origin *o, const struct secscan_run *run,
		const struct secscan_item *item, const struct secscan_finding *f)
{
	const char *there = secscan_settings_allowed_by(run->settings, o->path);
	const char *here = secscan_settings_allowed_by(run->settings, item->path);
	struct secscan_finding known = *f;

	*which = "";
	if (f->suppressed || (here && there))
		return is_less_there(o, run, f) && !here ? "the path itself" : NULL;
	if (there) {
		*which = there;
		return "the allowed path ";
	}
	if (run->baseline) {
		secscan_run_fingerprint(&known, run, item->data);
		if (is_known_at(&known, run, o->path))
			return here || is_known_at(&known, run, item->path) ? NULL : "a line of the baseline";
	}
	o->hidden = here != NULL;
	return here ? "" : is_less_there(o, run, f) ? "the path itself" : NULL;
}

int secscan_origin_excused(struct origin *o, struct secscan_run *run, struct secscan_source *source,
		const struct secscan_item *item, const struct secscan_finding *f, char *text, size_t size,
		struct secscan_error *err)
{
	int rc = o->ready ? 0 : secscan_source_origin(source, &o->path, err);
	const char *what, *which;

	if (!rc && !o->ready && o->path)
		rc = match_there(o, run, item, err);
	if (rc)
		return rc;
	o->ready = true;
	what = o->path ? difference(&which, o, run, item, f) : NULL;
	if (what && o->hidden)
		snprintf(text, size, "this change moves it here from %.80s, a path that is not allowed", o->path);
	else if (what)
		snprintf(text, size, "moved here from %.80s, where %s%.80s let it pass; that does not hold here", o->path, what, which);
	return what != NULL;
}

void secscan_origin_reset(struct origin *o)
{
	array_release(&o->matches);
	*o = (struct origin){0};
}
