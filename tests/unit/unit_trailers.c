/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"
#include "policy/trailers.h"
#include "run_git.h"

#include <stdint.h>

#define CUT "# ------------------------ >8 ------------------------\n"

/* Both readings of one message as "Key=value|Key=value|"; other NULL means that it is the same. */
static const struct row {
	const char *name;
	const char *message;
	const char *stored; /* no_divider */
	const char *other;  /* with divider */
	const char *comment;
	const char *separators;
} rows[] = {
	{"plain", "t\n\nA: b\n", "A=b|"},
	{"two", "t\n\nA: b\nC: d\n", "A=b|C=d|"},
	{"duplicates stay", "t\n\nA: b\nA: b\n", "A=b|A=b|"},
	{"key as written", "t\n\naSSisted-BY: x:y\n", "aSSisted-BY=x:y|"},
	{"empty", "", ""},
	{"title only", "A: b\n", ""},
	{"title paragraph of two lines", "t\nA: b\n", ""},
	{"title after a comment", "# c\nA: b\n", ""},
	{"comment between title and block", "t\n# c\n\nA: b\n", "A=b|"},
	{"comment lines do not end the title", "t\n# c\nA: b\n\nB: c\n", "B=c|"},
	{"leading blank line: no title", "\nA: b\n", "A=b|"},
	{"leading blank lines", "\n\n\nA: b\n", "A=b|"},
	{"no final newline", "t\n\nA: b", "A=b|"},
	{"blank line of spaces", "t\n \t\nA: b\n", "A=b|"},
	{"trailing blank lines", "t\n\nA: b\n\n\n", "A=b|"},
	{"trailing lines of spaces", "t\n\nA: b\n \n\t\n", "A=b|"},
	{"CRLF", "t\r\n\r\nA: b\r\nC: d\r\n", "A=b|C=d|"},
	{"CRLF and folding", "t\r\n\r\nA: b\r\n c\r\n", "A=b\r c|"},
	{"NUL ends the message", NULL, "A=b|"},
	{"body in between", "t\n\nbody\n\nA: b\n", "A=b|"},
	{"trailers above a body are text", "t\n\nA: b\n\nbody\n", ""},

	{"divider", "t\n\nA: b\n---\nC: d\n", "", "A=b|"},
	{"divider and blank", "t\n\nA: b\n--- x\n\nC: d\n", "C=d|", "A=b|"},
	{"divider hides all", "t\n\nbody\n---\n\nC: d\n", "C=d|", ""},
	{"divider with CRLF", "t\n\nA: b\n---\r\n\nC: d\n", "C=d|", "A=b|"},
	{"no divider: four dashes", "t\n\nbody\n----\n\nC: d\n", "C=d|"},
	{"no divider: word", "t\n\nbody\n---x\n\nC: d\n", "C=d|"},
	{"no divider: end of text", "t\n\nA: b\n---", ""},
	{"divider first", "---\n\nA: b\n", "A=b|", ""},

	{"scissors", "t\n\nA: b\n" CUT "diff\n", "A=b|"},
	{"scissors first", CUT "t\n\nA: b\n", ""},
	{"scissors not at a line start", "t\n\nx " CUT "\nA: b\n", "A=b|"},
	{"scissors without newline", "t\n\nA: b\n\n# ------------------------ >8 ------------------------", "A=b|"},
	{"scissors with a dash too many", "t\n\nA: b\n\n# ------------------------- >8 ------------------------\nx\n", ""},
	{"scissors of another comment char", "t\n\nA: b\n; ------------------------ >8 ------------------------\nx\n",
		"A=b|", NULL, ";"},
	{"scissors need the comment char", "t\n\nA: b\n\n" CUT "x\n", "", NULL, ";"},
	/* git 2.39 never ends on this one when the divider counts: newer versions read it as we do */
	{"scissors below a divider", "t\n\nA: b\n---\nx\n" CUT "y\n", "", "A=b|"},

	{"comments at the end", "t\n\nA: b\n# c\n# d\n", "A=b|"},
	{"comments and blanks at the end", "t\n\nA: b\n\n# c\n\n", "A=b|"},
	{"comment in the block", "t\n\nA: b\n# c\nC: d\n", "A=b|C=d|"},
	{"comment cuts a folded value", "t\n\nA: b\n# c\n d\nSigned-off-by: x\n", "A=b|Signed-off-by=x|"},
	{"no comment string", "t\n\nA: b\n# c\n", "", NULL, ""},
	{"comment string of two bytes", "t\n\nA: b\n// c\n", "A=b|", NULL, "//"},
	{"comment that looks like a trailer", "t\n\nA: b\nx: c\n d\nSigned-off-by: e\n", "A=b|Signed-off-by=e|", NULL, "x"},
	{"old list of conflicts", "t\n\nA: b\n\nConflicts:\n\tx.c\n\ty.c\n", "A=b|"},
	{"list of conflicts is left", "t\n\nA: b\n\nConflicts:\n\tx.c\ntext\n", ""},
	{"list of conflicts above", "t\n\nConflicts:\n\tx.c\n\nA: b\n", "A=b|"},

	{"one line that is none", "t\n\nA: b\ntext\n", ""},
	{"recognised, 1 of 4", "t\n\na\nb\nc\nSigned-off-by: x\n", "Signed-off-by=x|"},
	{"recognised, 1 of 5", "t\n\na\nb\nc\nd\nSigned-off-by: x\n", ""},
	{"recognised, 2 of 8", "t\n\na\nb\nc\nd\ne\nf\nA: b\nSigned-off-by: x\n", "A=b|Signed-off-by=x|"},
	{"recognised, 2 of 9", "t\n\na\nb\nc\nd\ne\nf\ng\nA: b\nSigned-off-by: x\n", ""},
	{"recognised needs the blank", "t\n\na\nSigned-off-by:x\n", ""},
	{"recognised as written", "t\n\na\nsigned-off-by: x\n", ""},
	{"cherry pick line", "t\n\na\nA: b\n(cherry picked from commit 1234)\n", "A=b|"},
	{"cherry pick line alone", "t\n\n(cherry picked from commit 1234)\n", ""},
	{"generated-with line hides the block", "t\n\nGenerated with Tool\nAssisted-by: x:y\n", ""},
	{"generated-with line and sign-off", "t\n\nGenerated with Tool\nAssisted-by: x:y\nSigned-off-by: z\n",
		"Assisted-by=x:y|Signed-off-by=z|"},
	{"folded lines of text count", "t\n\ntext\n a\n b\nSigned-off-by: x\n", "Signed-off-by=x|"},
	{"folded lines of text count, too many", "t\n\ntext\n a\n b\n c\nSigned-off-by: x\n", ""},
	{"indented first line", "t\n\n a\nA: b\n", ""},

	{"key with underscore", "t\n\nAI_Share: 1%\n", ""},
	{"key with a blank inside", "t\n\nAI Share: 1%\n", ""},
	{"blank before the colon", "t\n\nA : b\nC\t: d\n", "A=b|C=d|"},
	{"no blank behind the colon", "t\n\nA:b\n", "A=b|"},
	{"no key", "t\n\n: b\nSigned-off-by: x\n", "Signed-off-by=x|"},
	{"indented key", "t\n\n A: b\n", ""},
	{"digits and dashes", "t\n\n1: a\n-: b\n", "1=a|-=b|"},
	{"letters beyond ASCII", "t\n\n\xc3\xa9: b\n", ""},
	{"full-width colon", "t\n\nA\xef\xbc\x9a b\n", ""},
	{"colons in the value", "t\n\nA: b: c\n", "A=b: c|"},
	{"other separators", "t\n\nA= b\nC% d\n", "A=b|C=d|", NULL, NULL, "=%"},
	{"colon is none of them", "t\n\nA: b\n", "", NULL, NULL, "="},
	{"equals sign is none", "t\n\nA= b\n", ""},

	{"folded with a blank", "t\n\nA: b\n c\n", "A=b c|"},
	{"folded with a tab", "t\n\nA: b\n\t\tc\n", "A=b c|"},
	{"folded twice", "t\n\nA: b\n c\n  d\nE: f\n", "A=b c d|E=f|"},
	{"folded, nothing on the first line", "t\n\nA:\n b\n", "A=b|"},
	{"value trimmed", "t\n\nA: \t b \t\n", "A=b|"},
	{"vertical tab is no white space", "t\n\nA: b\v\n\vc\n", ""},
	{"empty value", "t\n\nA:\nReviewed-by: x\n", "A=|Reviewed-by=x|"},
	{"empty value at the end", "t\n\nA:", "A=|"},
	{"empty value and blank", "t\n\nA: \n", "A=|"},
};

static const char nul_message[] = "t\n\nA: b\n\0C: d\n";

static void show(struct buffer *out, const struct secscan_trailers *t, const char *middle, const char *end)
{
	int rc = 0;

	for (size_t i = 0; i < t->count && !rc; i++)
		rc = secscan_buffer_addf(out, "%s%s%s%s", t->items[i].key, middle, t->items[i].value, end);
	ck_assert_int_eq(rc, 0);
}

static void check_reading(const struct row *row, bool no_divider)
{
	const struct secscan_trailer_options options = {no_divider, row->comment, row->separators};
	const char *message = row->message ? row->message : nul_message;
	size_t len = row->message ? strlen(message) : sizeof(nul_message) - 1;
	const char *want = !no_divider && row->other ? row->other : row->stored;
	char *exact = malloc(len ? len : 1); /* no NUL behind it: reading one byte too far is seen */
	struct secscan_trailers t = {0};
	struct buffer got = {0};

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, message, len);
	ck_assert_int_eq(secscan_trailers_parse(&t, exact, len, &options, NULL), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&got, ""), 0);
	show(&got, &t, "=", "|");
	ck_assert_msg(strcmp(got.data, want) == 0, "%s: %s, not %s", row->name, got.data, want);
	secscan_trailers_release(&t);
	secscan_buffer_release(&got);
	free(exact);
}

START_TEST(readings)
{
	check_reading(&rows[_i], true);
	check_reading(&rows[_i], false);
}
END_TEST

START_TEST(line_numbers)
{
	static const char message[] = "t\n\nbody\n\nA: b\n c\n# x\nC: d\n";
	struct secscan_trailers t = {0};

	ck_assert_int_eq(secscan_trailers_parse(&t, message, strlen(message), NULL, NULL), 0);
	ck_assert_uint_eq(t.count, 2);
	ck_assert_uint_eq(t.items[0].line, 5);
	ck_assert_uint_eq(t.items[1].line, 8);
	secscan_trailers_release(&t);
}
END_TEST

/* Eight million bytes of the shapes that make a careless parser quadratic: this test ends or it does not. */
static const struct {
	const char *name;
	const char *unit;
	size_t count; /* of trailers */
} long_rows[] = {
	{"folded lines", "\n x", 1},
	{"trailers", "\nA: b", 1600000},
	{"blank lines", "\n", 1},
	{"comments", "\n#", 1},
	{"half scissors", "\n# ------------------------ >8 -----------------------", 1},
	{"one line", "x", 1},
	{"spaces", " ", 1},
	{"dividers that are none", "\n----", 0},
};

START_TEST(long_messages)
{
	struct secscan_trailers t = {0};
	struct buffer b = {0};
	int rc = secscan_buffer_addstr(&b, "t\n\nA: b");

	while (!rc && b.len < 8000000) /* Check's assertions are slow: none in long loops */
		rc = secscan_buffer_addstr(&b, long_rows[_i].unit);
	ck_assert_int_eq(rc, 0);
	ck_assert_int_eq(secscan_trailers_parse(&t, b.data, b.len, NULL, NULL), 0);
	ck_assert_msg(t.count == long_rows[_i].count, "%s: %zu", long_rows[_i].name, t.count);
	secscan_trailers_release(&t);
	secscan_buffer_release(&b);
}
END_TEST

/* --- The real git says what is right. --- */

/* Lines that matter, each alone and in any order; %c is the comment character, %s a separator. */
static const char *const pieces[] = {
	"", "", "", "", " ", "\t", "\r", "title", "a longer line: with text", "A: b", "A: b", "Key-2: v w", "A%s b", "Ab%sc",
	"Signed-off-by: S <s@x>", "Signed-off-by:S", "signed-off-by: S", "(cherry picked from commit 12)", " folded", "\tfolded",
	"  F: g", "%c comment", "%c", "%c A: b", " %c", "#", "# c", "---", "--- a/x", "---\t", "---x", "----", "--",
	"%c ------------------------ >8 ------------------------", "# ------------------------ >8 ------------------------",
	"------------------------ >8 ------------------------", "Conflicts:", "Conflicts: ", "\tpath/x.c", "A : b", "A\t: b", ": n",
	"a_b: c", "A B: c", "A:", "A: ", "A%s", "\v", "\f x", "A: \v b \f", "\xc3\xa9: x", "A: \xc3\xa9", "-: x", "1: x", ":", "A", "=", "A: b: c",
	"Assisted-by: Claude:opus [x]", "Reviewed-by: R <r@x>", "AI-Share: 62% (124/200)",
};

struct random {
	uint64_t state;
};

static size_t draw(struct random *r, size_t below)
{
	r->state = r->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(r->state >> 33) % below;
}

static int add_piece(struct buffer *out, struct random *r, const char *comment, const char *separators)
{
	const char *piece = pieces[draw(r, ARRAY_SIZE(pieces))];
	int rc = 0;

	for (; *piece && !rc; piece++) {
		if (piece[0] == '%' && piece[1] == 'c')
			rc = secscan_buffer_addstr(out, comment), piece++;
		else if (piece[0] == '%' && piece[1] == 's')
			rc = secscan_buffer_add(out, separators + draw(r, strlen(separators)), 1), piece++;
		else
			rc = secscan_buffer_add(out, piece, 1);
	}
	return rc;
}

static void make_message(struct buffer *out, struct random *r, const char *comment, const char *separators)
{
	static const char odd[] = " \t\r\n:#-aZ\x80";
	size_t lines = draw(r, 14);
	int rc;

	secscan_buffer_reset(out);
	rc = secscan_buffer_addstr(out, draw(r, 4) ? "title\n\n" : "");
	for (size_t i = 0; i < lines && !rc; i++) {
		rc = add_piece(out, r, comment, separators);
		rc = rc ? rc : secscan_buffer_addstr(out, draw(r, 12) ? "\n" : "\r\n");
	}
	ck_assert_int_eq(rc, 0);
	if (out->len && !draw(r, 5))
		out->len -= 1 + draw(r, out->len) % 3 % out->len;
	for (size_t i = draw(r, 8) ? 0 : 3; i && out->len; i--)
		out->data[draw(r, out->len)] = draw(r, 9) ? odd[draw(r, sizeof(odd) - 1)] : '\0';
	out->data[out->len] = '\0';
}

struct setting {
	const char *name;
	const char *comment;
	const char *separators;
	bool no_divider;
};

static const struct setting settings[] = {
	{"stored", "#", ":", true},
	{"divider", "#", ":", false},
	{"comment", ";", ":", true},
	{"comment that could be a key", "A", ":", false},
	{"separators", "#", "=:", true},
};

enum { BATCH = 120, PATH_ROOM = 16 };

/* git 2.39 spins on scissors below a divider; what stands below it does not matter to the answer. */
static size_t length_for_git(const struct buffer *message, const struct setting *s)
{
	size_t len = strlen(message->data);

	if (s->no_divider || secscan_scissors_find(message->data, len, s->comment) == len)
		return message->len;
	for (const char *line = message->data; *line;) {
		const char *end = strchr(line, '\n');

		if (strncmp(line, "---", 3) == 0 && line[3] && strchr(" \t\r\n", line[3]))
			return (size_t)(line - message->data) + 4;
		if (!end)
			break;
		line = end + 1;
	}
	return message->len;
}

static void expect_ours(struct buffer *want, const struct buffer *message, const struct setting *s, int mark)
{
	const struct secscan_trailer_options options = {s->no_divider, s->comment, s->separators};
	const char middle[] = {s->separators[0], ' ', '\0'};
	struct secscan_trailers t = {0};

	ck_assert_int_eq(secscan_trailers_parse(&t, message->data, message->len, &options, NULL), 0);
	show(want, &t, middle, "\n");
	ck_assert_int_eq(secscan_buffer_addf(want, "Mark%s%d\n", middle, mark), 0);
	secscan_trailers_release(&t);
}

/* One git for many messages: a file that says which one it was stands behind each. */
static void make_batch(const char *dir, char (*names)[PATH_ROOM], struct buffer *want, struct random *r,
		const struct setting *s)
{
	struct buffer message = {0};
	char path[64], mark[64];

	for (int i = 0; i < BATCH; i++) {
		make_message(&message, r, s->comment, s->separators);
		expect_ours(want, &message, s, i);
		snprintf(names[2 * i], PATH_ROOM, "m%d", i);
		snprintf(names[2 * i + 1], PATH_ROOM, "s%d", i);
		snprintf(path, sizeof(path), "%s/%s", dir, names[2 * i]);
		ck_assert_int_eq(spew(path, message.data, length_for_git(&message, s)), 0);
		snprintf(path, sizeof(path), "%s/%s", dir, names[2 * i + 1]);
		snprintf(mark, sizeof(mark), "t\n\nMark%c %d\n", s->separators[0], i);
		ck_assert_int_eq(spew(path, mark, strlen(mark)), 0);
	}
	secscan_buffer_release(&message);
}

static void ask_git(const char *dir, char (*names)[PATH_ROOM], const struct setting *s)
{
	char comment[64], separators[64];
	char *argv[2 * BATCH + 16] = {(char[]){"git"}, (char[]){"-c"}, comment, (char[]){"-c"}, separators,
		(char[]){"interpret-trailers"}, (char[]){"--parse"}, (char[]){"--only-trailers"}, (char[]){"--unfold"}};
	size_t n = 9;

	snprintf(comment, sizeof(comment), "core.commentChar=%s", s->comment);
	snprintf(separators, sizeof(separators), "trailer.separators=%s", s->separators);
	if (s->no_divider)
		argv[n++] = (char[]){"--no-divider"};
	for (size_t i = 0; i < 2 * BATCH; i++)
		argv[n++] = names[i];
	ck_assert_int_eq(run_git(dir, NULL, "out", argv), 0);
}

/* The first message that differs, for a person to look at. */
static void compare(const char *dir, const struct setting *s, const struct buffer *want, unsigned long round)
{
	char path[64];
	char *got;
	size_t same = 0, mark = 0;

	snprintf(path, sizeof(path), "%s/out", dir);
	got = slurp(path, NULL);
	ck_assert_ptr_nonnull(got);
	while (got[same] && got[same] == want->data[same])
		if (got[same++] == '\n' && strncmp(got + same, "Mark", 4) == 0)
			mark++;
	ck_assert_msg(strcmp(got, want->data) == 0, "%s, round %lu, %s/m%zu: git says\n%.300s\nwe say\n%.300s", s->name, round,
		dir, mark, got + same, want->data + same);
	free(got);
}

/* Long runs by hand: SECSCAN_ROUNDS=100 is 12,000 messages in each setting. */
static unsigned long rounds(void)
{
	const char *text = getenv("SECSCAN_ROUNDS");

	return text ? strtoul(text, NULL, 10) : 2;
}

START_TEST(same_as_git)
{
	static char names[2 * BATCH][PATH_ROOM];
	const struct setting *s = &settings[_i];
	char dir[32];

	make_dir(dir, sizeof(dir));
	for (unsigned long round = 0; round < rounds(); round++) {
		struct random r = {round * 7919 + (uint64_t)_i};
		struct buffer want = {0};

		make_batch(dir, names, &want, &r, s);
		ask_git(dir, names, s);
		compare(dir, s, &want, round);
		secscan_buffer_release(&want);
	}
	remove_dir(dir);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("trailers");
	TCase *tcase = tcase_create("trailers");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, readings, 0, (int)ARRAY_SIZE(rows));
	tcase_add_test(tcase, line_numbers);
	tcase_add_loop_test(tcase, long_messages, 0, (int)ARRAY_SIZE(long_rows));
	tcase_add_loop_test(tcase, same_as_git, 0, (int)ARRAY_SIZE(settings));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
