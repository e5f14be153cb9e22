/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/file.h"

#include <secscan/unstable/chain.h>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[4096];

static struct buffer beside(const char *name)
{
	struct buffer path = {0};

	ck_assert_int_eq(secscan_buffer_addf(&path, "%s/%s", folder, name), 0);
	return path;
}

/* A chained hook lies beside the program that runs: this test's. */
static void put(const char *script, unsigned mode)
{
	struct buffer path = beside("test.secscan-chained");

	ck_assert_int_eq(secscan_file_write(path.data, script, strlen(script), mode, NULL), 0);
	secscan_buffer_release(&path);
}

static void setup(void)
{
	ssize_t n = readlink("/proc/self/exe", folder, sizeof(folder) - 1);

	ck_assert_int_gt(n, 0);
	*strrchr(folder, '/') = '\0';
	signal(SIGPIPE, SIG_IGN); /* as the hooks do */
}

static void teardown(void)
{
	static const char *const names[] = {"test.secscan-chained", "test.seen"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct buffer path = beside(names[i]);

		unlink(path.data);
		secscan_buffer_release(&path);
	}
}

#define SEEN "> \"${0%.secscan-chained}.seen\"\n"

static const struct {
	const char *name;
	const char *script; /* NULL: there is none */
	unsigned mode;
	const char *data;
	int result;
	const char *seen; /* NULL: it did not run */
} rows[] = {
	{"none", NULL, 0, NULL, 0, NULL},
	{"agrees", "#!/bin/sh\necho \"$#:$1:$2\" " SEEN, 0755, NULL, 0, "2:origin:two words\n"},
	{"refuses", "#!/bin/sh\nexit 7\n", 0755, NULL, 7, NULL},
	{"ends by a signal", "#!/bin/sh\nkill -TERM $$\n", 0755, NULL, 128 + SIGTERM, NULL},
	{"not executable is none", "#!/bin/sh\nexit 7\n", 0644, NULL, 0, NULL},
	{"without an interpreter line", "echo \"$1\" " SEEN "exit 3\n", 0755, NULL, 3, "origin\n"},
	{"gets the lines", "#!/bin/sh\ncat " SEEN, 0755, "a b c d\ne f g h\n", 0, "a b c d\ne f g h\n"},
	{"gets no lines", "#!/bin/sh\ncat " SEEN, 0755, "", 0, ""},
	{"reads by lines", "#!/bin/sh\nread a b; read c d; echo $d $b " SEEN, 0755, "1 2\n3 4\n", 0, "4 2\n"},
	{"its own pipes break", "#!/bin/sh\n(yes; echo $? " SEEN ") | head -1 > /dev/null\n", 0755, NULL, 0, "141\n"},
	{"its interpreter is missing", "#!/nowhere/sh\n", 0755, NULL, SECSCAN_ERR_IO, NULL},
};

START_TEST(runs)
{
	char *argv[] = {(char[]){"self"}, (char[]){"origin"}, (char[]){"two words"}, NULL};
	const char *data = rows[_i].data;
	struct buffer path = beside("test.seen"), seen = {0};
	int rc;

	if (rows[_i].script)
		put(rows[_i].script, rows[_i].mode);
	rc = secscan_chain_run("test", argv, data, data ? strlen(data) : 0, NULL);
	ck_assert_msg(rc == rows[_i].result, "%s: %d", rows[_i].name, rc);
	rc = secscan_file_read(&seen, path.data, NULL);
	ck_assert_msg(!rc == (rows[_i].seen != NULL), "%s: ran %d", rows[_i].name, !rc);
	ck_assert_msg(!rows[_i].seen || !strcmp(seen.data, rows[_i].seen), "%s: %s", rows[_i].name, seen.data);
	secscan_buffer_release(&seen);
	secscan_buffer_release(&path);
}
END_TEST

/* More than a pipe holds, to a hook that reads nothing. */
START_TEST(does_not_wait_for_a_reader)
{
	char *argv[] = {(char[]){"self"}, NULL};
	struct buffer data = {0};

	ck_assert_int_eq(secscan_buffer_reserve(&data, 1 << 20), 0);
	memset(data.data, 'x', 1 << 20);
	put("#!/bin/sh\nexit 0\n", 0755);
	ck_assert_int_eq(secscan_chain_run("test", argv, data.data, 1 << 20, NULL), 0);
	secscan_buffer_release(&data);
}
END_TEST

/* Who ends us ends the chained hook, and it is waited for. */
START_TEST(signals_go_on)
{
	char *argv[] = {(char[]){"self"}, NULL};

	put("#!/bin/sh\ntrap 'exit 9' TERM\nkill -TERM $PPID\ni=0\nwhile [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done\n",
			0755);
	ck_assert_int_eq(secscan_chain_run("test", argv, NULL, 0, NULL), 9);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain");
	TCase *tcase = tcase_create("chain");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, runs, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, does_not_wait_for_a_reader);
	tcase_add_test(tcase, signals_go_on);
	tcase_set_timeout(tcase, 30);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
