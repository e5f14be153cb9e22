/* SPDX-License-Identifier: MIT */
/* Where the repository lies, as git sees it. */
#include "sources/git.h"
#include "sources/git_text.h"

#include "base/file.h"

static void strip(struct buffer *text)
{
	while (text->len && text->data[text->len - 1] == '\n')
		text->data[--text->len] = '\0';
}

/* One path out of rev-parse; a name with a line end in it arrives whole. *status 0 or git's exit code. */
static int ask(struct buffer *out, int *status, struct secscan_repo *repo, const char *question,
		struct secscan_error *err)
{
	const char *const args[] = {"rev-parse", question, NULL};
	int rc = secscan_git_run(out, status, repo, args, err);

	strip(out);
	return rc;
}

static int keep(char **place, struct buffer *text, struct secscan_error *err)
{
	if (!*place && text->len)
		*place = secscan_buffer_detach(text);
	secscan_buffer_release(text);
	return *place ? 0 : secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git rev-parse gave no path");
}

static int read_commondir(struct buffer *out, const struct secscan_repo *repo, struct secscan_error *err)
{
	char *path = secscan_path_join(repo->gitdir, "commondir");
	int rc = path ? secscan_file_read(out, path, err) : secscan_fail_nomem(err);

	free(path);
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

/* A linked worktree's git directory names the common one in a file. */
static int common_place(struct secscan_repo *repo, struct secscan_error *err)
{
	struct buffer text = {0}, path = {0};
	const char *env = repo->dir ? NULL : getenv("GIT_COMMON_DIR");
	int rc = 0;

	if (repo->commondir)
		return 0;
	if (env)
		rc = secscan_buffer_addstr(&path, env);
	else
		rc = read_commondir(&text, repo, err);
	strip(&text);
	if (!rc && !env && text.len)
		rc = *text.data == '/' ? secscan_buffer_addstr(&path, text.data) :
		                         secscan_buffer_addf(&path, "%s/%s", repo->gitdir, text.data);
	if (!rc)
		repo->commondir = realpath(path.len ? path.data : repo->gitdir, NULL);
	if (!rc && !repo->commondir)
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "the common git directory is not there");
	secscan_buffer_release(&text);
	secscan_buffer_release(&path);
	return rc;
}

/* Inside its own git directory git names no worktree; the folder around ".git" is the one. */
static int worktree_place(struct secscan_repo *repo, struct secscan_error *err)
{
	struct buffer text = {0};
	size_t len = strlen(repo->gitdir);
	int status = 0, rc;

	if (repo->worktree)
		return 0;
	rc = ask(&text, &status, repo, "--show-toplevel", NULL);
	if (!rc && !status)
		return keep(&repo->worktree, &text, err);
	secscan_buffer_release(&text);
	if (len > 5 && strcmp(repo->gitdir + len - 5, "/.git") == 0)
		repo->worktree = strndup(repo->gitdir, len - 5);
	return 0;
}

/* Three lines: format, bare or not, git directory. */
static int facts(bool *bare, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {"rev-parse", "--show-object-format", "--is-bare-repository",
	                                   "--absolute-git-dir", NULL};
	struct buffer text = {0}, gitdir = {0};
	char *second, *third;
	int rc = secscan_git_run(&text, NULL, repo, args, err);

	if (rc)
		goto out;
	strip(&text);
	second = text.data ? strchr(text.data, '\n') : NULL;
	third = second ? strchr(second + 1, '\n') : NULL;
	if (!third) {
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git rev-parse answered in an unknown way");
		goto out;
	}
	repo->oid_len = strncmp(text.data, "sha256\n", 7) == 0 ? 32 : 20;
	*bare = strncmp(second + 1, "true\n", 5) == 0;
	rc = secscan_buffer_addstr(&gitdir, third + 1) ? secscan_fail_nomem(err) : keep(&repo->gitdir, &gitdir, err);
out:
	secscan_buffer_release(&text);
	return rc;
}

int secscan_git_places(struct secscan_repo *repo, struct secscan_error *err)
{
	bool bare = false;
	int rc = facts(&bare, repo, err);

	if (!rc)
		rc = common_place(repo, err);
	if (!rc && !bare)
		rc = worktree_place(repo, err);
	if (!rc && !repo->index && !(repo->index = secscan_repo_index_path(repo)))
		rc = secscan_fail_nomem(err);
	return rc;
}
