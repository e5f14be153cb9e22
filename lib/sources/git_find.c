/* SPDX-License-Identifier: MIT */
/*
 * Which program is git. A clone may carry a program of that name, and a PATH with a relative folder, or with a
 * folder of the clone, would run it: such folders do not count.
 */
#include "sources/git_find.h"

#include "base/file.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usual_path[] = "/usr/local/bin:/usr/bin:/bin";

static bool exists(const char *folder, const char *name)
{
	char *path = secscan_path_join(folder, name);
	struct stat st;
	bool found = path && lstat(path, &st) == 0;

	free(path);
	return found;
}

/* Cut folder, an absolute real path, to the top of the worktree that holds it; "" when none does or it is the root. */
static void cut_to_top(char *folder)
{
	while (*folder && !exists(folder, ".git")) {
		char *slash = strrchr(folder, '/');

		*slash = '\0';
	}
}

static bool is_below(const char *path, const char *top)
{
	size_t len = top ? strlen(top) : 0;

	return len > 1 && strncmp(path, top, len) == 0 && (path[len] == '/' || !path[len]);
}

static char *candidate(const char *folder, size_t len, const char *const *tops, size_t n_tops)
{
	char path[PATH_MAX], real[PATH_MAX], home[PATH_MAX];
	struct stat st;
	int used = snprintf(path, sizeof(path), "%.*s/git", (int)len, folder);

	if (len == 0 || *folder != '/' || used < 0 || (size_t)used >= sizeof(path))
		return NULL;
	if (access(path, X_OK) || stat(path, &st) || !S_ISREG(st.st_mode) || !realpath(path, real))
		return NULL;
	path[used - 4] = '\0';
	if (!realpath(path, home))
		return NULL;
	for (size_t i = 0; i < n_tops; i++)
		if (is_below(real, tops[i]) || is_below(home, tops[i]))
			return NULL;
	path[used - 4] = '/';
	return strdup(path);
}

char *secscan_git_find(const char *dir, const char *worktree)
{
	char here[PATH_MAX] = "", given[PATH_MAX] = "";
	const char *path = getenv("PATH"), *env = getenv("GIT_WORK_TREE");
	const char *tops[] = {here, given, worktree};
	char *found = NULL;

	if (realpath(dir ? dir : ".", here))
		cut_to_top(here);
	if (!env || !realpath(env, given))
		given[0] = '\0';
	for (path = path ? path : usual_path; !found && path; path = *path ? path + 1 : NULL) {
		size_t len = strcspn(path, ":");

		found = candidate(path, len, tops, ARRAY_SIZE(tops));
		path += len;
	}
	return found;
}
