/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "output.h"
#include "rulefiles.h"

#include <secscan/unstable/source.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ID_MAX = 64, PATH_SIZE = 4096 };

struct new_values {
	const char *kind;
};

static const char *const kinds[] = {"secret", "banned", NULL};

static const struct flag flags[] = {
	{"kind", 'k', "KIND", "secret (if none is said) or banned", offsetof(struct new_values, kind), kinds},
	{0},
};

/* Each proves itself as it stands, so that what an author changes is what fails. \1: the id, \2: a word made of it. */
static const char secret_text[] =
	"; Replace what is in it; `secscan rules test .secscan` proves it, `secscan rules lint .secscan` says what it costs.\n"
	"[\1]\n"
	"name     = \1 key\n"
	"severity = high\n"
	"pattern  = \\b\2_key_[0-9A-Za-z]{32}\\b\n"
	"remedy   = Revoke the key where it was made, then rotate it.\n"
	"sample   = \2_key_{base62*32}\n"
	"sample   = token: \"\2_key_{base62*32}\"\n"
	"sample   = export KEY=\2_key_{base62*32}\\n\n"
	"not      = \2_key_{base62*31}\n"
	"not      = \2_key_{'x'*32}\n"
	"not      = \2_key_${{KEY}\n";

static const char banned_text[] =
	"; Replace what is in it; `secscan rules test .secscan` proves it, `secscan rules lint .secscan` says what it costs.\n"
	"[\1]\n"
	"name     = call of \2\n"
	"severity = medium\n"
	"language = c\n"
	"cwe      = CWE-676\n"
	"pattern  = \\b\2_call ?\\(\n"
	"instead  = say what to call\n"
	"remedy   = Call the safe alternative.\n"
	"sample   = \2_call(x);\n"
	"sample   = y = \2_call (x);\n"
	"sample   = return \2_call(x);\n"
	"not      = my_\2_call(x);\n"
	"not      = // \2_call(x)\n"
	"not      = \2_caller(x);\n";

static int check_id(const char *id, struct secscan_error *err)
{
	size_t len = strlen(id);

	if (len && len <= ID_MAX && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len && id[0] != '-')
		return 0;
	return secscan_cli_usage(err, "a rule's name has lower case letters, digits and - only, and at most %d of them: %s",
			ID_MAX, id);
}

static int fail(struct secscan_error *err, const char *path, const char *why)
{
	*err = (struct secscan_error){.code = SECSCAN_ERR_IO, .number = 901};
	snprintf(err->file, sizeof(err->file), "%.*s", (int)sizeof(err->file) - 1, path);
	snprintf(err->message, sizeof(err->message), "cannot be made: %s", why);
	return err->code;
}

/* A folder that is there or is made; a symbolic link is none. */
static int need_folder(const char *path, struct secscan_error *err)
{
	struct stat st;

	if (mkdir(path, 0777) && errno != EEXIST)
		return fail(err, path, strerror(errno));
	if (lstat(path, &st) || !S_ISDIR(st.st_mode))
		return fail(err, path, "it is no folder");
	return 0;
}

static int write_new(const char *path, const char *text, const char *id, struct secscan_error *err)
{
	char word[ID_MAX + 1];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool failed;

	if (!file)
		return fail(err, path, errno == EEXIST ? "it is there already, and stays as it is" : strerror(errno));
	snprintf(word, sizeof(word), "%s", id);
	for (char *p = word; *p; p++)
		if (*p == '-')
			*p = '_';
	for (; *text; text++) {
		if (*text == '\1' || *text == '\2')
			fputs(*text == '\1' ? id : word, file);
		else
			putc(*text, file);
	}
	failed = ferror(file) != 0;
	failed |= fclose(file) != 0;
	return failed ? fail(err, path, strerror(errno)) : 0;
}

static int make(const char *worktree, bool banned, const char *id, struct secscan_error *err)
{
	char folder[PATH_SIZE], path[PATH_SIZE + ID_MAX + 8];
	int rc;

	snprintf(folder, sizeof(folder), "%s/.secscan", worktree);
	rc = need_folder(folder, err);
	if (rc)
		return rc;
	snprintf(folder, sizeof(folder), "%s/.secscan/%s", worktree, banned ? "banned" : "secrets");
	rc = need_folder(folder, err);
	snprintf(path, sizeof(path), "%s/%s.ini", folder, id);
	if (!rc)
		rc = write_new(path, banned ? banned_text : secret_text, id, err);
	if (!rc)
		printf(".secscan/%s/%s.ini is made: replace pattern, samples and nots, then\n"
		       "    secscan rules test .secscan\n    secscan rules lint .secscan\n",
				banned ? "banned" : "secrets", id);
	return rc;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct new_values *values = in->values;
	const char *id = in->arguments[0];
	struct secscan_rules *builtin;
	struct secscan_repo *repo;
	int rc = check_id(id, err);

	if (!rc)
		rc = secscan_rules_builtin(&builtin, err);
	if (rc)
		return rc;
	if (secscan_rules_find(builtin, id))
		rc = secscan_cli_usage(err, "a built-in rule is named %s: choose another name", id);
	secscan_rules_free(builtin);
	if (!rc)
		rc = secscan_repo_open(&repo, NULL, err);
	if (rc)
		return rc;
	if (!secscan_repo_worktree(repo))
		rc = secscan_cli_usage(err, "a bare repository has no place for rule files");
	else
		rc = make(secscan_repo_worktree(repo), values->kind && !strcmp(values->kind, "banned"), id, err);
	secscan_repo_free(repo);
	return rc;
}

const struct command secscan_cmd_rules_new = {
	.name = "rules new",
	.arguments = "NAME",
	.summary = "start a rule of this repository's own",
	.details = "Writes .secscan/secrets/NAME.ini (or banned/), a rule that proves itself and waits for its pattern. A file that "
		   "is there already stays as it is.",
	.flags = flags,
	.values_size = sizeof(struct new_values),
	.least = 1,
	.most = 1,
	.run = run,
};
