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

static void print_command(const struct command *c)
{
	char left[80];

	snprintf(left, sizeof(left), "%s%s%s", c->name, *c->arguments ? " " : "", c->arguments);
	print_row(left, c->summary);
}

bool secscan_cli_group_help(const struct command *const *all, const char *word)
{
	size_t len = strlen(word);
	bool any = false;

	for (const struct command *const *c = all; *c; c++) {
		if (strncmp((*c)->name, word, len) != 0 || (*c)->name[len] != ' ')
			continue;
		if (!any)
			printf("secscan %s COMMAND [OPTION...] [ARGUMENT...]\n\n", word);
		print_command(*c);
		any = true;
	}
	if (any)
		printf("\n`secscan %s COMMAND --help` shows the options of one command.\n", word);
	return any;
}

void secscan_cli_help(const struct command *const *all)
{
	printf("secscan COMMAND [OPTION...] [ARGUMENT...]\n\n"
	       "Keeps secrets, banned code and missing AI-provenance trailers out of git. Works offline, on this machine.\n\n");
	for (const struct command *const *c = all; *c; c++)
		print_command(*c);
	printf("\n`secscan COMMAND --help` shows the options of one command; `man secscan` has it all.\n"
	       "Exit codes: 0 clean, 1 blocked, 2 wrong usage or settings, 3 could not decide, 130 interrupted.\n");
}
