/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/agent.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Name and parent of a process: "pid (name) state ppid ..."; the name may hold anything, so its end is the last ')'. */
static bool read_stat(char name[SECSCAN_COMM_SIZE], long *parent, long pid)
{
	char path[48], text[256];
	char *start, *end;
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[len > 0 ? len : 0] = '\0';
	start = strchr(text, '(');
	end = strrchr(text, ')');
	if (!start || !end || end < start || strlen(end) < 5)
		return false;
	*end = '\0';
	snprintf(name, SECSCAN_COMM_SIZE, "%s", start + 1);
	*parent = strtol(end + 4, NULL, 10);
	return true;
}

void secscan_agent_observe(struct secscan_agent_facts *out, const char *const *environment)
{
	long pid = (long)getppid();

	memset(out, 0, sizeof(*out));
	out->environment = environment;
	while (pid > 1 && out->ancestor_count < SECSCAN_ANCESTORS_MAX &&
			read_stat(out->ancestors[out->ancestor_count], &pid, pid))
		out->ancestor_count++;
	out->terminal = isatty(STDIN_FILENO) || isatty(STDERR_FILENO);
	out->devin_machine = access("/opt/.devin", F_OK) == 0;
}
