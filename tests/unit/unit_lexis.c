/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "scan/lexis.h"

/* Written before the bytes that are code, remark or string. */
#define K "\1"
#define R "\2"
#define S "\3"

#define L(name) SECSCAN_LANGUAGE_##name

static const struct row {
	const char *name;
	enum secscan_language language;
	const char *text;
} rows[] = {
	{"no language: all is code", L(NONE), K "# \"a\" // b"},
	{"empty", L(C), ""},

	{"c: comments", L(C), K "a; " R "// b \"c" K "\nd " R "/* e\n'f */" K " g"},
	{"c: comment mark in a string", L(C), K "f(" S "\"/* // \"" K "); g();"},
	{"c: quote in a comment", L(C), R "// don't" K "\nf(" S "'\"'" K ");"},
	{"c: escaped quote", L(C), K "f(" S "\"a\\\"b\\\\\"" K ", x)"},
	{"c: unterminated string ends with its line", L(C), K "#error don" S "'t" K "\nstrcpy(a, b);"},
	{"c: continued string", L(C), K "f(" S "\"a\\\nb\"" K ");"},
	{"c: continued string, crlf", L(C), K "f(" S "\"a\\\r\nb\"" K ");"},
	{"c: continued comment", L(C), R "// a \\\nstill" K "\nb"},
	{"c: continued comment, crlf", L(C), R "// a \\\r\nstill\r" K "\nb"},
	{"c: digit separators", L(CPP), K "x = 1'000'000; f(" S "\"a\"" K ");"},
	{"c: prefixed character", L(C), K "x = L" S "'a'" K " + u8" S "'\\''" K ";"},
	{"c: a comment that never ends hides nothing", L(C), K "a " R "/*" K " b\nc " R "/*" K " d"},
	{"c: slash at the end", L(C), K "a /"},
	{"c: slash star slash", L(C), R "/*/ a */" K "b"},
	{"c++: raw string", L(CPP), K "R" S "\"(a \" b)\"" K " + f(" S "\"c\"" K ")"},
	{"c++: raw string with a tag", L(CPP), K "u8R" S "\"x(a )\" b\n)x\"" K ";"},
	{"c++: FOR\"a\" is no raw string", L(CPP), K "FOR" S "\"(a\"" K " b"},

	{"csharp: verbatim", L(CSHARP), K "f(" S "@\"c:\\\"" K ", " S "@\"a\"\"b\nc\"" K ");"},
	{"csharp: interpolated", L(CSHARP), K "f(" S "$\"a{" K "g(" S "\"b\"" K ")}" S "{{c}}\"" K ");"},
	{"csharp: raw", L(CSHARP), K "f(" S "\"\"\"a \" b\"\"\"" K ");"},

	{"dockerfile: mark in the middle", L(DOCKERFILE), K "  " R "# a" K "\nRUN echo # b 'c\nRUN d"},

	{"go: raw string", L(GO), K "f(" S "`a\\`" K ", " S "'`'" K ", " S "\"`\"" K ") " R "// `" K "\nx"},
	{"go: raw string of lines", L(GO), K "f(" S "`a\n// b\n`" K ")"},

	{"html: comments of templates", L(HTML), K "<p>don't</p>" R "<!-- \"a -->" K "{{b}}" R "{# c #}" K "\"d\""},

	{"html: handlebars is no comment", L(HTML), K "{{#if a}}b{{/if}} {#if c}{/if} " R "{#- d #}" K " e"},

	{"java: text block", L(JAVA), K "f(" S "\"\"\"\na \"b\" \\\"\"\" c\"\"\"" K "); " R "// d" K "\ne"},

	{"javascript: template", L(JAVASCRIPT), K "f(" S "`a ${" K "eval(x)}" S " b`" K ")"},
	{"javascript: object in a template", L(JAVASCRIPT), S "`${" K "{a: {b: " S "'}'" K "}}}" S " `" K "; c"},
	{"javascript: template in a template", L(JAVASCRIPT), S "`${" K "a + " S "`b${" K "c}" S "d`" K "}" S "e`" K ";"},
	{"javascript: dollar without brace", L(JAVASCRIPT), S "`$a \\${b}`" K ";"},
	{"javascript: regex", L(JAVASCRIPT), K "a = " S "/[\"/]\\/'/" K "g; b(" S "\"c\"" K ")"},
	{"javascript: regex behind return", L(JAVASCRIPT), K "return " S "/'/" K ".test(x)"},
	{"javascript: regex behind a condition", L(JAVASCRIPT), K "if (a) " S "/[`']/" K ".test(b); c / d"},
	{"javascript: a template that never ends hides nothing", L(JAVASCRIPT), K "<p>a " S "`" K " b</p>\neval(c);"},
	{"javascript: division", L(JAVASCRIPT), K "a = b / c; d = (e) / 2 " R "// '" K "\nf / g"},
	{"javascript: division behind an index", L(JAVASCRIPT), K "a[0] / b; " S "'c/'" K ";"},
	{"javascript: closing tag", L(JAVASCRIPT), K "<a>b</a> " S "'c'" K "</b>"},
	{"javascript: apostrophe in a text", L(JAVASCRIPT), K "<p>don" S "'t</p>" K "\neval(x)"},
	{"typescript: as javascript", L(TYPESCRIPT), K "const a: string = " S "`b`" K ";"},

	{"kotlin: nested comment", L(KOTLIN), R "/* a /* b */ c */" K " d"},
	{"kotlin: raw string", L(KOTLIN), K "f(" S "\"\"\"a\\\"${" K "g(" S "\"b\"" K ")}" S "\"\"\"" K ")"},

	{"nginx: comment", L(NGINX), K "a " S "\"#b\"" K "; " R "# it's" K "\nc d#e;"},

	{"php: outside of the tags", L(PHP), S "<p>eval($x)</p><?" K "php f(" S "'a'" K "); ?" K ""},
	{"php: out and in again", L(PHP), S "<?" K "= $a " S "?>b's <?" K "php c"},
	{"php: comment ends with the tag", L(PHP), S "<?" K "php " R "// a " S "?> b <?" K " c"},
	{"php: hash and attribute", L(PHP), S "<?" K "\n" R "# it's" K "\n#[A(" S "'b'" K ")]"},
	{"php: strings of lines", L(PHP), S "<?" K " f(" S "'a\\'\nb'" K ", " S "\"c{" "$" K "d(" S "'e'" K ")}" S "f\"" K ");"},
	{"php: heredoc", L(PHP), S "<?" K " $a = <<<'EOT'\n" S "b's\nEOTx\n  EOT" K "; f($c);"},

	{"python: comment", L(PYTHON), K "a = " S "'#'" K " " R "# it's" K "\nb"},
	{"python: docstring", L(PYTHON), K "def f():\n    " S "\"\"\"Don't\n\\\"\"\" # a\n\"\"\"" K "\n    eval(x)"},
	{"python: raw string keeps its quote", L(PYTHON), K "r" S "'\\''" K " + a"},
	{"python: f-string", L(PYTHON), K "f" S "'a{{b}}{" K "eval(x)}" S "c'" K " + d"},
	{"python: f-string, same quotes", L(PYTHON), K "rf" S "\"a{" K "b[" S "\"c\"" K "]}" S "\"" K " + d"},
	{"python: f-string left open", L(PYTHON), K "f" S "\"a{" K "b\neval(c)"},
	{"python: a name that ends with f", L(PYTHON), K "self" S "'{a}'" K ""},
	{"python: unterminated", L(PYTHON), K "a = " S "'b" K "\neval(c)"},
	{"python: continued", L(PYTHON), K "a = " S "'b\\\nc'" K "; d"},

	{"ruby: interpolation", L(RUBY), K "f " S "\"a#{" K "g(" S "'}'" K ")}" S "b\"" K " " R "# c" K "\nd"},
	{"ruby: block comment", L(RUBY), K "a\n" R "=begin\nb's\n=end" K "\nc"},
	{"ruby: characters and variables", L(RUBY), K "a = ?\" + $' + $\"; b " S "'c'" K ""},
	{"ruby: percent literals", L(RUBY), K "a = " S "%w[b's [c] d]" K "; e % f; g = " S "%q(h\")" K ""},
	{"ruby: regex", L(RUBY), K "a =~ " S "/\"'/" K " and b / c"},
	{"ruby: heredocs", L(RUBY), K "f(<<~A, <<-'B')\n" S "  it's\n  A" K "\n" S "b\n  B" K "\ng"},
	{"ruby: a shift is no heredoc", L(RUBY), K "a <<b\nf(" S "'c'" K ")\n"},
	{"ruby: class << self", L(RUBY), K "class << self\n  f " S "'a'" K "\nend\n"},

	{"rust: lifetimes", L(RUST), K "fn f<'a>(x: &'a str) { g(" S "'\"'" K ", " S "'\\''" K ", " S "'\xc3\xa9'" K ") }"},
	{"rust: raw strings", L(RUST), K "f(r#" S "\"a \" b\"#" K ", br" S "\"c\\\"" K ", " S "\"d\\\"e\"" K ")"},
	{"rust: nested comment", L(RUST), R "/* /* */ \" */" K " a " R "// b" K "\nc"},

	{"shell: comment at a word's start only", L(SHELL), K "echo a#b ${#c} $# " R "# it's" K "\nd;" R "#e"},
	{"shell: quotes", L(SHELL), K "echo " S "'a\\'" K " " S "\"b\\\"#\"" K " \\\" " S "$'c\\'d'" K " e"},
	{"shell: command in a string", L(SHELL), K "a=" S "\"b $(" K "curl " S "\"$u\"" K " | (sh))" S " c\"" K "; d"},
	{"shell: heredoc", L(SHELL), K "cat <<EOF | sh " R "# a" K "\n" S "it's # b\n EOF\nEOF" K "\nc"},
	{"shell: quoted and indented tag", L(SHELL), K "cat <<-'E-F'\n" S "\ta\n\tE-F" K "\nb"},
	{"shell: tag of signs", L(SHELL), K "cat <<!\n" S "it's\n!" K "\nb"},
	{"shell: spaced tag", L(SHELL), K "cat << EOF\n" S "a\nEOF" K "\nb"},
	{"shell: here-string", L(SHELL), K "cat <<< word\nword\n" S "'a'" K ""},
	{"shell: shift without a tag below", L(SHELL), K "echo $((a<<b))\nc " S "'d'" K "\n"},
	{"shell: strings of lines", L(SHELL), K "sh -c " S "'a\n# b\n'" K " c"},
	{"shell: crlf", L(SHELL), K "a " R "# b\r" K "\ncat <<E\r\n" S "c\r\nE" K "\r\nd"},

	{"sql: doubled quotes", L(SQL), K "a " S "'it''s --'" K " " R "-- b's" K "\n" R "/* ' */" K " c " S "\"d\""},
	{"sql: backslash in a word", L(SQL), K "a " S "'it\\'s'" K ", " S "'c:\\'" K ", " S "\"d\\\"e\"" K ";"},

	{"terraform: interpolation", L(TERRAFORM), K "a = " S "\"b${" K "c[" S "\"d\"" K "]}" S "\"" K " " R "# e" K "\nf"},
	{"terraform: heredoc", L(TERRAFORM), K "a = <<-EOT\n" S "b\n  EOT" K "\n" R "// c" K "\nd"},

	{"yaml: quotes hide the mark only", L(YAML), K "a: \"# b\" " R "# c" K "\nd: don't " R "# it's" K "\ne: 'f # g'"},
	{"workflow: block of shell", L(WORKFLOW), K "run: |\n  echo 'a\n  b' c#d " R "# e" K "\n  curl x | sh"},
};

/* Take the marks out of the text; classes gets one class a byte. */
static size_t unmark(char *plain, unsigned char *classes, const char *text)
{
	unsigned char class = LEXIS_CODE;
	size_t len = 0;

	for (; *text != '\0'; text++) {
		if (*text >= 1 && *text <= 3) {
			class = (unsigned char)(*text - 1);
			continue;
		}
		plain[len] = *text;
		classes[len++] = class;
	}
	return len;
}

/* No room behind the text, so that the sanitizer sees a step too far. */
static char *exact_copy(const char *text, size_t len)
{
	char *copy = malloc(len > 0 ? len : 1);

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, text, len);
	return copy;
}

static void expect(struct lexis *lexis, const struct row *row, const unsigned char *classes, size_t at)
{
	enum lexis_class got = secscan_lexis_at(lexis, at);

	ck_assert_msg(got == classes[at], "%s: byte %zu (%c) is %d, not %d", row->name, at, lexis->data[at], got,
			classes[at]);
}

START_TEST(every_byte_has_its_class)
{
	const struct row *row = &rows[_i];
	unsigned char classes[256];
	char plain[256] = "", *data;
	const size_t len = unmark(plain, classes, row->text);
	struct lexis lexis;

	data = exact_copy(plain, len);
	secscan_lexis_init(&lexis, row->language, data, len);
	for (size_t at = 0; at < len; at++)
		expect(&lexis, row, classes, at);
	for (size_t at = len; at-- > 0;)
		expect(&lexis, row, classes, at);
	free(data);
}
END_TEST

/* All rows again and again, read as the row's language: marks and steps back must not change an answer. */
START_TEST(steps_back_agree)
{
	enum { SIZE = 24000 };
	char *data = malloc(SIZE);
	unsigned char *classes = malloc(SIZE);
	struct lexis forward, jumping;
	size_t len = 0, at = 0;
	unsigned seed = 1;

	ck_assert_ptr_nonnull(data);
	ck_assert_ptr_nonnull(classes);
	for (unsigned i = 0; len + 256 < SIZE; i++) {
		len += unmark(data + len, classes + len, rows[i % ARRAY_SIZE(rows)].text);
		data[len++] = '\n';
	}
	secscan_lexis_init(&forward, rows[_i].language, data, len);
	for (size_t i = 0; i < len; i++)
		classes[i] = secscan_lexis_at(&forward, i);
	secscan_lexis_init(&jumping, rows[_i].language, data, len);
	for (int i = 0; i < 100; i++) {
		seed = seed * 1103515245u + 12345u;
		at = (at + (seed >> 8) % 5000 + len - 2000) % len;
		expect(&jumping, &rows[_i], classes, at);
	}
	free(classes);
	free(data);
}
END_TEST

/* Whatever the bytes, no language reads past them or stands still. */
START_TEST(any_bytes_end)
{
	static const char alphabet[] = "\"'`\\\n\r<>/*#{}()$%?@RrEOT=-[]| a1";
	char *data = malloc(2000);
	struct lexis lexis;
	unsigned seed = (unsigned)_i + 7;

	ck_assert_ptr_nonnull(data);
	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < 2000; i++) {
			seed = seed * 1103515245u + 12345u;
			data[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		secscan_lexis_init(&lexis, (enum secscan_language)_i, data, 2000);
		secscan_lexis_at(&lexis, 1999);
		ck_assert_msg(lexis.syntax == NULL || lexis.now.end == 2000, "%s", secscan_language_name(_i));
	}
	free(data);
}
END_TEST

static const struct {
	const char *path;
	const char *data;
	enum secscan_language language;
} files[] = {
	{"a.c", "", L(C)},
	{"src/A.H", "", L(C)},
	{"a.hpp", "", L(CPP)},
	{"dir.py/a", "", L(NONE)},
	{"a.py", "#!/bin/sh\n", L(PYTHON)},
	{"a.b.TS", "", L(TYPESCRIPT)},
	{"Dockerfile", "", L(DOCKERFILE)},
	{"x/Dockerfile.alpine", "", L(DOCKERFILE)},
	{"app.dockerfile", "", L(DOCKERFILE)},
	{"dockerfile", "", L(DOCKERFILE)},
	{"dockerfile.ini", "", L(NONE)},
	{"Gemfile", "", L(RUBY)},
	{"Gemfile.lock", "", L(NONE)},
	{"nginx.ini", "", L(NONE)},
	{".bashrc", "", L(SHELL)},
	{"etc/nginx/site.conf", "", L(NGINX)},
	{"nginx.conf", "", L(NGINX)},
	{"other.conf", "", L(NONE)},
	{"a.yml", "", L(YAML)},
	{".github/workflows/ci.yml", "", L(WORKFLOW)},
	{"sub/.github/workflows/ci.YAML", "", L(WORKFLOW)},
	{".github/workflows/lib/ci.yml", "", L(YAML)},
	{".github/workflows/ci.py", "", L(PYTHON)},
	{".github/dependabot.yml", "", L(YAML)},
	{"x/action.yml", "", L(WORKFLOW)},
	{"reaction.yml", "", L(YAML)},
	{".gitlab-ci.yml", "", L(WORKFLOW)},
	{"hook", "#!/bin/sh\n", L(SHELL)},
	{"hook", "#! /usr/bin/env bash", L(SHELL)},
	{"hook", "#!/usr/bin/env -S python3.11 -u\n", L(PYTHON)},
	{"hook", "#!/usr/bin/perl\n", L(NONE)},
	{"hook", "#!", L(NONE)},
	{"hook", "#!\nsh", L(NONE)},
	{NULL, "#!/usr/bin/node\n", L(JAVASCRIPT)},
	{"", "", L(NONE)},
	{"a/", "", L(NONE)},
	{"a.", "", L(NONE)},
};

START_TEST(language_of_a_file)
{
	const size_t len = strlen(files[_i].data);
	char *data = exact_copy(files[_i].data, len);
	enum secscan_language got = secscan_language_of(files[_i].path, data, len);

	ck_assert_msg(got == files[_i].language, "%s %s: %s", files[_i].path, files[_i].data, secscan_language_name(got));
	free(data);
}
END_TEST

#define BIT(name) (UINT32_C(1) << L(name))

static const struct {
	const char *name;
	uint32_t mask;
} masks[] = {
	{"c", BIT(C) | BIT(CPP)},
	{"cpp", BIT(CPP)},
	{"javascript", BIT(JAVASCRIPT) | BIT(TYPESCRIPT)},
	{"typescript", BIT(TYPESCRIPT)},
	{"yaml", BIT(YAML) | BIT(WORKFLOW)},
	{"workflow", BIT(WORKFLOW)},
	{"any", UINT32_MAX},
	{"none", 0},
	{"cobol", 0},
	{"C", 0},
	{"", 0},
};

START_TEST(masks_of_names)
{
	ck_assert_msg(secscan_language_mask(masks[_i].name) == masks[_i].mask, "%s", masks[_i].name);
}
END_TEST

START_TEST(names_go_both_ways)
{
	enum secscan_language language = (enum secscan_language)_i;

	ck_assert_msg(secscan_language_parse(secscan_language_name(language)) == language, "%d", _i);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lexis");
	TCase *tcase = tcase_create("lexis");

	tcase_add_loop_test(tcase, every_byte_has_its_class, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, steps_back_agree, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, any_bytes_end, 0, SECSCAN_LANGUAGE_COUNT);
	tcase_add_loop_test(tcase, language_of_a_file, 0, (int)ARRAY_SIZE(files));
	tcase_add_loop_test(tcase, masks_of_names, 0, (int)ARRAY_SIZE(masks));
	tcase_add_loop_test(tcase, names_go_both_ways, 0, SECSCAN_LANGUAGE_COUNT);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
