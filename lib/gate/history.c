/* SPDX-License-Identifier: MIT */
#include "gate/gate.h"

static int history(struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_source *source = NULL;
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = secscan_gate_anywhere(g, err);
	if (!rc)
		rc = secscan_source_history(&source, g->repo, err);
	if (rc)
		return rc;
	rc = secscan_run_history(&g->run, source, err);
	secscan_source_free(source);
	return rc;
}

int secscan_gate_history(struct secscan_gate *g, struct secscan_error *err)
{
	return secscan_gate_finish(g, history(g, err), err);
}
