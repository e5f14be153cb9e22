/* SPDX-License-Identifier: MIT */
#include "command.h"

/* For single quotes of the shell: a quote ends them, stands escaped, and starts them again. */
static void print_escaped(const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			printf("%s%c", strchr(special, *text) ? "\\" : "", *text);
	}
}

/* The length of a command's first word. */
static int first_word(const struct command *command)
{
	return (int)strcspn(command->name, " ");
}

static bool same_group(const struct command *a, const struct command *b)
{
	return first_word(a) == first_word(b) && !strncmp(a->name, b->name, (size_t)first_word(a));
}

static bool starts_group(const struct command *const *all, const struct command *const *at)
{
	return at == all || !same_group(at[-1], *at);
}

static bool has_two_words(const struct command *command)
{
	return command->name[first_word(command)] != '\0';
}

static void print_words(const struct flag *flag)
{
	for (size_t i = 0; flag->words && flag->words[i]; i++)
		printf("%s%s", i ? " " : "", flag->words[i]);
}

/* What a first word offers: its command's summary, or the words that can follow it. */
static void print_summary(const struct command *const *at, const char *special)
{
	const struct command *first = *at;

	if (!has_two_words(first)) {
		print_escaped(first->summary, special);
		return;
	}
	for (; *at && same_group(*at, first); at++)
		printf("%s%s", *at == first ? "" : ", ", (*at)->name + first_word(first) + 1);
}

/* ---- bash */

static void bash_second_words(const struct command *const *at)
{
	const struct command *first = *at;

	printf("\t%.*s) words=\"", first_word(first), first->name);
	for (; *at && same_group(*at, first); at++)
		printf("%s%s", *at == first ? "" : " ", (*at)->name + first_word(first) + 1);
	fputs("\" ;;\n", stdout);
}

static void bash_command(const struct command *command)
{
	printf("\t'%s')\n\t\tcase \"$before\" in\n", command->name);
	for (const struct flag *f = command->flags; f && f->name; f++) {
		if (!f->value)
			continue;
		printf("\t\t--%s) words=\"", f->name);
		print_words(f);
		printf("\" files=%d ;;\n", !f->words);
	}
	fputs("\t\t*) words=\"--help", stdout);
	for (const struct flag *f = command->flags; f && f->name; f++)
		printf(" --%s", f->name);
	printf("\" files=%d ;;\n\t\tesac\n\t\t;;\n", command->most > 0);
}

/* The words typed so far, as the name of a command: one word or two. */
static void bash_command_typed(const struct command *const *all)
{
	fputs("\tcase \"$command\" in\n", stdout);
	for (const struct command *const *c = all; *c; c++)
		if (has_two_words(*c) && starts_group(all, c))
			printf("\t%.*s) [ \"$COMP_CWORD\" -le 2 ] || command=\"$command ${COMP_WORDS[2]}\" ;;\n",
					first_word(*c), (*c)->name);
	fputs("\tesac\n\t[ \"$COMP_CWORD\" -gt 1 ] || command=\n", stdout);
}

static void bash(const struct command *const *all)
{
	fputs("# bash completion of secscan; made by `secscan completion bash`\n"
	      "_secscan()\n{\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= files=0\n"
	      "\tlocal command=${COMP_WORDS[1]}\n", stdout);
	bash_command_typed(all);
	fputs("\tcase \"$command\" in\n\t'') words=\"", stdout);
	for (const struct command *const *c = all; *c; c++)
		if (starts_group(all, c))
			printf("%s%.*s", c == all ? "" : " ", first_word(*c), (*c)->name);
	fputs("\" ;;\n", stdout);
	for (const struct command *const *c = all; *c; c++) {
		if (has_two_words(*c) && starts_group(all, c))
			bash_second_words(c);
		bash_command(*c);
	}
	fputs("\tesac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	      "\t[ \"$files\" = 0 ] || [ \"${word#-}\" != \"$word\" ] || COMPREPLY+=($(compgen -f -- \"$word\"))\n"
	      "}\ncomplete -o filenames -F _secscan secscan\n", stdout);
}

/* ---- zsh */

static void zsh_group(const struct command *const *at)
{
	const struct command *first = *at;
	int skip = first_word(first) + 1;

	printf("\t%.*s)\n\t\tchoices=(", first_word(first), first->name);
	for (; *at && same_group(*at, first); at++) {
		printf(" '%s:", (*at)->name + skip);
		print_escaped((*at)->summary, ":");
		putchar('\'');
	}
	fputs(")\n\t\tif (( CURRENT == 3 )); then\n\t\t\t_describe command choices\n\t\t\treturn\n\t\tfi\n"
	      "\t\tcommand=\"$command ${words[3]}\"\n\t\tshift words\n\t\t(( CURRENT-- ))\n\t\t;;\n", stdout);
}

static void zsh_command(const struct command *command)
{
	printf("\t'%s') _arguments '--help[show the options]'", command->name);
	for (const struct flag *f = command->flags; f && f->name; f++) {
		printf(" '--%s[", f->name);
		print_escaped(f->help, "[]:\\");
		putchar(']');
		if (f->value) {
			printf(":%s:%s", f->value, f->words ? "(" : "_files");
			print_words(f);
			fputs(f->words ? ")" : "", stdout);
		}
		putchar('\'');
	}
	printf("%s ;;\n", command->most ? " '*:file:_files'" : "");
}

static void zsh(const struct command *const *all)
{
	fputs("#compdef secscan\n# made by `secscan completion zsh`\n"
	      "_secscan()\n{\n\tlocal command=${words[2]}\n\tlocal -a choices\n"
	      "\tif (( CURRENT == 2 )); then\n\t\tchoices=(", stdout);
	for (const struct command *const *c = all; *c; c++) {
		if (starts_group(all, c)) {
			printf(" '%.*s:", first_word(*c), (*c)->name);
			print_summary(c, ":");
			putchar('\'');
		}
	}
	fputs(")\n\t\t_describe command choices\n\t\treturn\n\tfi\n\tcase $command in\n", stdout);
	for (const struct command *const *c = all; *c; c++)
		if (has_two_words(*c) && starts_group(all, c))
			zsh_group(c);
	fputs("\tesac\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n", stdout);
	for (const struct command *const *c = all; *c; c++)
		zsh_command(*c);
	fputs("\tesac\n}\n_secscan \"$@\"\n", stdout);
}

/* ---- fish */

/* "the words of this command were typed" */
static void fish_condition(const struct command *command)
{
	printf("complete -c secscan -n '__fish_seen_subcommand_from %.*s", first_word(command), command->name);
	if (has_two_words(command))
		printf("; and __fish_seen_subcommand_from %s", command->name + first_word(command) + 1);
	putchar('\'');
}

static void fish_describe(const char *text)
{
	fputs(" -d '", stdout);
	print_escaped(text, "");
	fputs("'\n", stdout);
}

static void fish_command(const struct command *command)
{
	if (has_two_words(command)) {
		printf("complete -c secscan -n '__fish_seen_subcommand_from %.*s' -a '%s'", first_word(command),
				command->name, command->name + first_word(command) + 1);
		fish_describe(command->summary);
	}
	for (const struct flag *f = command->flags; f && f->name; f++) {
		fish_condition(command);
		printf(" -l %s", f->name);
		if (f->letter)
			printf(" -s %c", f->letter);
		if (f->words) {
			fputs(" -x -a '", stdout);
			print_words(f);
			putchar('\'');
		} else if (f->value) {
			fputs(" -r -F", stdout);
		}
		fish_describe(f->help);
	}
	if (command->most) {
		fish_condition(command);
		fputs(" -F\n", stdout);
	}
}

static void fish(const struct command *const *all)
{
	fputs("# made by `secscan completion fish`\ncomplete -c secscan -f\n", stdout);
	for (const struct command *const *c = all; *c; c++) {
		if (starts_group(all, c)) {
			printf("complete -c secscan -n __fish_use_subcommand -a '%.*s' -d '", first_word(*c), (*c)->name);
			print_summary(c, "");
			fputs("'\n", stdout);
		}
		fish_command(*c);
	}
}

int secscan_cli_completion(const struct command *const *all, const char *shell, struct secscan_error *err)
{
	static const struct {
		const char *name;
		void (*print)(const struct command *const *all);
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!strcmp(shells[i].name, shell)) {
			shells[i].print(all);
			return 0;
		}
	}
	return secscan_cli_usage(err, "completion is made for bash, zsh and fish, not for `%s`", shell);
}
