/* SPDX-License-Identifier: MIT */
#include "gate/canary.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "scan/template.h"

#include <secscan/unstable/settings.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RULE "github-pat-classic"
#define TEMPLATE "ghp_{base62*30}{crc32-base62}"

#define HOOKS "core.hooksPath=hooks"
#define NO_HOOKS "core.hooksPath=none"
#define DEFAULT_BRANCH "init.defaultBranch=main"

enum { MAX_WORDS = 16, MAX_ENVIRONMENT = 24, OPEN_FOLDERS = 16 };

/* What git may know of the caller's environment. */
static const char *const passed_on[] = {"PATH", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR", "ASAN_OPTIONS",
		"UBSAN_OPTIONS"};
static const char *const fixed[] = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME=doctor", "GIT_AUTHOR_EMAIL=doctor@example.com", "GIT_COMMITTER_NAME=doctor",
		"GIT_COMMITTER_EMAIL=doctor@example.com", "LC_ALL=C"};

static int fill_environment(const char **out, struct buffer *texts)
{
	size_t at[ARRAY_SIZE(passed_on)], n = 0, count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(passed_on); i++) {
		const char *value = getenv(passed_on[i]);

		at[n] = texts->len;
		if (!value)
			continue;
		if (secscan_buffer_addf(texts, "%s=%s", passed_on[i], value) || secscan_buffer_add(texts, "", 1))
			return SECSCAN_ERR_NOMEM;
		n++;
	}
	for (size_t i = 0; i < n; i++)
		out[count++] = texts->data + at[i];
	for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
		out[count++] = fixed[i];
	out[count] = NULL;
	return 0;
}

static int start(pid_t *pid, const char *const *words, const char *log)
{
	const char *environment[MAX_ENVIRONMENT];
	struct buffer texts = {0};
	posix_spawn_file_actions_t actions;
	int rc;

	if (fill_environment(environment, &texts) || posix_spawn_file_actions_init(&actions)) {
		secscan_buffer_release(&texts);
		return ENOMEM;
	}
	rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!rc)
		rc = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (!rc)
		rc = posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	if (!rc)
		rc = posix_spawnp(pid, words[0], &actions, NULL, (char *const *)(uintptr_t)words,
				(char *const *)(uintptr_t)environment);
	posix_spawn_file_actions_destroy(&actions);
	secscan_buffer_release(&texts);
	return rc;
}

/* Run git in the canary's repository; *status is its exit code, its output is kept. arguments end with NULL. */
static int git(int *status, struct canary *c, const char *const *arguments, struct secscan_error *err)
{
	const char *words[MAX_WORDS] = {"git", "-C", c->folder, "-c", c->hook ? HOOKS : NO_HOOKS, "-c", DEFAULT_BRANCH};
	size_t n = 7;
	char *log = secscan_path_join(c->folder, "log");
	pid_t pid;
	int raw, rc;

	for (; *arguments && n < MAX_WORDS - 1; arguments++)
		words[n++] = *arguments;
	rc = log ? start(&pid, words, log) : ENOMEM;
	if (rc) {
		free(log);
		return secscan_fail(err, SECSCAN_ERR_IO, 305, "cannot start git: %s", strerror(rc));
	}
	while (waitpid(pid, &raw, 0) < 0 && errno == EINTR)
		;
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128;
	secscan_buffer_reset(&c->output);
	rc = secscan_file_read(&c->output, log, err);
	free(log);
	return rc;
}

#define GIT(status, c, err, ...) git(status, c, (const char *const[]){__VA_ARGS__, NULL}, err)

/* A step that has to work for the proof to mean anything. */
#define MUST(c, err, ...) must(c, (const char *const[]){__VA_ARGS__, NULL}, err)

static int must(struct canary *c, const char *const *arguments, struct secscan_error *err)
{
	int status = 0, rc = git(&status, c, arguments, err);

	if (rc || !status)
		return rc;
	return secscan_fail(err, SECSCAN_ERR_IO, 305, "`git %s` failed in a new repository: %.*s", arguments[0],
			(int)strcspn(c->output.data, "\n"), c->output.data);
}

static int write_file(struct canary *c, const char *name, const char *text, struct secscan_error *err)
{
	char *path = secscan_path_join(c->folder, name);
	int rc = path ? secscan_file_write(path, text, strlen(text), 0644, err) : secscan_fail_nomem(err);

	free(path);
	return rc;
}

static int make_token(struct canary *c, struct secscan_error *err)
{
	struct buffer token = {0};
	uint64_t seed = 0;
	int rc;

	if (getrandom(&seed, sizeof(seed), 0) < 0)
		seed = (uint64_t)getpid();
	rc = secscan_template_expand(&token, "token = " TEMPLATE "\n", seed, err);
	c->token = secscan_buffer_detach(&token);
	return rc;
}

int secscan_canary_open(struct canary *c, struct secscan_error *err)
{
	const char *base = getenv("TMPDIR");
	struct buffer folder = {0};
	int rc;

	*c = (struct canary){0};
	if (secscan_buffer_addf(&folder, "%s/secscan-doctor.XXXXXX", base && *base ? base : "/tmp"))
		return secscan_fail_nomem(err);
	c->folder = secscan_buffer_detach(&folder);
	if (!mkdtemp(c->folder)) {
		rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot make a folder to try the hooks in (TMPDIR says where): %s",
				strerror(errno));
		free(c->folder);
		c->folder = NULL;
		return rc;
	}
	rc = make_token(c, err);
	if (!rc)
		rc = MUST(c, err, "init", "-q", "--template=", ".");
	if (!rc)
		rc = MUST(c, err, "init", "-q", "--template=", "--bare", "remote");
	if (!rc)
		rc = write_file(c, "file", "base\n", err);
	if (!rc)
		rc = MUST(c, err, "add", "file");
	return rc ? rc : MUST(c, err, "commit", "-q", "-m", "base");
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	return remove(path);
}

void secscan_canary_release(struct canary *c)
{
	if (c->folder)
		nftw(c->folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	if (c->token)
		explicit_bzero(c->token, strlen(c->token));
	free(c->token);
	free(c->folder);
	secscan_buffer_release(&c->output);
}

/* Without a hook that is chained to it in its own place. */
static int put_hook(struct canary *c, const char *hook, const char *program, struct secscan_error *err)
{
	char *folder = secscan_path_join(c->folder, "hooks");
	char *path = folder ? secscan_path_join(folder, hook) : NULL;
	struct buffer bytes = {0};
	int rc = path ? secscan_file_read(&bytes, program, err) : secscan_fail_nomem(err);

	if (!rc && mkdir(folder, 0700) && errno != EEXIST)
		rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot make a folder to try the hooks in: %s", strerror(errno));
	if (!rc)
		rc = secscan_file_write(path, bytes.data, bytes.len, 0700, err);
	if (!rc && access(path, X_OK))
		rc = secscan_fail(err, SECSCAN_ERR_IO, 507, "no program may run in %s; set TMPDIR to a folder where one may",
				c->folder);
	secscan_buffer_release(&bytes);
	free(path);
	free(folder);
	return rc;
}

static int take_hook(struct canary *c, const char *hook, struct secscan_error *err)
{
	struct buffer path = {0};

	if (secscan_buffer_addf(&path, "%s/hooks/%s", c->folder, hook))
		return secscan_fail_nomem(err);
	unlink(path.data);
	secscan_buffer_release(&path);
	return 0;
}

/* The last step of a proof: git commits, or pushes. */
static int commit_or_push(int *status, struct canary *c, const char *hook, struct secscan_error *err)
{
	if (!strcmp(hook, "commit-msg"))
		return GIT(status, c, err, "commit", "-q", "--allow-empty", "-F", "message");
	if (!strcmp(hook, "pre-push"))
		return GIT(status, c, err, "push", "-q", "remote", "HEAD:refs/heads/canary");
	return GIT(status, c, err, "commit", "-q", "-m", "change");
}

static int act(int *status, struct canary *c, const char *hook, struct secscan_error *err)
{
	int rc;

	c->hook = hook;
	rc = commit_or_push(status, c, hook, err);
	c->hook = NULL;
	return rc;
}

/* Bring text to where this hook judges it. */
static int stage(struct canary *c, const char *hook, const char *text, struct secscan_error *err)
{
	int rc;

	if (!strcmp(hook, "commit-msg"))
		return write_file(c, "message", text, err);
	rc = write_file(c, hook, text, err);
	if (!rc)
		rc = MUST(c, err, "add", hook);
	if (!rc && !strcmp(hook, "pre-push"))
		rc = MUST(c, err, "commit", "-q", "-m", "change");
	return rc;
}

static int judge_clean(const char **flaw, struct canary *c, const char *hook, struct secscan_error *err)
{
	int status = 0, rc = stage(c, hook, "a change without a secret\n", err);

	if (!rc)
		rc = act(&status, c, hook, err);
	if (!rc && status)
		*flaw = "refuses work in which there is nothing to find";
	return rc;
}

/* Why these settings would let the token pass, whatever the hook does; static, NULL: they would not. */
static const char *let_by(const struct secscan_settings *s, const char *hook)
{
	if (secscan_settings_rule_is_off(s, RULE))
		return "lets a made-up GitHub token pass because the settings of this machine or user say [rules] off = " RULE;
	if (secscan_settings_level(s, SECSCAN_KIND_SECRET, SECSCAN_CRITICAL, SECSCAN_VERIFIED) < SECSCAN_BLOCK)
		return "lets a made-up GitHub token pass because the settings of this machine or user do not block "
				"critical-verified [secrets]";
	if (secscan_settings_allowed_by(s, strcmp(hook, "commit-msg") ? hook : ".git/COMMIT_EDITMSG"))
		return "lets a made-up GitHub token pass because the settings of this machine or user allow every path ([allow] path)";
	return NULL;
}

static int find_cause(const char **cause, const char *hook, struct secscan_error *err)
{
	struct secscan_settings *settings;
	int rc = secscan_settings_new(&settings, err);

	if (rc)
		return rc;
	rc = secscan_settings_add_machine(settings, err);
	*cause = rc ? NULL : let_by(settings, hook);
	secscan_settings_free(settings);
	return rc;
}

int secscan_canary_prove(const char **flaw, bool *by_settings, struct canary *c, const char *hook,
		const char *program, struct secscan_error *err)
{
	int status = 0, rc = put_hook(c, hook, program, err);

	*flaw = NULL;
	*by_settings = false;
	if (!rc)
		rc = judge_clean(flaw, c, hook, err);
	if (!rc && !*flaw)
		rc = stage(c, hook, c->token, err);
	if (!rc && !*flaw)
		rc = act(&status, c, hook, err);
	if (!rc && !*flaw && !status) {
		rc = find_cause(flaw, hook, err);
		*by_settings = *flaw != NULL;
		*flaw = *flaw ? *flaw : "lets a made-up GitHub token pass";
	} else if (!rc && !*flaw && !strstr(c->output.data, RULE)) {
		*flaw = "refuses a made-up GitHub token without naming its rule";
	}
	if (!rc)
		rc = MUST(c, err, "reset", "-q", "--hard");
	if (!rc)
		rc = take_hook(c, hook, err);
	secscan_buffer_reset(&c->output);
	return rc;
}
