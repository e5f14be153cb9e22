/* SPDX-License-Identifier: MIT */
/* Writing a file: all or nothing, and nothing that is no regular file is lost by it. */
#include "unit.h"

#include "base/array.h"
#include "base/file.h"
#include "run_git.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char *dir;

static void enter(void)
{
	static char room[32];

	make_dir(room, sizeof(room));
	dir = room;
	ck_assert_int_eq(chdir(dir), 0);
}

static void leave(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	remove_dir(dir);
}

static int make_socket(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "target"};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), rc = fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address));

	close(fd);
	return rc;
}

static int make_nothing(void) { return 0; }
static int make_file(void) { return spew("target", "old", 3); }
static int make_read_only(void) { return make_file() || chmod("target", 0400); }
static int make_fifo(void) { return mkfifo("target", 0600); }
static int make_folder(void) { return mkdir("target", 0700); }
static int make_link(void) { return spew("elsewhere", "old", 3) || symlink("elsewhere", "target"); }
static int make_dangling(void) { return symlink("nowhere", "target"); }

static const struct {
	const char *name;
	int (*make)(void);
	const char *path;
	const char *refused; /* for what; NULL: written */
} rows[] = {
	{"nothing there", make_nothing, "target", NULL},
	{"a file", make_file, "target", NULL},
	{"a file by its whole path", make_file, "./target", NULL},
	{"a file that may not be written", make_read_only, "target", NULL},
	{"a pipe", make_fifo, "target", "this is a pipe"},
	{"a socket", make_socket, "target", "this is a socket"},
	{"a folder", make_folder, "target", "this is a folder"},
	{"a link", make_link, "target", "this is a symbolic link"},
	{"a link to nothing", make_dangling, "target", "this is a symbolic link"},
	{"a device", make_nothing, "/dev/null", "this is a device"},
	{"standard output", make_nothing, "/dev/stdout", "this is a symbolic link"},
	{"no such folder", make_nothing, "no/target", "cannot create"},
	{"a file in the place of the folder", make_file, "target/target", "cannot write"},
};

START_TEST(only_regular_files_are_replaced)
{
	struct secscan_error err = {0};
	struct stat before = {0}, after = {0};
	char *text;
	int rc;

	enter();
	ck_assert_int_eq(rows[_i].make(), 0);
	lstat(rows[_i].path, &before);
	rc = secscan_file_write(rows[_i].path, "new", 3, 0640, &err);
	ck_assert_msg((rc == 0) == !rows[_i].refused, "%s: %d %s", rows[_i].name, rc, err.message);
	lstat(rows[_i].path, &after);
	if (rc) {
		ck_assert_msg(strstr(err.message, rows[_i].refused), "%s: %s", rows[_i].name, err.message);
		ck_assert_msg(!strcmp(err.file, rows[_i].path), "%s: at %s", rows[_i].name, err.file);
		ck_assert_msg(before.st_ino == after.st_ino && before.st_mode == after.st_mode, "%s: replaced", rows[_i].name);
	} else {
		text = slurp("target", NULL);
		ck_assert_msg(!strcmp(text, "new") && after.st_mode == (S_IFREG | 0640), "%s: not written", rows[_i].name);
		free(text);
	}
	leave();
}
END_TEST

static const struct {
	const char *name;
	const char *left;
	bool locked;
	bool goes;
} left_rows[] = {
	{"of a killed writer", "target.secscan-new-aB3dE9", false, true},
	{"of one that still writes", "target.secscan-new-aB3dE9", true, false},
	{"of another file", "target2.secscan-new-aB3dE9", false, false},
	{"a longer name", "target.secscan-new-aB3dE9x", false, false},
	{"a shorter name", "target.secscan-new-aB3dE", false, false},
};

START_TEST(what_killed_writers_leave_is_swept)
{
	int fd;

	enter();
	ck_assert_int_eq(spew(left_rows[_i].left, "half", 4), 0);
	fd = open(left_rows[_i].left, O_RDONLY);
	if (left_rows[_i].locked)
		ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert_int_eq(secscan_file_write("target", "new", 3, 0600, NULL), 0);
	ck_assert_msg(access(left_rows[_i].left, F_OK) == (left_rows[_i].goes ? -1 : 0), "%s", left_rows[_i].name);
	close(fd);
	leave();
}
END_TEST

START_TEST(what_is_there_moves_aside_last)
{
	char *text;

	enter();
	ck_assert_int_eq(make_link(), 0);
	ck_assert_int_eq(mkdir("aside", 0700), 0);
	ck_assert_int_eq(secscan_file_write_beside("target", "aside", "new", 3, 0600, NULL), SECSCAN_ERR_IO);
	ck_assert_int_eq(readlink("target", (char[16]){0}, 16), 9);
	ck_assert_int_eq(rmdir("aside"), 0);
	ck_assert_int_eq(secscan_file_write_beside("target", "aside", "new", 3, 0600, NULL), 0);
	ck_assert_int_eq(readlink("aside", (char[16]){0}, 16), 9);
	text = slurp("target", NULL);
	ck_assert_str_eq(text, "new");
	free(text);
	leave();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("file");
	TCase *tcase = tcase_create("file");

	tcase_add_loop_test(tcase, only_regular_files_are_replaced, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, what_killed_writers_leave_is_swept, 0, (int)ARRAY_SIZE(left_rows));
	tcase_add_test(tcase, what_is_there_moves_aside_last);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
