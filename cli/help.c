/* SPDX-License-Identifier: MIT */
#include "command.h"

enum { COLUMN = 28 };

static void print_row(const char *left, const char *right)
{
	if (strlen(left) + 2 < COLUMN)
		printf("  %-*s%s\n", COLUMN - 2, left, right);
	else
		printf("  %s\n%*s%s\n", left, COLUMN, "", right);
}

static void print_flag(const struct flag *flag)
{
	char left[80], letter[8] = "    ";

	if (flag->letter)
		snprintf(letter, sizeof(letter), "-%c, ", flag->letter);
	snprintf(left, sizeof(left), "%s--%s%s%s", letter, flag->name, flag->value ? " " : "",
			flag->value ? flag->value : "");
	print_row(left, flag->help);
}

void secscan_cli_command_help(const struct command *command)
{
	static const struct flag help = {"help", 'h', NULL, "show this", 0, NULL};

	printf("secscan %s%s%s%s: %s\n", command->name, command->flags ? " [OPTION...]" : "",
			*command->arguments ? " " : "", command->arguments, command->summary);
	if (command->details)
		printf("\n%s\n", command->details);
	printf("\n");
	for (const struct flag *f = command->flags; f && f->name; f++)
		print_flag(f);
	print_flag(&help);
}

void secscan_cli_help(const struct command *const *all)
{
	printf("secscan COMMAND [OPTION...] [ARGUMENT...]\n\n"
	       "Keeps secrets, banned code and missing AI-provenance trailers out of git. Works offline, on this machine.\n\n");
	for (const struct command *const *c = all; *c; c++) {
		char left[80];

		snprintf(left, sizeof(left), "%s %s", (*c)->name, (*c)->arguments);
		print_row(left, (*c)->summary);
	}
	printf("\n`secscan COMMAND --help` shows the options of one command; `man secscan` has it all.\n"
	       "Exit codes: 0 clean, 1 blocked, 2 wrong usage or settings, 3 could not decide, 130 interrupted.\n");
}
