/* SPDX-License-Identifier: MIT */
#include "rulefiles.h"

#include "command.h"

#include <secscan/unstable/embed.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const char *const secscan_cli_kinds[] = {"secret", "banned", "pii", NULL};

static const struct {
	const char *folder;
	const char *word;
	enum secscan_kind kind;
} kinds[] = {
	{"secrets", "secret", SECSCAN_KIND_SECRET},
	{"banned", "banned", SECSCAN_KIND_BANNED},
	{"pii", "pii", SECSCAN_KIND_PII},
};

/* Whether the file at path lies right in a folder of this name. */
static bool lies_in(const char *path, const char *folder)
{
	const char *end = strrchr(path, '/');
	size_t len = strlen(folder);

	if (!end || (size_t)(end - path) < len || strncmp(end - len, folder, len) != 0)
		return false;
	return end - len == path || end[-(ptrdiff_t)len - 1] == '/';
}

static int add_file(struct secscan_compiler *compiler, const char *kind, const char *path, struct secscan_error *err)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kind ? !strcmp(kind, kinds[i].word) : lies_in(path, kinds[i].folder))
			return secscan_compiler_add_file(compiler, kinds[i].kind, path, err);
	return secscan_cli_usage(err, "what kind of rules does %s hold? Put it into a folder secrets/, banned/ or pii/, "
			"or say --kind", path);
}

static int no_path(const char *path, struct secscan_error *err)
{
	*err = (struct secscan_error){.code = SECSCAN_ERR_IO, .number = 311};
	snprintf(err->message, sizeof(err->message), "%s", errno == ENOENT ? "there is no such file or folder" : strerror(errno));
	snprintf(err->file, sizeof(err->file), "%s", path);
	return err->code;
}

static int add_paths(struct secscan_compiler *compiler, const char *kind, const char *const *paths, size_t count,
		struct secscan_error *err)
{
	struct stat st;
	int rc = 0;

	for (size_t i = 0; !rc && i < count; i++) {
		if (stat(paths[i], &st))
			rc = no_path(paths[i], err);
		else if (S_ISDIR(st.st_mode))
			rc = secscan_compiler_add_tree(compiler, paths[i], err);
		else
			rc = add_file(compiler, kind, paths[i], err);
	}
	return rc;
}

static int check(const struct secscan_rules *rules, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc = secscan_scanner_new(&scanner, rules, err);

	if (rc)
		return rc;
	rc = secscan_scanner_prepare(scanner, err);
	secscan_scanner_free(scanner);
	return rc;
}

/* What was added, if both engines take every rule. */
static int build(struct secscan_rules **out, struct secscan_compiler *compiler, struct secscan_error *err)
{
	int rc = secscan_compiler_build(out, compiler, err);

	if (rc)
		return rc;
	rc = check(*out, err);
	if (rc) {
		secscan_rules_free(*out);
		*out = NULL;
	}
	return rc;
}

int secscan_cli_rules_of(struct secscan_rules **out, struct secscan_compiler **compiler,
		const struct secscan_rules *builtin, const char *kind, const char *const *paths, size_t count,
		struct secscan_error *err)
{
	int rc = secscan_compiler_new(compiler, err);

	if (rc)
		return rc;
	secscan_compiler_lend(*compiler, builtin);
	rc = add_paths(*compiler, kind, paths, count, err);
	return rc ? rc : build(out, *compiler, err);
}

int secscan_cli_compile(struct secscan_rules **out, const struct secscan_rules *builtin,
		const struct secscan_rule_text *texts, size_t count, struct secscan_error *err)
{
	struct secscan_compiler *compiler;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_compiler_add_rules(compiler, builtin, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = secscan_compiler_add_text(compiler, texts[i].kind, texts[i].name, texts[i].text, texts[i].len, err);
	if (!rc)
		rc = build(out, compiler, err);
	secscan_compiler_free(compiler);
	return rc;
}
