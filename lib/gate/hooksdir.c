/* SPDX-License-Identifier: MIT */
#include "gate/hooksdir.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"

#include <secscan/unstable/source.h>

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <unistd.h>

static char *join(const char *folder, const char *name, struct secscan_error *err)
{
	char *path = secscan_path_join(folder, name);

	if (!path)
		secscan_fail_nomem(err);
	return path;
}

/* Take symbolic links out of the part of the path that exists. */
static int resolve(char **path, struct secscan_error *err)
{
	char *real = realpath(*path, NULL);
	char *slash = strrchr(*path, '/');

	if (!real && errno == ENOENT && slash && slash != *path) {
		char *parent, *name = strdup(slash + 1);

		*slash = '\0';
		parent = realpath(*path, NULL);
		*slash = '/';
		real = parent && name ? secscan_path_join(parent, name) : NULL;
		free(parent);
		free(name);
	}
	if (!real) {
		int rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot find the hooks folder: %s", strerror(errno));

		secscan_fail_at(err, *path, 0, 0);
		return rc;
	}
	free(*path);
	*path = real;
	return 0;
}

/* "~/x" and "~name/x" as git reads them. */
static char *expand_home(const char *value, struct secscan_error *err)
{
	char name[64];
	size_t len = strcspn(value, "/");
	const char *home = len == 1 ? getenv("HOME") : NULL;
	struct passwd *user;

	if (len == 1 && home)
		return join(home, value + 1 + (value[1] == '/'), err);
	snprintf(name, sizeof(name), "%.*s", (int)(len - 1), value + 1);
	user = *name ? getpwnam(name) : getpwuid(geteuid());
	if (user)
		return join(user->pw_dir, value + len + (value[len] == '/'), err);
	secscan_fail(err, SECSCAN_ERR_USAGE, 507, "core.hooksPath is `%s`, and nobody of that name is known", value);
	return NULL;
}

/* core.hooksPath as a path: relative to where hooks are run. */
static char *from_setting(const char *value, const char *top, struct secscan_error *err)
{
	if (*value == '~')
		return expand_home(value, err);
	if (*value == '/')
		return join("", value + 1, err);
	return join(top, value, err);
}

static bool lies_in(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && (path[len] == '/' || !path[len]);
}

static int fill(struct hooks_place *out, struct secscan_repo *repo, struct secscan_error *err)
{
	const char *worktree = secscan_repo_worktree(repo), *common = secscan_repo_commondir(repo);
	const char *gitdir = secscan_repo_gitdir(repo);
	int rc = secscan_repo_config(&out->setting, repo, "core.hooksPath", err);

	if (rc && rc != SECSCAN_ERR_NOT_FOUND)
		return rc;
	out->own = join(common, "hooks", err);
	out->worktree = worktree ? join("", worktree + 1, err) : NULL;
	if (!out->own || (worktree && !out->worktree))
		return SECSCAN_ERR_NOMEM;
	out->folder = out->setting ? from_setting(out->setting, worktree ? worktree : gitdir, err)
				   : join(common, "hooks", err);
	if (!out->folder)
		return out->setting && *out->setting == '~' ? SECSCAN_ERR_USAGE : SECSCAN_ERR_NOMEM;
	rc = resolve(&out->own, err);
	if (!rc && out->worktree)
		rc = resolve(&out->worktree, err);
	if (!rc)
		rc = resolve(&out->folder, err);
	if (rc)
		return rc;
	out->shared = !lies_in(out->folder, common) && !lies_in(out->folder, gitdir);
	out->in_worktree = out->shared && out->worktree && lies_in(out->folder, out->worktree);
	return 0;
}

int secscan_hooks_place(struct hooks_place *out, const char *dir, struct secscan_error *err)
{
	struct secscan_repo *repo;
	int rc = secscan_repo_open(&repo, dir, err);

	*out = (struct hooks_place){0};
	if (rc)
		return rc;
	rc = fill(out, repo, err);
	secscan_repo_free(repo);
	if (rc)
		secscan_hooks_place_release(out);
	return rc;
}

void secscan_hooks_place_release(struct hooks_place *place)
{
	free(place->folder);
	free(place->own);
	free(place->worktree);
	free(place->setting);
	*place = (struct hooks_place){0};
}

static bool holds_programs(const char *folder)
{
	char *program = secscan_path_join(folder, "secscan-pre-commit");
	bool found = program && !access(program, X_OK);

	free(program);
	return found;
}

/* Where this program was installed to, where it was built, where it was to be installed. */
static char *look_around(void)
{
	static const char *const beside[] = {"../libexec/secscan", "../hooks"};
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[n > 0 ? n : 0] = '\0';
	slash = strrchr(self, '/');
	if (slash)
		*slash = '\0';
	for (size_t i = 0; slash && i < ARRAY_SIZE(beside); i++) {
		char *path = secscan_path_join(self, beside[i]);
		char *real = path && holds_programs(path) ? realpath(path, NULL) : NULL;

		free(path);
		if (real)
			return real;
	}
	return holds_programs(SECSCAN_LIBEXEC) ? strdup(SECSCAN_LIBEXEC) : NULL;
}

int secscan_programs_folder(char **out, const char *wanted, struct secscan_error *err)
{
	if (wanted)
		*out = holds_programs(wanted) ? realpath(wanted, NULL) : NULL;
	else
		*out = look_around();
	if (*out)
		return 0;
	return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, 507, "the hook programs are not in %s; install secscan again: "
			"sh cli/quickstart.sh", wanted ? wanted : SECSCAN_LIBEXEC);
}
