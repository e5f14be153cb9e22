/* SPDX-License-Identifier: MIT */
#include "sources/git.h"

#include "sources/git_find.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { READ_AHEAD = 256 * 1024, PIPE_SIZE = 1024 * 1024, MAX_ARGS = 32, PATIENCE = 120 * 1000, GRACE = 1000 };

static const char *const fixed_args[] = {
	"git", "--no-replace-objects", "--no-pager", "-c", "core.fsmonitor=false",
};

/* Set for every child. GIT_ALLOW_PROTOCOL is for git before 2.45, which does not know GIT_NO_LAZY_FETCH. */
static const char *const set[] = {
	"GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_ALLOW_PROTOCOL=none",
	"GIT_GRAFT_FILE=/dev/null/none", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
};

static const char *const unset[] = {
	"GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "LANGUAGE",
};

/* What would lead git to another repository than the folder that the caller named. */
static const char *const places[] = {
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
};

static bool names(const char *setting, const char *const *list, size_t n)
{
	size_t len = strcspn(setting, "=");

	for (size_t i = 0; i < n; i++)
		if (strcspn(list[i], "=") == len && strncmp(setting, list[i], len) == 0)
			return true;
	return false;
}

static const char **environment(bool named)
{
	size_t n = 0, used = 0;
	const char **out;

	while (environ && environ[n])
		n++;
	out = calloc(n + ARRAY_SIZE(set) + 1, sizeof(*out));
	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (!names(environ[i], set, ARRAY_SIZE(set)) && !names(environ[i], unset, ARRAY_SIZE(unset)) &&
				!(named && names(environ[i], places, ARRAY_SIZE(places))))
			out[used++] = environ[i];
	for (size_t i = 0; i < ARRAY_SIZE(set); i++)
		out[used++] = set[i];
	return out;
}

static int arguments(const char **out, const char *const *args)
{
	size_t n = ARRAY_SIZE(fixed_args);

	memcpy(out, fixed_args, sizeof(fixed_args));
	while (*args && n < MAX_ARGS - 1)
		out[n++] = *args++;
	out[n] = NULL;
	return *args ? SECSCAN_ERR_USAGE : 0;
}

static int actions_fill(posix_spawn_file_actions_t *actions, const struct secscan_repo *repo, int in, int out, int errors)
{
	int rc = posix_spawn_file_actions_adddup2(actions, in, 0);

	if (!rc)
		rc = posix_spawn_file_actions_adddup2(actions, out, 1);
	if (!rc)
		rc = posix_spawn_file_actions_adddup2(actions, errors, 2);
	if (!rc && repo->dir)
		rc = posix_spawn_file_actions_addchdir_np(actions, repo->dir);
	return rc;
}

/* The child gets ordinary signals even when the program that uses us ignores some. */
static int attributes_fill(posix_spawnattr_t *attr)
{
	sigset_t plain;
	int rc;

	sigemptyset(&plain);
	sigaddset(&plain, SIGPIPE);
	sigaddset(&plain, SIGCHLD);
	rc = posix_spawnattr_setsigdefault(attr, &plain);
	return rc ? rc : posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGDEF);
}

static int spawn(pid_t *pid, const struct secscan_repo *repo, const char **argv, int in, int out, int errors)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	const char **env = environment(repo->dir != NULL);
	int rc;

	if (!env)
		return ENOMEM;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attr);
	rc = actions_fill(&actions, repo, in, out, errors);
	if (!rc)
		rc = attributes_fill(&attr);
	if (!rc)
		rc = posix_spawn(pid, repo->git, &actions, &attr, (char *const *)argv, (char *const *)env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	free(env);
	return rc;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void release(struct git_child *child)
{
	close_fd(&child->in);
	close_fd(&child->out);
	close_fd(&child->errors);
	free(child->data);
	child->data = NULL;
	child->at = child->len = 0;
}

int secscan_git_start(struct git_child *child, struct secscan_repo *repo, const char *const *args,
		struct secscan_error *err)
{
	return secscan_git_start_on(child, repo, args, -1, err);
}

int secscan_git_start_on(struct git_child *child, struct secscan_repo *repo, const char *const *args, int file,
		struct secscan_error *err)
{
	const char *argv[MAX_ARGS];
	int in[2] = {-1, -1}, out[2] = {-1, -1}, rc = -1;

	*child = (struct git_child){.in = -1, .out = -1, .errors = -1};
	if (!repo->git)
		repo->git = secscan_git_find(repo->dir, repo->worktree);
	if (!repo->git)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "no git program in PATH");
	child->patience = repo->patience ? repo->patience : PATIENCE;
	child->data = malloc(READ_AHEAD);
	if (!child->data || arguments(argv, args)) {
		release(child);
		return secscan_fail_nomem(err);
	}
	child->errors = memfd_create("git", MFD_CLOEXEC);
	if (child->errors >= 0 && (file >= 0 || !pipe2(in, O_CLOEXEC)) && !pipe2(out, O_CLOEXEC))
		rc = spawn(&child->pid, repo, argv, file >= 0 ? file : in[0], out[1], child->errors);
	else
		rc = errno;
	child->in = in[1];
	child->out = out[0];
	(void)fcntl(child->out, F_SETPIPE_SZ, PIPE_SIZE); /* fewer changes of turn; without it as before */
	close_fd(&in[0]);
	close_fd(&out[1]);
	if (!rc)
		return 0;
	release(child);
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "cannot start %s: %s", repo->git, strerror(rc));
}

/* git's last words, on one line, into err. */
static int complain(struct git_child *child, const char *what, struct secscan_error *err)
{
	char text[300] = "", clean[400];
	ssize_t n = child->errors >= 0 ? pread(child->errors, text, sizeof(text) - 1, 0) : 0;
	size_t len = n > 0 ? (size_t)n : 0;

	while (len && text[len - 1] == '\n')
		len--;
	text[len] = '\0';
	for (char *c = text; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	secscan_printable(clean, sizeof(clean), text);
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git %s%s%s", what, *clean ? ": " : "", clean);
}

/*
 * write() that gives EPIPE and no signal when the child is gone: what the program does about SIGPIPE is not ours to
 * change, so it is held back in this thread and, if it is by us, taken away.
 */
static ssize_t write_quietly(int fd, const void *data, size_t len)
{
	sigset_t pipe_signal, before, pending;
	struct timespec now = {0};
	bool ours;
	ssize_t n;
	int saved;

	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	sigpending(&pending);
	ours = !sigismember(&pending, SIGPIPE);
	if (pthread_sigmask(SIG_BLOCK, &pipe_signal, &before))
		return -1;
	n = write(fd, data, len);
	saved = errno;
	if (n < 0 && saved == EPIPE && ours)
		sigtimedwait(&pipe_signal, NULL, &now);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = saved;
	return n;
}

int secscan_git_send(struct git_child *child, const void *data, size_t len, struct secscan_error *err)
{
	const char *at = data;

	while (len) {
		ssize_t n = write_quietly(child->in, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return complain(child, "stopped listening", err);
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

/*
 * Until there is output. git writes less than it announced for some damaged objects and then waits for the next
 * question, as we would for the rest.
 */
static int await(struct git_child *child, struct secscan_error *err)
{
	struct pollfd watch = {.fd = child->out, .events = POLLIN};
	int n;

	do
		n = poll(&watch, 1, child->patience);
	while (n < 0 && errno == EINTR);
	return n > 0 ? 0 : complain(child, n ? "cannot be read" : "gave no answer in time", err);
}

/* What is there by now, into out: 1, 0 at the end of output. */
static int read_some(size_t *got, struct git_child *child, char *out, size_t size, struct secscan_error *err)
{
	ssize_t n;

	if (await(child, err))
		return SECSCAN_ERR_REPO;
	do
		n = read(child->out, out, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return complain(child, "cannot be read", err);
	*got = (size_t)n;
	return n > 0;
}

/* 1 when there is something in the read-ahead, 0 at the end of output. */
static int fill(struct git_child *child, struct secscan_error *err)
{
	if (child->at < child->len)
		return 1;
	child->at = child->len = 0;
	return read_some(&child->len, child, child->data, READ_AHEAD, err);
}

/* What has been read ahead, at most len bytes. */
static size_t take(struct git_child *child, char *out, size_t len)
{
	size_t n = child->len - child->at;

	if (n > len)
		n = len;
	memcpy(out, child->data + child->at, n);
	child->at += n;
	return n;
}

int secscan_git_receive(struct git_child *child, void *out, size_t len, struct secscan_error *err)
{
	char *to = out;
	size_t n = take(child, to, len);

	for (;;) {
		int rc;

		to += n;
		len -= n;
		if (!len)
			return 0;
		if (len >= READ_AHEAD) {
			rc = read_some(&n, child, to, len, err); /* past the read-ahead, which is empty here */
		} else {
			rc = fill(child, err);
			n = rc > 0 ? take(child, to, len) : 0;
		}
		if (rc <= 0)
			return rc < 0 ? rc : complain(child, "stopped in the middle of an object", err);
	}
}

int secscan_git_line(struct git_child *child, char *out, size_t size, struct secscan_error *err)
{
	size_t used = 0;

	for (;;) {
		int rc = fill(child, err);
		char c;

		if (rc < 0 || (!rc && !used))
			return rc;
		if (!rc || used + 1 >= size)
			return complain(child, "answered in an unknown way", err);
		c = child->data[child->at++];
		if (c == '\n')
			break;
		out[used++] = c;
	}
	out[used] = '\0';
	return 1;
}

int secscan_git_rest(struct git_child *child, struct buffer *out, struct secscan_error *err)
{
	int rc;

	while ((rc = fill(child, err)) > 0) {
		if (secscan_buffer_add(out, child->data + child->at, child->len - child->at))
			return secscan_fail_nomem(err);
		child->at = child->len;
	}
	return rc;
}

/* Whether the child ends within this many milliseconds; where the system cannot tell, it is waited for. */
static bool ends_within(const struct git_child *child, int milliseconds)
{
	struct pollfd watch = {.fd = pidfd_open(child->pid, 0), .events = POLLIN};
	int n;

	if (watch.fd < 0)
		return true;
	do
		n = poll(&watch, 1, milliseconds);
	while (n < 0 && errno == EINTR);
	close(watch.fd);
	return n != 0;
}

/* What neither reads nor ends when nobody listens any more is ended. */
static void make_end(const struct git_child *child, int milliseconds)
{
	if (ends_within(child, milliseconds))
		return;
	kill(child->pid, SIGTERM);
	if (!ends_within(child, GRACE))
		kill(child->pid, SIGKILL);
}

static int finish_within(struct git_child *child, int milliseconds, int *status, struct secscan_error *err)
{
	int raw, rc = 0;
	pid_t got;

	close_fd(&child->in);
	make_end(child, milliseconds);
	do
		got = waitpid(child->pid, &raw, 0);
	while (got < 0 && errno == EINTR);
	if (got < 0 || !WIFEXITED(raw))
		rc = complain(child, "was stopped", err);
	else if ((*status = WEXITSTATUS(raw)) != 0)
		(void)complain(child, "failed", err);
	child->pid = 0;
	release(child);
	return rc;
}

int secscan_git_finish(struct git_child *child, int *status, struct secscan_error *err)
{
	return finish_within(child, child->patience, status, err);
}

int secscan_git_end(struct git_child *child, struct secscan_error *err)
{
	int status = 0, rc = secscan_git_finish(child, &status, err);

	return !rc && status ? SECSCAN_ERR_REPO : rc;
}

void secscan_git_stop(struct git_child *child)
{
	int status;

	if (child->pid <= 0)
		return;
	close_fd(&child->in);
	close_fd(&child->out);
	(void)!finish_within(child, GRACE, &status, NULL);
}

int secscan_git_run(struct buffer *out, int *status, struct secscan_repo *repo, const char *const *args,
		struct secscan_error *err)
{
	struct git_child child;
	int code = 0, done, rc = secscan_git_start(&child, repo, args, err);

	if (rc)
		return rc;
	close_fd(&child.in);
	rc = secscan_git_rest(&child, out, err);
	close_fd(&child.out);
	done = finish_within(&child, rc ? GRACE : child.patience, &code, rc ? NULL : err);
	if (status)
		*status = code;
	if (rc || done)
		return rc ? rc : done;
	return code && !status ? SECSCAN_ERR_REPO : 0;
}
