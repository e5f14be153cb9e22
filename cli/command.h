/* SPDX-License-Identifier: MIT */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <secscan/error.h>

#include <stdbool.h>

/*
 * One table describes the command line: what is parsed, `--help`, the manual page and the shells' completion are
 * all made from these rows. A new command is one cmd_<verb>.c and one row in main.c.
 */
struct flag {
	const char *name;         /* long, without the dashes; NULL closes the list */
	char letter;              /* short, or 0 */
	const char *value;        /* how help calls its value; NULL: it takes none */
	const char *help;
	size_t at;                /* where it goes in the command's values: a bool, or a const char * */
	const char *const *words; /* the only values allowed, closed by NULL; or NULL */
};

struct invocation {
	const struct command *command;
	const struct command *const *all; /* the whole table, closed by NULL */
	const void *values;
	const char *const *arguments;     /* what is left behind the options, closed by NULL */
	size_t count;
};

/* 0, an exit code, or a negative secscan_code with err filled. */
typedef int command_fn(const struct invocation *in, struct secscan_error *err);

struct command {
	const char *name;         /* one word or two: "version", "rules test" */
	const char *arguments;    /* as help shows them: "[PATH...]"; "" for none */
	const char *summary;      /* one line, no full stop */
	const char *details;      /* paragraphs divided by an empty line, or NULL */
	const struct flag *flags; /* or NULL */
	size_t values_size;       /* of the struct that the flags fill, zeroed before */
	size_t least, most;       /* how many arguments it takes */
	command_fn *run;
};

enum { ANY_NUMBER = 1 << 20 };

/* Find the command in argv, parse, run, report; what main() returns. */
int secscan_cli_main(const struct command *const *all, int argc, char **argv);

/* Fill values and arguments of in from argv, where argv[0] is the command's last word. 1: help was asked for. */
SECSCAN_MUST_CHECK int secscan_cli_parse(struct invocation *in, void *values, int argc, char **argv,
		struct secscan_error *err);

/* The command of this name; NULL if there is none. */
const struct command *secscan_cli_find(const struct command *const *all, const char *name);

/* Texts made from the table, to stdout. */
void secscan_cli_help(const struct command *const *all);
void secscan_cli_command_help(const struct command *command);
/* The commands that begin with this word, as `rules` does; false if there are none. */
bool secscan_cli_group_help(const struct command *const *all, const char *word);
void secscan_cli_man(const struct command *const *all);
int secscan_cli_completion(const struct command *const *all, const char *shell, struct secscan_error *err);

/* Fill err with a usage error and return its code. */
int secscan_cli_usage(struct secscan_error *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
