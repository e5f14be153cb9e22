/* SPDX-License-Identifier: MIT */
/* The key of a baseline's fingerprints: it stands in the repository's settings. */
#include "gate/baseline.h"

#include "base/file.h"

#include <limits.h>

int secscan_baseline_key(const char **out, struct secscan_gate *g, struct version_of v, struct secscan_error *err)
{
	struct secscan_settings *settings = NULL;
	char *text;
	size_t len;
	int rc = secscan_version_read(&text, &len, g, v, SETTINGS_FILE, err);

	*out = "";
	if (!rc && text)
		rc = secscan_settings_new(&settings, err);
	if (!rc && text)
		rc = secscan_settings_add(settings, SECSCAN_LAYER_REPOSITORY, SETTINGS_FILE, text, len, err);
	if (!rc && text)
		*out = secscan_arena_strdup(&g->arena, settings->fingerprint_key);
	secscan_settings_free(settings);
	free(text);
	return rc || *out ? rc : secscan_fail_nomem(err);
}

int secscan_baseline_write_key(struct secscan_gate *g, const char *key, struct secscan_error *err)
{
	struct version_of worktree = {VERSION_WORKTREE, NULL};
	struct secscan_settings *settings = NULL;
	struct buffer text = {0};
	char path[PATH_MAX], *old = NULL;
	size_t len;
	int rc = secscan_version_read(&old, &len, g, worktree, SETTINGS_FILE, err);

	if (!rc && (secscan_buffer_add(&text, old ? old : "", len) || secscan_buffer_addf(&text,
			"%s[fingerprint]\nkey = %s\n", !len ? "" : old[len - 1] == '\n' ? "\n" : "\n\n", key)))
		rc = secscan_fail_nomem(err);
	if (!rc)
		rc = secscan_settings_new(&settings, err);
	if (!rc)
		rc = secscan_settings_add(settings, SECSCAN_LAYER_REPOSITORY, SETTINGS_FILE, text.data, text.len, err);
	snprintf(path, sizeof(path), "%.*s/%s", PATH_MAX - 64, secscan_repo_worktree(g->repo), SETTINGS_FILE);
	if (!rc)
		rc = secscan_file_write(path, text.data, text.len, 0644, err);
	secscan_settings_free(settings);
	secscan_buffer_release(&text);
	free(old);
	return rc;
}
