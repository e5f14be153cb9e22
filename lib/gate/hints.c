/* SPDX-License-Identifier: MIT */
/* What the settings ask for and nothing answers: no error, since rules come and go, but worth a word. */
#include "gate/baseline.h"

#include "base/nearest.h"

#include <secscan/unstable/settings.h>

/* The working tree's: who asks may be about to commit them. */
static int read_settings(struct secscan_settings **out, struct secscan_gate *g, struct secscan_error *err)
{
	struct version_of worktree = {VERSION_WORKTREE, NULL};
	char *text = NULL;
	size_t len = 0;
	int rc = 0;

	if (g->repo && secscan_repo_worktree(g->repo))
		rc = secscan_version_read(&text, &len, g, worktree, SETTINGS_FILE, err);
	if (!rc)
		rc = secscan_gate_layers(out, text, len, err);
	free(text);
	return rc;
}

static void tell_unknown_rule(const struct secscan_gate *g, const char *id, secscan_hint_fn *fn, void *payload)
{
	struct nearest nearest = {.wanted = id};
	char clean[80], text[256];

	for (size_t i = 0; i < secscan_rules_count(g->rules); i++)
		secscan_nearest_try(&nearest, secscan_rule_id(secscan_rules_at(g->rules, i)));
	secscan_printable(clean, sizeof(clean), id);
	snprintf(text, sizeof(text), "[rules] off = %s does nothing: there is no such rule%s%.80s%s", clean,
			nearest.best ? "; did you mean " : "", nearest.best ? nearest.best : "", nearest.best ? "?" : "");
	fn(text, payload);
}

int secscan_gate_hints(struct secscan_gate *g, secscan_hint_fn *fn, void *payload, struct secscan_error *err)
{
	struct secscan_settings *settings = NULL;
	int rc = secscan_gate_anywhere(g, err);

	if (!rc)
		rc = read_settings(&settings, g, err);
	for (size_t i = 0; !rc && i < settings->rules_off.count; i++)
		if (!secscan_rules_find(g->rules, settings->rules_off.items[i]))
			tell_unknown_rule(g, settings->rules_off.items[i], fn, payload);
	secscan_settings_free(settings);
	return rc;
}
