/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <secscan/unstable/nearest.h>

typedef const struct command *const *command_table;

/* In single quotes for every shell: a quote inside ends them, is escaped, and starts them again. */
static void print_quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
	}
	putchar('\'');
}

/* The length of a command's first word. */
static int first_word(const struct command *command)
{
	return (int)strcspn(command->name, " ");
}

static bool starts_group(command_table all, command_table at)
{
	return at == all || first_word(at[-1]) != first_word(*at) ||
			strncmp(at[-1]->name, (*at)->name, (size_t)first_word(*at)) != 0;
}

/* The second words that can follow a first one. */
static void bash_second_words(command_table at)
{
	size_t len = (size_t)first_word(*at);

	for (; *at && !strncmp((*at)->name, (*at)->name, len); at++)
		printf(" %s", (*at)->name + len + 1);
}

static void bash_command(const struct command *command)
{
	printf("\t\"%s\")\n\t\tcase \"$before\" in\n", command->name);
	for (const struct flag *f = command->flags; f && f->name; f++) {
		if (!f->value)
			continue;
		printf("\t\t--%s) words=\"", f->name);
		for (size_t i = 0; f->words && f->words[i]; i++)
			printf("%s%s", i ? " " : "", f->words[i]);
		printf("\"; files=%d ;;\n", !f->words);
	}
	fputs("\t\t*) words=\"--help", stdout);
	for (const struct flag *f = command->flags; f && f->name; f++)
		printf(" --%s", f->name);
	printf("\"; files=%d ;;\n\t\tesac ;;\n", command->most > 0);
}

static void bash(command_table all)
{
	fputs("# bash completion of secscan; made by `secscan completion bash`\n"
	      "_secscan()\n{\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= files=0\n"
	      "\tlocal command=${COMP_WORDS[1]}\n"
	      "\tcase \"$command\" in\n", stdout);
	for (command_table c = all; *c; c++) {
		if ((*c)->name[first_word(*c)] && starts_group(all, c))
			printf("\t%.*s) [ \"$COMP_CWORD\" -gt 2 ] && command=\"$command ${COMP_WORDS[2]}\" ;;\n",
					first_word(*c), (*c)->name);
	}
	fputs("\tesac\n\t[ \"$COMP_CWORD\" -eq 1 ] && command=\n\tcase \"$command\" in\n\t\"\") words=\"", stdout);
	for (command_table c = all; *c; c++)
		if (starts_group(all, c))
			printf("%s%.*s", c == all ? "" : " ", first_word(*c), (*c)->name);
	fputs("\" ;;\n", stdout);
	for (command_table c = all; *c; c++) {
		if ((*c)->name[first_word(*c)] && starts_group(all, c)) {
			printf("\t%.*s) words=\"", first_word(*c), (*c)->name);
			bash_second_words(c);
			fputs("\" ;;\n", stdout);
		}
		bash_command(*c);
	}
	fputs("\tesac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	      "\t[ \"$files\" = 1 ] && [ \"${word#-}\" = \"$word\" ] && COMPREPLY+=($(compgen -f -- \"$word\"))\n"
	      "}\ncomplete -o filenames -F _secscan secscan\n", stdout);
}
