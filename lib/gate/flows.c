/* SPDX-License-Identifier: MIT */
#include "gate/baseline.h"

int secscan_gate_head(const char **out, struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_commit commit = {0};
	struct secscan_oid head;
	int rc = secscan_repo_resolve(&head, g->repo, "HEAD", err);

	*out = NULL;
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return 0;
	/* A commit that is not there must not look like one without settings. */
	if (!rc)
		rc = secscan_repo_commit(&commit, g->repo, &head, err);
	secscan_commit_release(&commit);
	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? SECSCAN_ERR_REPO : rc;
	secscan_oid_hex(g->head, &head);
	*out = g->head;
	return 0;
}

int secscan_gate_revision(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	struct secscan_oid oid;
	int rc = secscan_gate_repo(g, err);

	return rc ? rc : secscan_repo_resolve(&oid, g->repo, rev, err);
}

size_t secscan_gate_rule_files(const struct secscan_gate *g)
{
	return g->rule_texts.len;
}

static int staged(struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_source *source = NULL;
	const char *head = NULL;
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = secscan_gate_head(&head, g, err);
	if (!rc)
		rc = secscan_gate_prepare(g, head, err);
	if (!rc)
		rc = secscan_gate_judge_settings(g, head, NULL, err);
	if (!rc && g->settings->allow_path.count)
		rc = secscan_source_staged_removed(&g->run.removed, g->repo, err);
	if (!rc)
		rc = secscan_source_staged(&source, g->repo, err);
	if (rc)
		return rc;
	g->run.judge_lines = true;
	return secscan_gate_run(g, source, err);
}

int secscan_gate_staged(struct secscan_gate *g, struct secscan_error *err)
{
	int rc = staged(g, err);

	secscan_source_free(g->run.removed);
	g->run.removed = NULL;
	return secscan_gate_finish(g, rc, err);
}

int secscan_gate_anywhere(struct secscan_gate *g, struct secscan_error *err)
{
	struct version_of now = {0};
	const char *head = NULL;
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = secscan_gate_head(&head, g, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	if (!rc)
		rc = secscan_gate_prepare(g, head, err);
	if (rc || !g->repo)
		return rc;
	now.place = secscan_repo_worktree(g->repo) ? VERSION_WORKTREE : VERSION_NONE;
	return secscan_baseline_load(g, head, now, err);
}

static int paths(struct secscan_gate *g, const char *const *list, size_t count, struct secscan_error *err)
{
	int rc = secscan_gate_anywhere(g, err);

	g->run.summary.reader = "files";
	for (size_t i = 0; !rc && i < count; i++) {
		struct secscan_source *source;

		rc = secscan_baseline_place(g, list[i], err);
		if (!rc)
			rc = secscan_source_path(&source, list[i], err);
		if (!rc)
			rc = secscan_gate_run(g, source, err);
	}
	g->all_read &= count == 1;
	return rc || !g->all_read ? rc : secscan_baseline_spare_unread(g, err);
}

int secscan_gate_paths(struct secscan_gate *g, const char *const *list, size_t count, struct secscan_error *err)
{
	return secscan_gate_finish(g, paths(g, list, count, err), err);
}

static int from_fd(struct secscan_gate *g, int fd, const char *name, struct secscan_error *err)
{
	struct secscan_source *source = NULL;
	int rc = secscan_gate_anywhere(g, err);

	g->run.summary.reader = "files";
	g->run.baseline = NULL;
	if (!rc)
		rc = secscan_source_fd(&source, fd, name, err);
	return rc ? rc : secscan_gate_run(g, source, err);
}

int secscan_gate_fd(struct secscan_gate *g, int fd, const char *name, struct secscan_error *err)
{
	return secscan_gate_finish(g, from_fd(g, fd, name, err), err);
}
