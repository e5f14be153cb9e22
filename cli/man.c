/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <secscan/version.h>

/* Text in troff: a backslash and a dash mean something there, and so does a dot or quote that starts a line. */
static void print_text(const char *text)
{
	bool starts_line = true;

	for (; *text; text++) {
		if (starts_line && (*text == '.' || *text == '\''))
			fputs("\\&", stdout);
		if (text[0] == '\n' && text[1] == '\n') {
			fputs("\n.PP\n", stdout);
			starts_line = true;
			text++;
			continue;
		}
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
		starts_line = *text == '\n';
	}
}

static void print_flag(const struct flag *flag)
{
	fputs(".TP\n", stdout);
	if (flag->letter)
		printf("\\fB\\-%c\\fR, ", flag->letter);
	fputs("\\fB\\-\\-", stdout);
	print_text(flag->name);
	fputs("\\fR", stdout);
	if (flag->value)
		printf(" \\fI%s\\fR", flag->value);
	putchar('\n');
	print_text(flag->help);
	putchar('\n');
}

static void print_command(const struct command *command)
{
	fputs(".SS secscan ", stdout);
	print_text(command->name);
	printf("%s%s", *command->arguments ? " " : "", command->arguments);
	fputs("\n", stdout);
	print_text(command->summary);
	fputs(".\n", stdout);
	if (command->details) {
		fputs(".PP\n", stdout);
		print_text(command->details);
		putchar('\n');
	}
	for (const struct flag *f = command->flags; f && f->name; f++)
		print_flag(f);
}

void secscan_cli_man(const struct command *const *all)
{
	printf(".TH SECSCAN 1 \"\" \"secscan %s\" \"User commands\"\n", secscan_version());
	fputs(".SH NAME\nsecscan \\- keep secrets, banned code and missing provenance trailers out of git\n"
	      ".SH SYNOPSIS\n.B secscan\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n"
	      ".SH DESCRIPTION\nWorks offline, on this machine; nothing is ever sent anywhere.\n"
	      ".SH COMMANDS\n", stdout);
	for (; *all; all++)
		print_command(*all);
	fputs(".SH EXIT STATUS\n.TP\n0\nclean\n.TP\n1\nblocked: something was found that must not go in\n.TP\n2\n"
	      "wrong usage, or settings or rules that are not understood\n.TP\n3\ncould not decide, which blocks as well\n"
	      ".TP\n130\ninterrupted\n"
	      ".SH FILES\n.TP\n/etc/secscan/config.ini\nsettings of the machine; may lock keys against the others\n"
	      ".TP\n~/.config/secscan/config.ini\nsettings of the user\n.TP\n\\&.secscan.ini\nsettings of the repository, "
	      "read from the commit that is built upon\n"
	      ".SH SEE ALSO\n.BR git (1),\n.BR githooks (5)\n", stdout);
}
