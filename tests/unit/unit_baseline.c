/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/day.h"
#include "scan/baseline.h"

#define KEY "key:0123456789abcdef0123456789abcdef"
#define KEY2 "key:1123456789abcdef0123456789abcdef"

static struct secscan_settings *settings;

static void setup(void)
{
	ck_assert_int_eq(secscan_settings_new(&settings, NULL), 0);
}

static void teardown(void)
{
	secscan_settings_free(settings);
}

static void ask(const char *text)
{
	struct secscan_error err = {0};

	ck_assert_msg(!secscan_settings_add(settings, SECSCAN_LAYER_REPOSITORY, "s", text, strlen(text), &err), "%s", err.message);
}

static struct secscan_baseline read_text(const char *name, const char *text)
{
	struct secscan_baseline b = {0};
	struct secscan_error err = {0};

	ck_assert_msg(!secscan_baseline_read(&b, "f", text, strlen(text), settings, &err), "%s: %s", name, err.message);
	return b;
}

/* ---- lines that are refused ---- */

static const struct {
	const char *name;
	const char *text;
	size_t len; /* 0: all of the text */
	unsigned line, column;
	const char *says;
} bad_rows[] = {
	{"one word", "rule", 0, 1, 5, "fingerprint"},
	{"wildcard for a rule", "* " KEY " /a reason=x\n", 0, 1, 1, "without wildcards"},
	{"part of a rule", "github-* " KEY " /a reason=x\n", 0, 1, 8, "without wildcards"},
	{"upper case rule", "Rule " KEY " /a reason=x\n", 0, 1, 1, "without wildcards"},
	{"fingerprint of a run", "rule run:0123456789abcdef0123456789abcdef /a reason=x\n", 0, 1, 6, "fingerprint"},
	{"short fingerprint", "rule key:0123 /a reason=x\n", 0, 1, 6, "fingerprint"},
	{"long fingerprint", "rule " KEY "0 /a reason=x\n", 0, 1, 6, "fingerprint"},
	{"upper case fingerprint", "rule key:0123456789ABCDEF0123456789abcdef /a reason=x\n", 0, 1, 6, "fingerprint"},
	{"wildcard fingerprint", "rule key:* /a reason=x\n", 0, 1, 6, "fingerprint"},
	{"nothing but rule and fingerprint", "rule " KEY "\n", 0, 1, 42, "path is missing"},
	{"terms for a path", "rule " KEY " reason=x\n", 0, 1, 43, "path is missing"},
	{"NUL in a path", "rule " KEY " /a%00 reason=x\n", 0, 1, 45, "two hex digits"},
	{"half an escape", "rule " KEY " /a%4\n", 0, 1, 45, "two hex digits"},
	{"escape past the end", "rule " KEY " /a%", 0, 1, 45, "two hex digits"},
	{"no hex", "rule " KEY " /a%zz reason=x\n", 0, 1, 45, "two hex digits"},
	{"text behind the path", "rule " KEY " /a /b reason=x\n", 0, 1, 46, "only reason="},
	{"unknown term", "rule " KEY " /a expires=2027-01-01\n", 0, 1, 46, "only reason="},
	{"term twice", "rule " KEY " /a owner=a owner=b\n", 0, 1, 60, "twice"},
	{"empty term", "rule " KEY " /a owner= reason=x\n", 0, 1, 52, "behind the ="},
	{"an owner without width", "rule " KEY " /a owner=\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf reason=x\n", 0, 1, 52, "behind the ="},
	{"a reason of blanks", "rule " KEY " /a reason=\xc2\xa0 \xe3\x80\x80\n", 0, 1, 53, "behind the ="},
	{"a reason of tags", "rule " KEY " /a reason=\xf3\xa0\x81\x81\n", 0, 1, 53, "behind the ="},
	{"no day", "rule " KEY " /a until=tomorrow\n", 0, 1, 52, "2027-01-31"},
	{"a day that is none", "rule " KEY " /a until=2027-02-29\n", 0, 1, 52, "2027-01-31"},
	{"month 13", "rule " KEY " /a until=2027-13-01\n", 0, 1, 52, "2027-01-31"},
	{"five-digit year", "rule " KEY " /a until=20270-01-1\n", 0, 1, 52, "2027-01-31"},
	{"something behind the day", "rule " KEY " /a until=2027-01-01 x\n", 0, 1, 52, "2027-01-31"},
	{"signs in the day", "rule " KEY " /a until=+027-+1-+1\n", 0, 1, 52, "2027-01-31"},
	{"NUL", "# x\nrule\0 " KEY "\n", 48, 2, 5, "UTF-8"},
	{"latin 1", "rule " KEY " /\xe9 reason=x\n", 0, 1, 44, "UTF-8"},
	{"escape sequence", "rule " KEY " /a reason=\033[2J\n", 0, 1, 53, "control byte"},
	{"return inside", "rule " KEY " /a reason=a\rb\n", 0, 1, 54, "control byte"},
	{"merge mark", "# x\n<<<<<<< HEAD\n", 0, 2, 1, "keep the lines of both sides"},
	{"merge mark in the middle", "=======\n", 0, 1, 1, "keep the lines of both sides"},
	{"third line", "# x\n\nrule\n", 0, 3, 5, "fingerprint"},
};

START_TEST(refuses)
{
	const char *text = bad_rows[_i].text;
	struct secscan_baseline b = {0};
	struct secscan_error err = {0};
	int rc = secscan_baseline_read(&b, "f", text, bad_rows[_i].len ? bad_rows[_i].len : strlen(text), settings, &err);

	ck_assert_msg(rc == SECSCAN_ERR_RULES && secscan_exit_code(rc) == 3, "%s: %d", bad_rows[_i].name, rc);
	ck_assert_msg(err.line == bad_rows[_i].line && err.column == bad_rows[_i].column, "%s: %u:%u %s", bad_rows[_i].name,
			err.line, err.column, err.message);
	ck_assert_msg(strstr(err.message, bad_rows[_i].says) != NULL, "%s: %s", bad_rows[_i].name, err.message);
	ck_assert_msg(!b.entries.items && !b.arena.blocks, "%s: something is left", bad_rows[_i].name);
}
END_TEST

START_TEST(a_long_line_is_refused)
{
	struct secscan_baseline b = {0};
	struct secscan_error err = {0};
	size_t len = 1 << 20;
	char *text = malloc(len);

	memset(text, 'a', len);
	ck_assert_int_eq(secscan_baseline_read(&b, "f", text, len, settings, &err), SECSCAN_ERR_RULES);
	ck_assert_uint_eq(err.line, 1);
	free(text);
}
END_TEST

/* ---- lines that are read, and written again ---- */

static const struct {
	const char *name;
	const char *text;
	const char *written; /* NULL: the same */
} good_rows[] = {
	{"nothing", "", NULL},
	{"comment alone", "# x\n", NULL},
	{"full", "rule " KEY " /a until=2027-01-31 owner=Ann <a@example.com> reason=because it is\n", NULL},
	{"leap day", "rule " KEY " /a until=2028-02-29 reason=x\n", NULL},
	{"other order", "rule " KEY " /a reason=a b owner=c until=2027-01-31\n",
			"rule " KEY " /a until=2027-01-31 owner=c reason=a b\n"},
	{"no terms", "rule " KEY " /a\n", NULL},
	{"glob", "rule " KEY " src/**/*.c reason=x\n", NULL},
	{"escapes", "rule " KEY " /a%20b%25%C3%A9%0A reason=x\n", NULL},
	{"a bare letter is escaped", "rule " KEY " /\xc3\xa9 reason=x\n", "rule " KEY " /%C3%A9 reason=x\n"},
	{"small hex", "rule " KEY " /%c3%a9 reason=x\n", "rule " KEY " /%C3%A9 reason=x\n"},
	{"mark, CRLF, blanks, no last line end", "\xef\xbb\xbf# x\r\n\r\n  rule\t" KEY "  /a   reason=x \r\n\t\nz " KEY " /a",
			"# x\nrule " KEY " /a reason=x\nz " KEY " /a\n"},
	{"comments go on top", "b " KEY " /a reason=x\n# late\na " KEY " /a reason=x\n",
			"# late\na " KEY " /a reason=x\nb " KEY " /a reason=x\n"},
	{"doubles", "a " KEY " /a reason=x\na " KEY " /a reason=x\na  " KEY " /a  reason=x\n", "a " KEY " /a reason=x\n"},
	{"of one key the longest stays", "a " KEY " /a until=2098-01-01 reason=x\na " KEY " /a until=2099-01-01 reason=y\n",
			"a " KEY " /a until=2099-01-01 reason=y\n"},
	{"of one key the one that counts stays", "a " KEY " /a until=2099-01-01\na " KEY " /a until=2098-01-01 reason=y\n",
			"a " KEY " /a until=2098-01-01 reason=y\n"},
	{"a reason with a mark inside", "rule " KEY " /a reason=\xe2\x80\x8f\xd7\x90\n", NULL},
	{"an equals sign in a reason", "rule " KEY " /a reason=a = b, not=c\n", NULL},
	{"a word that ends like a term", "rule " KEY " /a reason=co-owner=x\n", NULL},
};

START_TEST(reads_and_writes)
{
	const char *name = good_rows[_i].name, *wanted = good_rows[_i].written ? good_rows[_i].written : good_rows[_i].text;
	struct secscan_baseline b = read_text(name, good_rows[_i].text), again;
	struct buffer once = {0}, twice = {0};

	ck_assert_int_eq(secscan_baseline_write(&once, &b), 0);
	ck_assert_msg(!strcmp(once.data, wanted), "%s: %s", name, once.data);
	again = read_text(name, once.data);
	ck_assert_int_eq(secscan_baseline_write(&twice, &again), 0);
	ck_assert_msg(!strcmp(once.data, twice.data), "%s: written again: %s", name, twice.data);
	secscan_buffer_release(&once);
	secscan_buffer_release(&twice);
	secscan_baseline_release(&b);
	secscan_baseline_release(&again);
}
END_TEST

/* ---- which line speaks for a finding ---- */

static const struct {
	const char *name;
	const char *text;
	const char *path;
	unsigned line; /* 0: none */
	bool counts;
} find_rows[] = {
	{"the path itself", "r " KEY " /a/b reason=x\n", "a/b", 1, true},
	{"deeper than the path", "r " KEY " /b reason=x\n", "a/b", 0, false},
	{"a glob", "r " KEY " /a/** reason=x\n", "a/b/c", 1, true},
	{"another rule", "s " KEY " /a reason=x\n", "a", 0, false},
	{"another value", "r " KEY2 " /a reason=x\n", "a", 0, false},
	{"no reason", "r " KEY " /a owner=x\n", "a", 1, false},
	{"past its day", "r " KEY " /a until=2020-01-01 reason=x\n", "a", 1, false},
	{"one of two is past its day", "r " KEY " ** until=2020-01-01 reason=x\nr " KEY " /a reason=x\n", "a", 2, true},
	{"between others", "q " KEY " /a reason=x\nr " KEY " /b reason=x\nr " KEY " /a reason=x\nr " KEY2 " /a reason=x\n", "a",
			3, true},
};

START_TEST(finds)
{
	struct secscan_baseline b = read_text(find_rows[_i].name, find_rows[_i].text);
	const struct baseline_entry *e = secscan_baseline_find(&b, "r", KEY, find_rows[_i].path);

	ck_assert_msg((e ? e->line : 0) == find_rows[_i].line, "%s: line %u", find_rows[_i].name, e ? e->line : 0);
	ck_assert_msg(!e || !e->refused == find_rows[_i].counts, "%s: %s", find_rows[_i].name, e ? e->refused : "");
	ck_assert_msg(!e || e->used, "%s: not marked", find_rows[_i].name);
	secscan_baseline_release(&b);
}
END_TEST

/* ---- two versions ---- */

static const struct {
	const char *name;
	const char *base, *now;
	const char *facts; /* of each entry: its last day, + added, - gone */
} join_rows[] = {
	{"the same", "r " KEY " /a reason=x\n", "r " KEY " /a reason=x\n", "0"},
	{"another reason", "r " KEY " /a reason=x\n", "r " KEY " /a owner=o reason=y\n", "0"},
	{"added", "", "r " KEY " /a reason=x\n", "0+"},
	{"taken away", "r " KEY " /a reason=x\n", "", "0-"},
	{"shorter", "r " KEY " /a reason=x\n", "r " KEY " /a until=2099-01-01 reason=x\n", "2099"},
	{"longer", "r " KEY " /a until=2098-01-01 reason=x\n", "r " KEY " /a until=2099-01-01 reason=x\n", "2099+ 2098-"},
	{"for ever", "r " KEY " /a until=2098-01-01 reason=x\n", "r " KEY " /a reason=x\n", "0+ 2098-"},
	{"another path", "r " KEY " /a reason=x\n", "r " KEY " /** reason=x\n", "0+ 0-"},
	{"a reason at last", "r " KEY " /a\n", "r " KEY " /a reason=x\n", "0+ 0-"},
	{"the reason taken away", "r " KEY " /a reason=x\n", "r " KEY " /a\n", "0"},
	{"only the order", "a " KEY " /a reason=x\nb " KEY " /a reason=x\n", "b " KEY " /a reason=x\na " KEY " /a reason=x\n", "0 0"},
};

START_TEST(joins)
{
	struct secscan_baseline base = read_text(join_rows[_i].name, join_rows[_i].base);
	struct secscan_baseline now = read_text(join_rows[_i].name, join_rows[_i].now);
	struct buffer facts = {0};

	ck_assert_int_eq(secscan_baseline_join(&now, &base), 0);
	for (size_t i = 0; i < now.entries.len; i++) {
		const struct baseline_entry *e = &now.entries.items[i];
		char day[11];

		secscan_day_write(day, e->until);
		day[4] = '\0';
		ck_assert_int_eq(secscan_buffer_addf(&facts, "%s%s%s%s", i ? " " : "", e->until ? day : "0", e->added ? "+" : "",
				e->gone ? "-" : ""), 0);
	}
	ck_assert_msg(!strcmp(facts.data ? facts.data : "", join_rows[_i].facts), "%s: %s", join_rows[_i].name, facts.data);
	secscan_buffer_release(&facts);
	secscan_baseline_release(&base);
	secscan_baseline_release(&now);
}
END_TEST

enum { MANY = 100000 };

/* The number of the line stands where these two are parted. */
static struct secscan_baseline many_lines(const char *const parts[2])
{
	struct secscan_baseline b;
	struct buffer text = {0};

	for (int i = 0; i < MANY; i++)
		ck_assert_int_eq(secscan_buffer_addf(&text, "%s%06d%s\n", parts[0], i, parts[1]), 0);
	b = read_text("many", text.data);
	secscan_buffer_release(&text);
	return b;
}

static const struct {
	const char *name;
	const char *base[2], *now[2];
	bool added;
} many_rows[] = {
	{"at many paths", {"r " KEY " /", " reason=x"}, {"r " KEY " /", " reason=y"}, false},
	{"for many reasons", {"r " KEY " /a reason=", ""}, {"r " KEY " /a reason=a", ""}, false},
	{"that are longer", {"r " KEY " /a until=2098-01-01 reason=", ""}, {"r " KEY " /a reason=", ""}, true},
};

/* Check's limit of time tells when each line is held against each. */
START_TEST(joins_many_lines_of_one_value)
{
	struct secscan_baseline base = many_lines(many_rows[_i].base), now = many_lines(many_rows[_i].now);

	ck_assert_int_eq(secscan_baseline_join(&now, &base), 0);
	ck_assert_uint_eq(now.entries.len, many_rows[_i].added ? 2 * MANY : MANY);
	for (size_t i = 0; i < now.entries.len; i++)
		ck_assert(now.entries.items[i].added == (many_rows[_i].added && !now.entries.items[i].gone));
	secscan_baseline_release(&base);
	secscan_baseline_release(&now);
}
END_TEST

/* ---- what the settings ask for ---- */

static const struct {
	const char *name;
	const char *settings;
	const char *terms;
	int days;         /* until=, this many days from today; 0: as it stands */
	const char *says; /* NULL: it counts */
} ask_rows[] = {
	{"a reason is enough", "", "reason=x", 0, NULL},
	{"a reason is always asked for", "[allow]\nrequire = owner\n", "owner=x", 0, "no reason="},
	{"owner", "[allow]\nrequire = owner\n", "reason=x", 0, "no owner="},
	{"until", "[allow]\nrequire = reason,until\n", "reason=x", 0, "no until="},
	{"all there", "[allow]\nrequire = reason, owner , until\n", "reason=x owner=y", 10, NULL},
	{"a longest life asks for a day", "[allow]\nlongest = 30\n", "reason=x", 0, "no until="},
	{"within it", "[allow]\nlongest = 30\n", "reason=x", 30, NULL},
	{"beyond it", "[allow]\nlongest = 30\n", "reason=x", 31, "further away"},
	{"today is the last day", "", "reason=x", -1, "is past"},
};

START_TEST(asks)
{
	struct buffer text = {0};
	struct terms terms;
	const char *refused;
	char day[11];

	ask(ask_rows[_i].settings);
	secscan_day_write(day, (unsigned)((int)secscan_day_today() + ask_rows[_i].days));
	ck_assert_int_eq(secscan_buffer_addf(&text, "%s%s%s", ask_rows[_i].terms, ask_rows[_i].days ? " until=" : "",
			ask_rows[_i].days ? day : ""), 0);
	secscan_terms_read(&terms, text.data, text.data + text.len);
	refused = secscan_terms_refused(&terms, settings);
	ck_assert_msg(ask_rows[_i].says ? refused && strstr(refused, ask_rows[_i].says) : !refused, "%s: %s", ask_rows[_i].name,
			refused);
	secscan_buffer_release(&text);
}
END_TEST

START_TEST(today_is_still_good)
{
	struct terms terms = {.until = secscan_day_today()};

	ck_assert(!secscan_terms_expired(&terms));
	terms.until--;
	ck_assert(secscan_terms_expired(&terms));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("baseline");
	TCase *tcase = tcase_create("baseline");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, refuses, 0, (int)ARRAY_SIZE(bad_rows));
	tcase_add_test(tcase, a_long_line_is_refused);
	tcase_add_loop_test(tcase, reads_and_writes, 0, (int)ARRAY_SIZE(good_rows));
	tcase_add_loop_test(tcase, finds, 0, (int)ARRAY_SIZE(find_rows));
	tcase_add_loop_test(tcase, joins, 0, (int)ARRAY_SIZE(join_rows));
	tcase_add_loop_test(tcase, joins_many_lines_of_one_value, 0, (int)ARRAY_SIZE(many_rows));
	tcase_add_loop_test(tcase, asks, 0, (int)ARRAY_SIZE(ask_rows));
	tcase_add_test(tcase, today_is_still_good);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
