/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"
#include "policy/message.h"
#include "run_git.h"

#define CUT "# ------------------------ >8 ------------------------\n"
#define NOTE "# Do not modify or remove the line above.\n# Everything below it will be ignored.\n"
#define DIFF "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"

static const struct {
	const char *name;
	const char *text;
	const char *tail; /* what is not scanned */
	const char *comment;
} extent_rows[] = {
	{"no scissors", "t\n\nbody\n", ""},
	{"empty", "", ""},
	{"commit -v", "t\n" CUT NOTE DIFF, DIFF},
	{"two files", "t\n" CUT NOTE DIFF DIFF, DIFF DIFF},
	{"merge", "t\n" CUT NOTE "diff --cc x\nindex 1,2..3\n", "diff --cc x\nindex 1,2..3\n"},
	{"commit -v -v", "t\n" CUT NOTE "# Changes to be committed:\n" DIFF
		"# --------------------------------------------------\n# Changes not staged for commit:\n" DIFF,
		DIFF "# --------------------------------------------------\n# Changes not staged for commit:\n" DIFF},
	{"text below the scissors", "t\n" CUT NOTE "text\n" DIFF, ""},
	{"text below the diff", "t\n" CUT NOTE DIFF "text\n", ""},
	{"comment below the diff", "t\n" CUT NOTE DIFF "# text\n", ""},
	{"comments only", "t\n" CUT NOTE, ""},
	{"diff without scissors", "t\n\n" DIFF, ""},
	{"looks like scissors", "t\n# --- >8 ---\n" DIFF, ""},
	{"other comment", "t\n; ------------------------ >8 ------------------------\n; x\n" DIFF, DIFF, ";"},
	{"other comment, found", "t\n; ------------------------ >8 ------------------------\n; x\n" DIFF, "", NULL},
};

START_TEST(extent)
{
	const char *text = extent_rows[_i].text;
	size_t len = strlen(text), got = secscan_message_scan_extent(text, len, extent_rows[_i].comment);

	ck_assert_msg(strcmp(text + got, extent_rows[_i].tail) == 0, "%s: leaves out\n%s", extent_rows[_i].name, text + got);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *configured;
	const char *comment;
} comment_rows[] = {
	{"default", "; x\n", NULL, "#"},
	{"configured", "# x\n", "%", "%"},
	{"auto, nothing there", "x\n", "auto", "#"},
	{"auto, usual", "t\n\n# x\n", "auto", "#"},
	{"auto, other", "#12 t\n\n; x\n", "auto", ";"},
	{"auto, in capitals", "t\n\n; x\n", "AUTO", ";"},
	{"more than one byte", "t\n\n// x\n", "//", "//"},
	{"not ASCII", "t\n", "\xe2\x80\xbb", "\xe2\x80\xbb"},
	{"two, nothing there", "t\n", "//\n#", "//"},
	{"two, the first is in use", "t\n\n// x\n", "//\n#", "//"},
	{"two, the second is in use", "t\n\n# x\n \n", "//\n#", "#"},
	{"two, one in the middle says nothing", "t\n\n# x\n\ny\n", "//\n#", "//"},
	{"two, both are in use", "t\n\n#> x\n", "#>\n#", "#>"},
	{"two, the scissors tell", "t\n" CUT NOTE DIFF, "//\n#", "#"},
	{"two, the first may be any", "t\n\n; x\n", "auto\n#", ";"},
	{"two, the second may be any", "t\n\n; x\n", "//\nauto", ";"},
	{"a newline alone", "t\n", "\n", "\n"},
};

START_TEST(comments)
{
	char room[MESSAGE_COMMENT_ROOM];
	const char *got = secscan_message_comment(room, comment_rows[_i].text, strlen(comment_rows[_i].text),
			comment_rows[_i].configured);

	ck_assert_msg(strcmp(got, comment_rows[_i].comment) == 0, "%s: %s", comment_rows[_i].name, got);
}
END_TEST

/* What git makes of these with each way of cleaning has to be among our readings. */
static const struct {
	const char *name;
	const char *text;
	bool divides; /* a --- or empty lines in front are read otherwise by git interpret-trailers */
} message_rows[] = {
	{"plain", "t\n\nbody\n\nA: b\n"},
	{"comments at the end", "t\n\nA: b\n\n# c\n# d\n"},
	{"trailer in a comment", "t\n\n# A: b\n"},
	{"comment in the block", "t\n\nA: b\n# c\nC: d\n"},
	{"comment inside of a value", "t\n\nA: b\n# c\n d\n"},
	{"title is a comment", "#12 t\n\nA: b\n"},
	{"title is a comment, body follows", "#12 t\n\nbody\n\nA: b\n"},
	{"empty lines in front", "\n\nA: b\n\nC: d\n", true},
	{"lines of blanks in front", " \n\t\nt\n\nA: b\n", true},
	{"blank lines in between", "t\n\n\n\nA: b\n\n\n\nC: d\n"},
	{"block parted by blanks", "t\n\nA: b \n \nC: d\t\n"},
	{"white space at the ends", "t  \n\nA: b  \n  c  \n"},
	{"CRLF", "t\r\n\r\nA: b\r\n"},
	{"no newline at the end", "t\n\nA: b"},
	{"divider", "t\n\nbody\n---\n\nA: b\n", true},
	{"scissors", "t\n\nA: b\n" CUT "x\n\nC: d\n"},
	{"scissors first", CUT "t\n\nA: b\n"},
	{"scissors and text", "t\n\nA: b\n\n" CUT NOTE "C: d\n"},
	{"comments alone", "# t\n\n# A: b\n"},
};

static const char *const cleanups[] = {"strip", "whitespace", "verbatim", "scissors"};

#define ALL_WAYS ((1u << MESSAGE_CLEANUPS) - 1)

struct search {
	unsigned cleanup;
	bool cut;
	const char *want;
	bool found;
	unsigned ways[2]; /* ways of cleaning given, uncut and cut, as git log reads */
	bool with_divider;
	struct buffer seen;
};

static int look(const struct message_reading *r, void *payload)
{
	struct search *s = payload;
	int rc = 0;

	s->with_divider = s->with_divider || !r->no_divider;
	if (!r->no_divider)
		return 0;
	ck_assert_msg(!(s->ways[r->cut] & r->cleanups), "given twice: %s", secscan_message_cleanup(r->cleanups));
	s->ways[r->cut] |= r->cleanups;
	if ( !(r->cleanups & s->cleanup) || s->cut != r->cut)
		return 0;
	secscan_buffer_reset(&s->seen);
	rc = secscan_buffer_addstr(&s->seen, "");
	for (size_t i = 0; i < r->trailers.count && !rc; i++)
		rc = secscan_buffer_addf(&s->seen, "%s: %s\n", r->trailers.items[i].key, r->trailers.items[i].value);
	s->found = s->found || (!rc && strcmp(s->seen.data, s->want) == 0);
	return rc;
}

static char *commit_and_log(const char *dir, const char *text, const char *cleanup)
{
	char option[64], path[64];
	char *commit[] = {(char[]){"git"}, (char[]){"commit"}, (char[]){"-q"}, (char[]){"--allow-empty"},
		(char[]){"--allow-empty-message"}, option, (char[]){"-F"}, (char[]){"message"}, NULL};
	char *show[] = {(char[]){"git"}, (char[]){"log"}, (char[]){"-1"}, (char[]){"--format=tformat:%(trailers:only,unfold)"},
		NULL};
	char *out;
	size_t len;

	snprintf(option, sizeof(option), "--cleanup=%s", cleanup);
	snprintf(path, sizeof(path), "%s/message", dir);
	ck_assert_int_eq(spew(path, text, strlen(text)), 0);
	ck_assert_int_eq(run_git(dir, NULL, NULL, commit), 0);
	ck_assert_int_eq(run_git(dir, NULL, "out", show), 0);
	snprintf(path, sizeof(path), "%s/out", dir);
	out = slurp(path, &len);
	ck_assert_ptr_nonnull(out);
	if (len) /* the format's own newline */
		out[len - 1] = '\0';
	return out;
}

static bool has_scissors(const char *text)
{
	return strstr(text, ">8") != NULL;
}

static unsigned index_of(const char *cleanup)
{
	unsigned i = 0;

	while (strcmp(cleanups[i], cleanup) != 0)
		i++;
	return i;
}

static void check_cleanup(const char *dir, size_t row, const char *cleanup)
{
	const char *text = message_rows[row].text;
	bool scissors = strcmp(cleanup, "scissors") == 0;
	char *want = commit_and_log(dir, text, cleanup);
	unsigned way = scissors ? MESSAGE_WHITESPACE : index_of(cleanup);
	struct search s = {.cleanup = 1u << way, .cut = scissors && has_scissors(text), .want = want};

	ck_assert_int_eq(secscan_message_readings(text, strlen(text), NULL, look, &s, NULL), 0);
	ck_assert_msg(s.found, "%s, %s: git reads\n%swe read\n%s", message_rows[row].name, cleanup, want, s.seen.data);
	ck_assert_uint_eq(s.ways[false], ALL_WAYS);
	ck_assert_uint_eq(s.ways[true], has_scissors(text) ? ALL_WAYS : 0);
	ck_assert_msg(s.with_divider == message_rows[row].divides, "%s: --- is%s read", message_rows[row].name,
			s.with_divider ? "" : " not");
	secscan_buffer_release(&s.seen);
	free(want);
}

START_TEST(as_git_cleans)
{
	char dir[32];
	char *init[] = {(char[]){"git"}, (char[]){"init"}, (char[]){"-q"}, (char[]){"."}, NULL};

	make_dir(dir, sizeof(dir));
	ck_assert_int_eq(run_git(dir, NULL, NULL, init), 0);
	for (size_t i = 0; i < ARRAY_SIZE(cleanups); i++)
		check_cleanup(dir, (size_t)_i, cleanups[i]);
	remove_dir(dir);
}
END_TEST

static int note_cut(const struct message_reading *r, void *payload)
{
	unsigned *ways = payload;

	ck_assert(r->cut);
	*ways |= r->cleanups;
	return 0;
}

/* The diff of -v is never part of the commit. */
START_TEST(verbose_is_always_cut)
{
	static const char text[] = "t\n\nA: b\n" CUT NOTE DIFF;
	unsigned ways = 0;

	ck_assert_int_eq(secscan_message_readings(text, strlen(text), NULL, note_cut, &ways, NULL), 0);
	ck_assert_uint_eq(ways, ALL_WAYS);
}
END_TEST

static int stop(const struct message_reading *r, void *payload)
{
	(void)r;
	return ++*(int *)payload == 2 ? 77 : 0;
}

START_TEST(callback_stops)
{
	int calls = 0;

	ck_assert_int_eq(secscan_message_readings("t\n---\n", 6, NULL, stop, &calls, NULL), 77);
	ck_assert_int_eq(calls, 2);
}
END_TEST

static int count(const struct message_reading *r, void *payload)
{
	(void)r;
	++*(int *)payload;
	return 0;
}

static int readings_with(const char *text, const char *comment)
{
	int calls = 0;

	ck_assert_int_eq(secscan_message_readings(text, strlen(text), comment, count, &calls, NULL), 0);
	return calls;
}

/* Where the text does not tell which of two it is, both are read. */
static const struct {
	const char *name;
	const char *text;
	bool first, second;
} doubt_rows[] = {
	{"no comments", "t\n\nA: b\n", true, true},
	{"the first at the end", "t\n\nA: b\n\n// c\n", true, false},
	{"the second at the end", "t\n\nA: b\n\n# c\n", false, true},
	{"in the middle", "t\n\n# c\n\nA: b\n", true, true},
	{"scissors and a diff", "t\n\nA: b\n" CUT NOTE DIFF, false, true},
	{"both", "t\n\nA: b\n// ------------------------ >8 ------------------------\n# c\n", true, true},
};

START_TEST(doubtful_comments)
{
	const char *text = doubt_rows[_i].text;
	int want = (doubt_rows[_i].first ? readings_with(text, "//") : 0) + (doubt_rows[_i].second ? readings_with(text, "#") : 0);

	ck_assert_int_gt(want, 0);
	ck_assert_msg(readings_with(text, "//\n#") == want, "%s: not %d readings", doubt_rows[_i].name, want);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("message");
	TCase *tcase = tcase_create("message");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, extent, 0, (int)ARRAY_SIZE(extent_rows));
	tcase_add_loop_test(tcase, comments, 0, (int)ARRAY_SIZE(comment_rows));
	tcase_add_loop_test(tcase, as_git_cleans, 0, (int)ARRAY_SIZE(message_rows));
	tcase_add_test(tcase, verbose_is_always_cut);
	tcase_add_test(tcase, callback_stops);
	tcase_add_loop_test(tcase, doubtful_comments, 0, (int)ARRAY_SIZE(doubt_rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
