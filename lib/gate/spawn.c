/* SPDX-License-Identifier: MIT */
#include "gate/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(const char *const *argv, const char *folder, unsigned seconds)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 || chdir(folder))
		_exit(SECSCAN_SPAWN_NOT_STARTED);
	alarm(seconds); /* survives exec; its default action ends the program */
	execv(argv[0], (char *const *)(uintptr_t)argv);
	_exit(SECSCAN_SPAWN_NOT_STARTED);
}

int secscan_spawn(const char *const *argv, const char *folder, unsigned seconds)
{
	pid_t pid = fork();
	int status;

	if (pid < 0)
		return SECSCAN_SPAWN_NOT_STARTED;
	if (!pid)
		become(argv, folder, seconds);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return SECSCAN_SPAWN_STOPPED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : SECSCAN_SPAWN_STOPPED;
}
