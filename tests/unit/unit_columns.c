/* SPDX-License-Identifier: MIT */
/* Passwords in tables: which cells are found, and that what is told is the cell. */
#include "scanner_fixture.h"

#include "base/array.h"
#include "base/buffer.h"

#define PROOF "remedy = r\nsample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"
#define HEAD(id) "[" id "]\nname = n\nseverity = high\n" PROOF "finder = columns\n"

#define EIGHT "1,2,3,4,5,6,7,8,"
#define NINE_EIGHTS EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT

static const char secrets[] = HEAD("pass") "words = *password pwd\npattern = [\\x60*]{0,2}([^\\s\\x60]{6,40})[\\x60*]{0,2}$\n"
		HEAD("key") "words = apikey\npattern = ([0-9a-f]{16})$\nunless = public\npath = **/*.csv\n";

static void setup(void)
{
	make_scanner(secrets, NULL);
}

struct notes {
	const char *data;
	struct buffer out;
};

/* The rule, the line and the value. */
static int note(const struct secscan_finding *f, void *payload)
{
	struct notes *notes = payload;

	return secscan_buffer_addf(&notes->out, "%s@%u:%.*s ", f->rule_id, f->line, (int)f->secret_length,
			notes->data + f->secret_offset);
}

static struct buffer scan(const char *path, const char *data, size_t len)
{
	struct secscan_input input = {data, len, path};
	struct secscan_error err = {0};
	struct notes notes = {.data = data};

	ck_assert_int_eq(secscan_buffer_addstr(&notes.out, ""), 0);
	ck_assert_msg(!secscan_scan(scanner, &input, note, &notes, &err), "%s", err.message);
	if (notes.out.len)
		notes.out.data[--notes.out.len] = '\0';
	return notes.out;
}

static const struct {
	const char *name;
	const char *text;
	const char *found;
} rows[] = {
	{"commas", "user,password,note\nada,kX9mQ2v,x\n", "pass@2:kX9mQ2v"},
	{"no line end", "user,password\nada,kX9mQ2v", "pass@2:kX9mQ2v"},
	{"semicolons and CRLF", "user;password\r\nada;kX9mQ2v\r\nbob;\r\neve;kX9mQ2w\r\n", "pass@2:kX9mQ2v pass@4:kX9mQ2w"},
	{"tabs", "user\tpassword\nada\tkX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"an empty cell between tabs", "user\tmail\tpassword\nada\t\tkX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"bars and blanks", "user | password\nada | kX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"quoted", "\"user\",\"password\"\n\"ada, b\",\"kX9m,Q2v\"\n", "pass@2:kX9m,Q2v"},
	{"a quote in quotes", "user,password\nada,\"kX9\"\"mQ2v\"\n", "pass@2:kX9\"\"mQ2v"},
	{"a line end in quotes", "user,note,password\nada,\"x\ny\",kX9mQ2v\n", "pass@3:kX9mQ2v"},
	{"a quote that nothing ends", "user,password\n\"ada,kX9mQ2v\nbob,kX9mQ2w\n", "pass@2:kX9mQ2v pass@3:kX9mQ2w"},
	{"a name joined of words", "Mail,Admin-Password\na@b.c,kX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"a whole word only", "user,old pwd\nada,kX9mQ2v\n", ""},
	{"nobody's", "password,strength\nkX9mQ2v,3\n", ""},
	{"hashes", "user,password hash\nada,kX9mQ2v\n", ""},
	{"hashes by a word before", "user,crypted_password\nada,kX9mQ2v\n", ""},
	{"a cell too short", "user,password\nada,kX9\n", ""},
	{"a cell with more than the pattern", "user,password\nada,kX9mQ2v and more\n", ""},
	{"a mark of the byte order", "\xef\xbb\xbfuser,password\nada,kX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"a preface", "sep=;\n# logins\n\nuser;password\nada;kX9mQ2v\n", "pass@5:kX9mQ2v"},
	{"a header alone", "user,password\n", ""},
	{"a header and prose", "user, password\nkX9mQ2v\n", ""},
	{"many columns", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,"
			"a,b,c,d,e,f,g,h,i,j,k,l,user,password\n1,2\n", ""},
	{"a column behind seventy-two", NINE_EIGHTS "user,password\n" NINE_EIGHTS "ada,kX9mQ2v\n", "pass@2:kX9mQ2v"},
	{"Markdown", "text\n\n| User | Password |\n|:---|----|\n| ada | `kX9mQ2v` |\n\n| bob | kX9mQ2w |\n", "pass@5:kX9mQ2v"},
	{"two tables", "| User | Password |\n|---|---|\n| a | kX9mQ2v |\n\n| User | Role |\n|---|---|\n| a | kX9mQ2w |\n",
			"pass@3:kX9mQ2v"},
	{"a table without a header", "|---|---|\n| ada | kX9mQ2v |\n", ""},
	{"what psql prints", "x\n user | password\n------+----------\n ada  | kX9mQ2v\n(1 row)\n", "pass@4:kX9mQ2v"},
	{"what mysql prints", "+---+---+\n| user | pwd |\n+---+---+\n| a | kX9mQ2v |\n| b | kX9mQ2w |\n+---+---+\n",
			"pass@4:kX9mQ2v pass@5:kX9mQ2w"},
	{"MediaWiki", "{|\n! Host !! User !! Password\n|-\n| db || ada || kX9mQ2v\n|-\n| b || c || kX9mQ2w\n|}\n",
			"pass@4:kX9mQ2v pass@6:kX9mQ2w"},
	{"Textile", "h1. x\n\n|_. User |_. Password |\n|ada|kX9mQ2v|\n", "pass@4:kX9mQ2v"},
	{"two rules", "user,api key,password\nada,93c1f0a7b2d4e865,kX9mQ2v\n", "key@2:93c1f0a7b2d4e865 pass@2:kX9mQ2v"},
	{"what unless forbids", "user,api key\npublic,93c1f0a7b2d4e865\n", ""},
};

START_TEST(finds)
{
	struct buffer out = scan("a.csv", rows[_i].text, strlen(rows[_i].text));

	ck_assert_msg(!strcmp(out.data, rows[_i].found), "%s: %s", rows[_i].name, out.data);
	secscan_buffer_release(&out);
}
END_TEST

START_TEST(reads_utf16)
{
	static const char text[] = "user,password\nada,kX9mQ2v\n";
	char wide[2 * sizeof(text)] = {'\xff', '\xfe'};
	struct buffer out;

	for (size_t i = 0; i + 1 < sizeof(text); i++)
		wide[2 * i + 2] = text[i];
	out = scan("a.csv", wide, sizeof(wide));
	ck_assert_msg(!strncmp(out.data, "pass@2:", 7), "%s", out.data);
	secscan_buffer_release(&out);
}
END_TEST

START_TEST(asks_for_the_path)
{
	static const char text[] = "user,api key\nada,93c1f0a7b2d4e865\n";
	struct buffer out = scan("a.txt", text, strlen(text));

	ck_assert_str_eq(out.data, "");
	secscan_buffer_release(&out);
}
END_TEST

/* What gave nothing in an older version is left out, but not the header that it has from now on. */
START_TEST(a_history_forgets_no_header)
{
	struct buffer before = {0}, after = {0}, out;

	for (int row = 0; row < 400; row++)
		ck_assert_int_eq(secscan_buffer_addf(&before, "user%d,%x,%s\n", row, row * 7919, row == 300 ? "kX9mQ2v" : "x"), 0);
	ck_assert_int_eq(secscan_buffer_addf(&after, "user,id,password\n%s", before.data), 0);
	ck_assert_int_eq(secscan_scanner_remember(scanner, NULL), 0);
	for (int again = 0; again < 2; again++) {
		out = scan("a.csv", before.data, before.len);
		ck_assert_str_eq(out.data, "");
		secscan_buffer_release(&out);
		out = scan("a.csv", after.data, after.len);
		ck_assert_str_eq(out.data, "pass@302:kX9mQ2v");
		secscan_buffer_release(&out);
	}
	secscan_buffer_release(&before);
	secscan_buffer_release(&after);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("columns");
	TCase *tcase = tcase_create("columns");

	tcase_add_checked_fixture(tcase, setup, free_scanner);
	tcase_add_loop_test(tcase, finds, 0, ARRAY_SIZE(rows));
	tcase_add_test(tcase, reads_utf16);
	tcase_add_test(tcase, asks_for_the_path);
	tcase_add_test(tcase, a_history_forgets_no_header);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
