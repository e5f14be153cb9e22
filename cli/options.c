/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <secscan/unstable/nearest.h>

#include <getopt.h>

enum { MAX_FLAGS = 32, HELP = 'h', FIRST_LONG = 256 };

/* The table in getopt_long's terms. A flag without a letter has FIRST_LONG plus its index. */
struct spelling {
	struct option longs[MAX_FLAGS + 2];
	char letters[2 * MAX_FLAGS + 4];
};

static void spell(struct spelling *out, const struct flag *flags)
{
	size_t n = 0, l = 0;

	memset(out, 0, sizeof(*out));
	out->letters[l++] = ':';
	out->letters[l++] = HELP;
	for (; flags && flags[n].name && n < MAX_FLAGS; n++) {
		const struct flag *f = &flags[n];

		out->longs[n] = (struct option){f->name, f->value ? required_argument : no_argument, NULL,
				FIRST_LONG + (int)n};
		if (f->letter)
			out->letters[l++] = f->letter;
		if (f->letter && f->value)
			out->letters[l++] = ':';
	}
	out->longs[n] = (struct option){"help", no_argument, NULL, HELP};
}

static const struct flag *flag_of(const struct flag *flags, int key)
{
	if (key >= FIRST_LONG)
		return &flags[key - FIRST_LONG];
	for (; flags && flags->name; flags++)
		if (flags->letter == key)
			return flags;
	return NULL;
}

static int unknown_option(const struct command *command, const char *typed, struct secscan_error *err)
{
	const char *name = typed + strspn(typed, "-");
	struct nearest nearest = {.wanted = name};

	for (const struct flag *f = command->flags; f && f->name; f++)
		secscan_nearest_try(&nearest, f->name);
	return secscan_cli_usage(err, "`secscan %s` has no option `%s`%s%s%s; `secscan %s --help` lists them",
			command->name, typed, nearest.best ? ", did you mean `--" : "", nearest.best ? nearest.best : "",
			nearest.best ? "`?" : "", command->name);
}

static int unknown_word(const struct flag *flag, const char *typed, struct secscan_error *err)
{
	struct nearest nearest = {.wanted = typed};
	char list[256] = "";
	size_t used = 0;

	for (size_t i = 0; flag->words[i] && used < sizeof(list); i++) {
		secscan_nearest_try(&nearest, flag->words[i]);
		used += (size_t)snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", flag->words[i]);
	}
	return secscan_cli_usage(err, "--%s cannot be `%s`%s%s%s; it is one of %s", flag->name, typed,
			nearest.best ? ", did you mean `" : "", nearest.best ? nearest.best : "",
			nearest.best ? "`?" : "", list);
}

static int take(void *values, const struct flag *flag, const char *value, struct secscan_error *err)
{
	void *slot = (char *)values + flag->at;
	const char *const *word = flag->words;

	if (!flag->value) {
		*(bool *)slot = true;
		return 0;
	}
	while (word && *word && strcmp(*word, value) != 0)
		word++;
	if (word && !*word)
		return unknown_word(flag, value, err);
	*(const char **)slot = value;
	return 0;
}

/* The word at which getopt stopped, and what is wrong with it. */
static int bad_option(const struct command *command, int key, char **argv, struct secscan_error *err)
{
	char letter[] = {'-', (char)optopt, '\0'};
	const struct flag *flag = optopt ? flag_of(command->flags, optopt) : NULL;

	if (key == ':' && flag)
		return secscan_cli_usage(err, "`--%s` needs a value: --%s %s", flag->name, flag->name, flag->value);
	if (flag)
		return secscan_cli_usage(err, "`--%s` takes no value", flag->name);
	return unknown_option(command, optopt ? letter : argv[optind - 1], err);
}

static int check_count(const struct invocation *in, struct secscan_error *err)
{
	const struct command *c = in->command;

	if (in->count < c->least)
		return secscan_cli_usage(err, "something is missing; the form is: secscan %s %s", c->name, c->arguments);
	if (in->count > c->most)
		return secscan_cli_usage(err, "`%s` is one argument too many; the form is: secscan %s%s%s",
				in->arguments[c->most], c->name, *c->arguments ? " " : "", c->arguments);
	return 0;
}

int secscan_cli_parse(struct invocation *in, void *values, int argc, char **argv, struct secscan_error *err)
{
	struct spelling spelling;
	int key, rc = 0;

	spell(&spelling, in->command->flags);
	opterr = 0;
	optind = 0;
	while (!rc && (key = getopt_long(argc, argv, spelling.letters, spelling.longs, NULL)) != -1) {
		if (key == HELP)
			return 1;
		if (key == '?' || key == ':')
			rc = bad_option(in->command, key, argv, err);
		else
			rc = take(values, flag_of(in->command->flags, key), optarg, err);
	}
	if (rc)
		return rc;
	in->arguments = (const char *const *)argv + optind;
	in->count = (size_t)(argc - optind);
	return check_count(in, err);
}
