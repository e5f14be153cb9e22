/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "run_git.h"

#include <secscan/unstable/policy.h>

#define CUT "# ------------------------ >8 ------------------------\n# Do not touch\n"
#define DIFF "diff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+new\n"

static const struct secscan_agent_evidence claude = {"Claude Code", "Claude", "CLAUDECODE", SECSCAN_AGENT_AGENT};

/* The command is run by a shell in a repository with this message waiting; the commit has to read as wanted. */
static const struct {
	const char *name;
	const char *file;
	const char *message;
	const char *command;
	const char *stored;
} rows[] = {
	{"plain", ".git/COMMIT_EDITMSG", "title\n\nbody\n",
		"git commit -F '.git/COMMIT_EDITMSG' --trailer 'Assisted-by: Claude:MODEL'",
		"title\n\nbody\n\nAssisted-by: Claude:MODEL\n"},
	{"title only", ".git/COMMIT_EDITMSG", "title", NULL, "title\n\nAssisted-by: Claude:MODEL\n"},
	{"beside another trailer", ".git/COMMIT_EDITMSG", "title\n\nSigned-off-by: S <s@x>\n", NULL,
		"title\n\nSigned-off-by: S <s@x>\nAssisted-by: Claude:MODEL\n"},
	{"text in the last paragraph", ".git/COMMIT_EDITMSG", "title\n\nMade by Tool\nX: y\n", NULL,
		"title\n\nMade by Tool\nX: y\n\nAssisted-by: Claude:MODEL\n"},
	{"from the editor", ".git/COMMIT_EDITMSG", "title\n\nbody\n# Please enter\n#\n#\tnew file: f\n",
		"git commit --cleanup=strip -F '.git/COMMIT_EDITMSG' --trailer 'Assisted-by: Claude:MODEL'",
		"title\n\nbody\n\nAssisted-by: Claude:MODEL\n"},
	{"a comment sign that is meant", ".git/COMMIT_EDITMSG", "#12 title\n\nbody\n", NULL,
		"#12 title\n\nbody\n\nAssisted-by: Claude:MODEL\n"},
	{"commit -v", ".git/COMMIT_EDITMSG", "title\n\nbody\n# Please enter\n" CUT DIFF,
		"git commit -v --cleanup=strip -F '.git/COMMIT_EDITMSG' --trailer 'Assisted-by: Claude:MODEL'",
		"title\n\nbody\n\nAssisted-by: Claude:MODEL\n"},
	{"a name to quote", "it's $HOME/`x` & \"y\"", "title\n", "git commit -F 'it'\\''s $HOME/`x` & \"y\"' "
		"--trailer 'Assisted-by: Claude:MODEL'", NULL},
	{"a name that quotes", "it's a $PATH `id` \"m\"", "title\n", NULL, "title\n\nAssisted-by: Claude:MODEL\n"},
	{"a name that looks like standard input", "-", "title\n", NULL, "title\n\nAssisted-by: Claude:MODEL\n"},
};

static void prepare(const char *dir, const char *file, const char *message)
{
	char path[128];
	char *init[] = {(char[]){"git"}, (char[]){"init"}, (char[]){"-q"}, (char[]){"."}, NULL};
	char *add[] = {(char[]){"git"}, (char[]){"add"}, (char[]){"f"}, NULL};

	ck_assert_int_eq(run_git(dir, NULL, NULL, init), 0);
	snprintf(path, sizeof(path), "%s/f", dir);
	ck_assert_int_eq(spew(path, "new\n", 4), 0);
	ck_assert_int_eq(run_git(dir, NULL, NULL, add), 0);
	snprintf(path, sizeof(path), "%s/%s", dir, file);
	ck_assert_int_eq(spew(path, message, strlen(message)), 0);
}

static void run_and_compare(const char *name, const char *command, const char *file, const char *message, const char *stored)
{
	char dir[32], path[128], *got, *body;
	char *shell[] = {(char[]){"sh"}, (char[]){"-c"}, (char *)(size_t)command, NULL};
	char *show[] = {(char[]){"git"}, (char[]){"cat-file"}, (char[]){"commit"}, (char[]){"HEAD"}, NULL};

	make_dir(dir, sizeof(dir));
	prepare(dir, file, message);
	ck_assert_msg(run_git(dir, NULL, NULL, shell) == 0, "%s: %s", name, command);
	ck_assert_int_eq(run_git(dir, NULL, "out", show), 0);
	snprintf(path, sizeof(path), "%s/out", dir);
	got = slurp(path, NULL);
	body = got ? strstr(got, "\n\n") : NULL;
	ck_assert_msg(body && strcmp(body + 2, stored) == 0, "%s: %s\n%s", name, command, body ? body + 2 : "");
	free(got);
	remove_dir(dir);
}

START_TEST(retry)
{
	const char *message = rows[_i].message;
	char *command = NULL;

	ck_assert_int_eq(secscan_provenance_retry(&command, rows[_i].file, message, strlen(message), NULL, &claude, NULL), 0);
	if (rows[_i].command)
		ck_assert_msg(strcmp(command, rows[_i].command) == 0, "%s: %s", rows[_i].name, command);
	if (rows[_i].stored)
		run_and_compare(rows[_i].name, command, rows[_i].file, message, rows[_i].stored);
	free(command);
}
END_TEST

START_TEST(agent_unknown)
{
	char *command = NULL;

	ck_assert_int_eq(secscan_provenance_retry(&command, "m", "t\n", 2, NULL, NULL, NULL), 0);
	ck_assert_str_eq(command, "git commit -F 'm' --trailer 'Assisted-by: AGENT:MODEL'");
	free(command);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("retry");
	TCase *tcase = tcase_create("retry");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, retry, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, agent_unknown);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
