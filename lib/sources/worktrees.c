/* SPDX-License-Identifier: MIT */
/* HEADs of the other worktrees: a commit that is only checked out there belongs to the repository all the same. */
#include "sources/repo.h"

#include "base/file.h"

#include <dirent.h>

/* A HEAD that is no name of an object is a branch, which is among the references. */
static int give_head(const char *folder, const char *name, secscan_ref_fn *fn, void *payload)
{
	struct buffer text = {0};
	struct secscan_oid oid;
	char *path = secscan_path_join(folder, "HEAD");
	int rc = path ? secscan_file_read(&text, path, NULL) : SECSCAN_ERR_NOMEM;

	if (!rc && !secscan_oid_parse(&oid, text.data ? text.data : "", text.data ? strcspn(text.data, "\n") : 0))
		rc = fn(name, &oid, payload);
	else if (rc != SECSCAN_ERR_NOMEM)
		rc = 0;
	secscan_buffer_release(&text);
	free(path);
	return rc;
}

static int give_linked(const char *folder, const char *id, secscan_ref_fn *fn, void *payload)
{
	struct buffer name = {0};
	char *path = secscan_path_join(folder, id);
	int rc = path ? secscan_buffer_addf(&name, "worktrees/%s/HEAD", id) : SECSCAN_ERR_NOMEM;

	if (!rc)
		rc = give_head(path, name.data, fn, payload);
	secscan_buffer_release(&name);
	free(path);
	return rc;
}

int secscan_repo_worktree_heads(const struct secscan_repo *repo, secscan_ref_fn *fn, void *payload)
{
	char *folder = secscan_path_join(repo->commondir, "worktrees");
	DIR *dir = folder ? opendir(folder) : NULL;
	struct dirent *entry;
	int rc = folder ? 0 : SECSCAN_ERR_NOMEM;

	if (!rc && strcmp(repo->commondir, repo->gitdir))
		rc = give_head(repo->commondir, "main-worktree/HEAD", fn, payload);
	while (!rc && dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			rc = give_linked(folder, entry->d_name, fn, payload);
	if (dir)
		closedir(dir);
	free(folder);
	return rc;
}
