/* SPDX-License-Identifier: MIT */
#include "command.h"
#include "output.h"

#include <secscan/unstable/nearest.h>

#include <errno.h>
#include <signal.h>
#include <stdarg.h>

enum { EXIT_USAGE = 2, EXIT_UNSURE = 3 };

int secscan_cli_usage(struct secscan_error *err, const char *fmt, ...)
{
	va_list args;

	*err = (struct secscan_error){.code = SECSCAN_ERR_USAGE, .number = 501};
	va_start(args, fmt);
	vsnprintf(err->message, sizeof(err->message), fmt, args);
	va_end(args);
	return SECSCAN_ERR_USAGE;
}

const struct command *secscan_cli_find(const struct command *const *all, const char *name)
{
	for (; *all; all++)
		if (!strcmp((*all)->name, name))
			return *all;
	return NULL;
}

/* The command that argv[1] (and argv[2]) name; *words says how many it took. */
static const struct command *find_command(const struct command *const *all, int argc, char **argv, int *words)
{
	char name[64];

	for (*words = 2; *words > 0; --*words) {
		const struct command *found;

		if (argc <= *words)
			continue;
		snprintf(name, sizeof(name), "%s%s%s", argv[1], *words > 1 ? " " : "", *words > 1 ? argv[2] : "");
		found = secscan_cli_find(all, name);
		if (found)
			return found;
	}
	return NULL;
}

/* The nearest name, whether one word was typed of two or both. */
static const char *guess(const struct command *const *all, int argc, char **argv)
{
	char both[64], first[64];
	struct nearest nearest = {.wanted = argv[1]}, nearest_both = {.wanted = both};
	size_t typed = strlen(argv[1]);

	snprintf(both, sizeof(both), "%s %s", argv[1], argc > 2 ? argv[2] : "");
	for (const struct command *const *c = all; *c; c++) {
		if (!strncmp((*c)->name, argv[1], typed) && (*c)->name[typed] == ' ' && argc == 2)
			return (*c)->name;
		secscan_nearest_try(&nearest_both, (*c)->name);
		snprintf(first, sizeof(first), "%.*s", (int)strcspn((*c)->name, " "), (*c)->name);
		secscan_nearest_try(&nearest, first);
		if (nearest.best == first)
			nearest.best = (*c)->name;
	}
	return nearest_both.best ? nearest_both.best : nearest.best;
}

static int unknown_command(const struct command *const *all, int argc, char **argv, struct secscan_error *err)
{
	const char *best = guess(all, argc, argv);

	return secscan_cli_usage(err, "there is no command `%s`%s%s%s; `secscan help` lists them all", argv[1],
			best ? ", did you mean `" : "", best ? best : "", best ? "`?" : "");
}

static int run_command(const struct command *const *all, const struct command *command, int argc, char **argv,
		struct secscan_error *err)
{
	struct invocation in = {.command = command, .all = all};
	void *values = calloc(1, command->values_size + 1);
	int rc;

	if (!values)
		return secscan_cli_usage(err, "memory ran out");
	in.values = values;
	rc = secscan_cli_parse(&in, values, argc, argv, err);
	if (rc == 1) {
		secscan_cli_command_help(command);
		rc = 0;
	} else if (!rc) {
		rc = command->run(&in, err);
	}
	free(values);
	return rc;
}

static int dispatch(const struct command *const *all, int argc, char **argv, struct secscan_error *err)
{
	static const char *const wants[][2] = {
		{"--help", "help"}, {"-h", "help"}, {"--version", "version"}, {"-V", "version"}};
	const struct command *command;
	int words;

	if (argc < 2) {
		secscan_cli_help(all);
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++)
		if (!strcmp(argv[1], wants[i][0]))
			return run_command(all, secscan_cli_find(all, wants[i][1]), argc - 1, argv + 1, err);
	command = find_command(all, argc, argv, &words);
	if (!command && argc == 3 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h")) &&
			secscan_cli_group_help(all, argv[1]))
		return 0;
	if (!command)
		return unknown_command(all, argc, argv, err);
	return run_command(all, command, argc - words, argv + words, err);
}

int secscan_cli_main(const struct command *const *all, int argc, char **argv)
{
	struct secscan_error err = {0};
	int rc;

	signal(SIGCHLD, SIG_DFL); /* who starts us may ignore it: then no exit code could be asked for */
	rc = dispatch(all, argc, argv, &err);
	if (rc < 0)
		secscan_cli_complain(&err);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "secscan: cannot write all of the output: %s\n", strerror(errno));
		return rc ? secscan_exit_code(rc) : EXIT_UNSURE;
	}
	return secscan_exit_code(rc);
}
