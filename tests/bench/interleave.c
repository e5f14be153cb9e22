/* SPDX-License-Identifier: MIT */
/*
 * Times whole commands side by side: in every round each arm runs once, in an order drawn anew, so that what
 * else the machine does falls on all of them alike. The first arm is what the others are compared with.
 *
 *   interleave ROUNDS 'NAME=PROGRAM ARGUMENT...' ...      no shell; blanks separate; output goes to /dev/null
 */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ARMS = 16, WORDS = 32 };

struct arm {
	const char *name;
	char *argv[WORDS + 1];
	double *wall, *cpu;
	long peak_kib;
	int exit_code;
};

static void parse(struct arm *arm, char *text, size_t rounds)
{
	char *save, *word = strchr(text, '=');
	int n = 0;

	if (!word) {
		fprintf(stderr, "interleave: expected NAME=PROGRAM: %s\n", text);
		exit(2);
	}
	*word++ = '\0';
	arm->name = text;
	for (word = strtok_r(word, " ", &save); word && n < WORDS; word = strtok_r(NULL, " ", &save))
		arm->argv[n++] = word;
	arm->wall = bench_need(calloc(rounds, sizeof(double)));
	arm->cpu = bench_need(calloc(rounds, sizeof(double)));
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run(struct arm *arm, size_t round, const posix_spawn_file_actions_t *quiet)
{
	double start = bench_now();
	struct rusage usage;
	int status;
	pid_t pid;

	if (posix_spawnp(&pid, arm->argv[0], quiet, NULL, arm->argv, environ) || wait4(pid, &status, 0, &usage) < 0) {
		fprintf(stderr, "interleave: cannot run %s\n", arm->argv[0]);
		exit(1);
	}
	arm->wall[round] = bench_now() - start;
	arm->cpu[round] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	arm->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
	if (usage.ru_maxrss > arm->peak_kib)
		arm->peak_kib = usage.ru_maxrss;
}

static void shuffle(int *order, int count)
{
	for (int i = count - 1; i > 0; i--) {
		int j = rand() % (i + 1), kept = order[i];

		order[i] = order[j];
		order[j] = kept;
	}
}

static void print(struct arm *arms, int count, size_t rounds)
{
	double base = bench_median(arms[0].wall, rounds);

	printf("%-28s %10s %10s %8s %9s %9s %9s %5s\n", "", "median ms", "minus 1st", "ratio", "min ms", "cpu ms",
			"peak MiB", "exit");
	for (int i = 0; i < count; i++) {
		double wall = bench_median(arms[i].wall, rounds), cpu = bench_median(arms[i].cpu, rounds);

		printf("%-28s %10.3f %10.3f %8.2f %9.3f %9.3f %9.1f %5d\n", arms[i].name, wall * 1e3, (wall - base) * 1e3,
				wall / base, arms[i].wall[0] * 1e3, cpu * 1e3, (double)arms[i].peak_kib / 1024,
				arms[i].exit_code);
	}
}

int main(int argc, char **argv)
{
	size_t rounds = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	posix_spawn_file_actions_t quiet;
	struct arm arms[ARMS] = {0};
	int order[ARMS], count = argc - 2;

	if (!rounds || count < 1 || count > ARMS)
		return 2;
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	for (int i = 0; i < count; i++) {
		parse(&arms[i], argv[i + 2], rounds);
		order[i] = i;
		run(&arms[i], 0, &quiet); /* to warm the caches */
	}
	for (size_t round = 0; round < rounds; round++) {
		shuffle(order, count);
		for (int i = 0; i < count; i++)
			run(&arms[order[i]], round, &quiet);
	}
	print(arms, count, rounds);
	return 0;
}
