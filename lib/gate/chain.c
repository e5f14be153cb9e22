/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/chain.h>

#include "base/array.h"
#include "base/error.h"
#include "gate/hookfile.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { SIGNALLED = 128, NUMBER_CANNOT_RUN = 507 };

/* A signal for us alone goes on to the chained hook; one that the terminal sends reaches it by itself. */
static volatile sig_atomic_t running;

static void pass_on(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (info->si_code == SI_USER && running > 0)
		kill((pid_t)running, number);
}

static const int passed_on[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/* They stay blocked until we know whom to pass them to: one that came before that would be lost. */
static void take_signals(struct sigaction *old, sigset_t *old_mask)
{
	struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART};
	sigset_t held;

	sigemptyset(&action.sa_mask);
	sigemptyset(&held);
	for (size_t i = 0; i < ARRAY_SIZE(passed_on); i++)
		sigaddset(&held, passed_on[i]);
	sigprocmask(SIG_BLOCK, &held, old_mask);
	for (size_t i = 0; i < ARRAY_SIZE(passed_on); i++)
		sigaction(passed_on[i], &action, &old[i]);
}

static void give_signals_back(const struct sigaction *old)
{
	for (size_t i = 0; i < ARRAY_SIZE(passed_on); i++)
		sigaction(passed_on[i], &old[i], NULL);
}

/* The file beside this program, or NULL (and err) when memory ran out. */
static char *chained_path(const char *hook, const char *argv0, struct secscan_error *err)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	struct buffer path = {0};
	const char *slash;

	if (n > 0)
		self[n] = '\0';
	else
		snprintf(self, sizeof(self), "%s", argv0);
	slash = strrchr(self, '/');
	if (secscan_buffer_addf(&path, "%.*s/%s" CHAINED_SUFFIX, slash ? (int)(slash - self) : 1, slash ? self : ".",
			hook)) {
		secscan_fail_nomem(err);
		secscan_buffer_release(&path);
	}
	return secscan_buffer_detach(&path);
}

/* A file in memory that holds data, read from its start: no pipe that a hook which does not read could block. */
static int file_of(const char *data, size_t len)
{
	int fd = memfd_create("pre-push", MFD_CLOEXEC);

	for (size_t done = 0; fd >= 0 && done < len;) {
		ssize_t n = write(fd, data + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* We ignore SIGPIPE and hold others back; a hook relies on finding them as they were. */
static int init_attributes(posix_spawnattr_t *attributes, const sigset_t *mask)
{
	sigset_t defaults;
	int rc = posix_spawnattr_init(attributes);

	if (rc)
		return rc;
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(attributes, &defaults);
	posix_spawnattr_setsigmask(attributes, mask);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	return 0;
}

static int start(pid_t *pid, char **words, int input, const sigset_t *mask)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int rc = init_attributes(&attributes, mask);

	if (rc)
		return rc;
	rc = posix_spawn_file_actions_init(&actions);
	if (!rc && input >= 0)
		rc = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (!rc)
		rc = posix_spawn(pid, words[0], &actions, &attributes, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return rc;
}

/* posix_spawn's error number. A script without "#!" is given to the shell, as git does. */
static int spawn(pid_t *pid, const char *path, char *const *argv, int input, const sigset_t *mask)
{
	size_t count = 0;
	char **words;
	int rc;

	while (argv[count])
		count++;
	words = calloc(count + 2, sizeof(*words));
	if (!words)
		return ENOMEM;
	memcpy(words + 1, argv, count * sizeof(*words));
	words[0] = (char[]){"/bin/sh"};
	words[1] = (char *)(uintptr_t)path;
	rc = start(pid, words + 1, input, mask);
	if (rc == ENOEXEC)
		rc = start(pid, words, input, mask);
	free(words);
	return rc;
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return SIGNALLED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNALLED + WTERMSIG(status);
}

static int run(const char *path, char *const *argv, int input, struct secscan_error *err)
{
	struct sigaction old[ARRAY_SIZE(passed_on)];
	sigset_t mask;
	pid_t pid = 0;
	int failed, rc;

	take_signals(old, &mask);
	failed = spawn(&pid, path, argv, input, &mask);
	running = failed ? 0 : (sig_atomic_t)pid;
	sigprocmask(SIG_SETMASK, &mask, NULL);
	rc = failed ? 0 : wait_for(pid);
	running = 0;
	give_signals_back(old);
	if (!failed)
		return rc;
	rc = secscan_fail(err, SECSCAN_ERR_IO, NUMBER_CANNOT_RUN, "the hook that was here before ours cannot be run: %s",
			strerror(failed));
	secscan_fail_at(err, path, 0, 0);
	return rc;
}

int secscan_chain_run(const char *hook, char *const *argv, const char *data, size_t len, struct secscan_error *err)
{
	char *path = chained_path(hook, argv[0], err);
	int input = -1, rc = 0;

	if (!path)
		return SECSCAN_ERR_NOMEM;
	if (access(path, X_OK))
		goto out;
	if (data) {
		input = file_of(data, len);
		if (input < 0) {
			rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot hand the pushed refs to %s: %s", path,
					strerror(errno));
			goto out;
		}
	}
	rc = run(path, argv, input, err);
	if (input >= 0)
		close(input);
out:
	free(path);
	return rc;
}
