/* SPDX-License-Identifier: MIT */
#include "hook.h"

#include <secscan/unstable/chain.h>
#include <secscan/version.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

static int to_stderr(void *payload, const char *data, size_t len)
{
	(void)payload;
	while (len) {
		ssize_t n = write(STDERR_FILENO, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static void say(const char *text)
{
	to_stderr(NULL, text, strlen(text));
}

/* Nothing is held that would need cleaning up: no lock, no temporary file. */
static void on_interrupt(int number)
{
	static const char text[] = "\nsecscan: interrupted before the end, so nothing was let through\n";

	(void)number;
	to_stderr(NULL, text, sizeof(text) - 1);
	_exit(130);
}

/* A closed standard descriptor would be given to the next file that is opened. */
static void guard_descriptors(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static void guard_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* who starts us may ignore it: then no exit code could be asked for */
	signal(SIGINT, on_interrupt);
	signal(SIGTERM, on_interrupt);
}

static int refuse_arguments(const struct hook *hook)
{
	say("secscan ");
	say(hook->name);
	say(": git calls this hook as `");
	say(hook->name);
	say(hook->usage);
	say("`; these are other arguments, so nothing was judged or let through\n");
	return 2;
}

static int refuse(const struct hook *hook, int rc, const struct secscan_error *err)
{
	say("secscan ");
	say(hook->name);
	say(": ");
	say(err->message);
	say("; nothing was let through\n");
	return secscan_exit_code(rc);
}

/* git gives a pipe, other callers a file or a socket; at a terminal or /dev/null nobody has written a list. */
static bool is_handed_over(void)
{
	struct stat st;

	return !fstat(STDIN_FILENO, &st) && !S_ISCHR(st.st_mode);
}

static int read_all(char **out, size_t *len)
{
	size_t size = 4096;
	char *data = malloc(size);

	*len = 0;
	while (data) {
		ssize_t n = read(STDIN_FILENO, data + *len, size - *len - 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			data[*len] = '\0';
			*out = data;
			return n < 0 ? -1 : 0;
		}
		*len += (size_t)n;
		if (size - *len < 2) {
			char *grown = realloc(data, size *= 2);

			if (!grown)
				free(data);
			data = grown;
		}
	}
	return -1;
}

static int judge(const struct hook *hook, char **argv, const char *input, size_t len)
{
	struct secscan_gate_options options = {
		.report = {.format = "text", .write = to_stderr, .quiet = true, .program = hook->name,
				.colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR")},
		.environment = (const char *const *)environ,
		.builtin = hook->rules,
	};
	/* Never freed: the system takes all back at once, which is a fortieth of the time of a small hook. */
	static struct secscan_gate *gate;
	struct secscan_error err = {0};
	int rc = secscan_gate_new(&gate, &options, &err);

	if (rc)
		return refuse(hook, rc, &err);
	return secscan_exit_code(hook->run(gate, argv + 1, input, len, &err));
}

/* Somebody else's hook that was here first: it runs before ours, which judges the final bytes. */
static int chain(const struct hook *hook, char **argv, const char *input, size_t len)
{
	struct secscan_error err = {0};
	int rc = secscan_chain_run(hook->name, argv, input, len, &err);

	if (rc < 0)
		return refuse(hook, rc, &err);
	if (rc) { /* it may have said nothing itself */
		say("secscan ");
		say(hook->name);
		say(": the hook that was here before, ");
		say(hook->name);
		say(".secscan-chained, refused; ours was not asked any more (SEC-509)\n");
	}
	return rc;
}

int hook_main(const struct hook *hook, int argc, char **argv)
{
	char *input = NULL;
	size_t len = 0;
	int rc;

	guard_descriptors();
	guard_signals();
	if (argc == 2 && !strcmp(argv[1], "--secscan-version")) {
		say(SECSCAN_VERSION "\n");
		return 0;
	}
	if (argc != hook->args + 1)
		return refuse_arguments(hook);
	if (hook->reads_stdin && (!is_handed_over() || read_all(&input, &len))) {
		say("secscan pre-push: git's list of what is pushed is not on standard input, so nothing was judged or let "
		    "through; whatever calls this hook must hand on the standard input that git gave it\n");
		return 3;
	}
	rc = chain(hook, argv, hook->reads_stdin ? input : NULL, len);
	if (!rc)
		rc = judge(hook, argv, input, len);
	free(input);
	return rc;
}
