/* SPDX-License-Identifier: MIT */
#ifndef TESTS_RUN_GIT_H
#define TESTS_RUN_GIT_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The real git, as the judge of a test. It runs in dir, sees no settings of the machine or the user and no
 * repository above dir; input and output are files in dir or NULL. What it returns is its exit code.
 */
static inline void run_in(const char *dir, const char *input, const char *output)
{
	static const char *const env[] = {"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=C",
		"GIT_COMMITTER_EMAIL=c@example.org", "GIT_AUTHOR_DATE=1700000000 +0000",
		"GIT_COMMITTER_DATE=1700000000 +0000", "LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin"};
	int in, out;

	if (clearenv() || chdir(dir) || setenv("HOME", dir, 1) || setenv("GIT_CEILING_DIRECTORIES", "/tmp", 1))
		_exit(126);
	for (size_t i = 0; i < sizeof(env) / sizeof(env[0]); i++)
		putenv((char *)(size_t)env[i]);
	in = open(input ? input : "/dev/null", O_RDONLY);
	out = open(output ? output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0)
		_exit(126);
}

static inline int run_git(const char *dir, const char *input, const char *output, char *const *argv)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		run_in(dir, input, output);
		alarm(60);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* A whole file, NUL-terminated; the caller frees. */
static inline char *slurp(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *data = NULL;
	size_t used = 0, size = 0, got;

	while (f) {
		if (used + 4096 > size)
			data = realloc(data, size = size * 2 + 8192);
		if (!data)
			break;
		got = fread(data + used, 1, size - used - 1, f);
		used += got;
		data[used] = '\0';
		if (!got)
			break;
	}
	if (f)
		fclose(f);
	if (len)
		*len = used;
	return data;
}

static inline int spew(const char *path, const char *data, size_t len)
{
	FILE *f = fopen(path, "wb");
	size_t wrote = f && len ? fwrite(data, 1, len, f) : 0;

	return !f || fclose(f) || wrote != len ? -1 : 0;
}

/* An empty folder under /tmp; remove_dir() takes it away with all that is in it. */
static inline void make_dir(char *path, size_t size)
{
	snprintf(path, size, "/tmp/secscan-unit-XXXXXX");
	if (!mkdtemp(path))
		abort();
}

static inline void remove_dir(const char *path)
{
	char *const argv[] = {(char[]){"rm"}, (char[]){"-rf"}, (char *)(size_t)path, NULL};

	run_git("/tmp", NULL, NULL, argv);
}

#endif
