/* SPDX-License-Identifier: MIT */
#include "gate/cut.h"

#include <secscan/unstable/embed.h>

/* Without rules of its own, a repository's history needs the secret rules alone: one smaller database. */
static int narrow(struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc;

	if (g->rules != g->builtin)
		return 0;
	rc = secscan_rules_builtin_secrets(&g->rules, err);
	if (rc) {
		g->rules = g->builtin;
		return rc;
	}
	rc = secscan_scanner_new(&scanner, g->rules, err);
	if (rc)
		return rc;
	secscan_gate_use_scanner(g, scanner);
	g->run.summary.rules = secscan_rules_count(g->rules);
	return 0;
}

static int history(struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_source *source = NULL;
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = secscan_gate_anywhere(g, err);
	if (!rc)
		rc = narrow(g, err);
	if (!rc)
		rc = secscan_source_history(&source, g->repo, err);
	if (rc)
		return rc;
	g->run.place_unread = g->options.report.details;
	rc = secscan_run_history(&g->run, source, err);
	secscan_source_free(source);
	if (!rc)
		rc = secscan_gate_not_cut(g, NULL, err);
	g->all_read = !rc;
	return rc;
}

int secscan_gate_history(struct secscan_gate *g, struct secscan_error *err)
{
	return secscan_gate_finish(g, history(g, err), err);
}
