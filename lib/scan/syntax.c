/* SPDX-License-Identifier: MIT */
#include "scan/syntax.h"

#include "base/array.h"

#define LINE_COMMENT(mark) {mark, NULL, LEXIS_COMMENT, 0, NULL, NULL, NULL}
#define BLOCK_COMMENT(begin, end) {begin, end, LEXIS_COMMENT, 0, NULL, NULL, NULL}
#define NESTED_COMMENT(begin, end) {begin, end, LEXIS_COMMENT, NESTS, NULL, NULL, NULL}
#define WORD_COMMENT(mark) {mark, NULL, LEXIS_COMMENT, WORD_START, NULL, NULL, NULL}
#define QUOTE(mark, flags) {mark, mark, LEXIS_STRING, flags, NULL, NULL, NULL}
#define QUOTE_WITH(mark, flags, hole) {mark, mark, LEXIS_STRING, flags, hole, NULL, NULL}
#define QUOTE_IF(mark, flags, hole, test) {mark, mark, LEXIS_STRING, flags, hole, test, NULL}
#define SPECIAL(mark, test, ends) {mark, NULL, LEXIS_STRING, 0, NULL, test, ends}

static const struct delimiter c_like[] = {
	{"//", NULL, LEXIS_COMMENT, 0, NULL, NULL, secscan_ends_c_line},
	BLOCK_COMMENT("/*", "*/"),
	SPECIAL("\"", secscan_opens_cpp_raw, secscan_ends_cpp_raw),
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE_IF("'", ESCAPES | ONE_LINE, NULL, secscan_opens_c_char),
};

static const struct delimiter csharp[] = {
	LINE_COMMENT("//"),
	BLOCK_COMMENT("/*", "*/"),
	{"$\"\"\"", "\"\"\"", LEXIS_STRING, 0, "{", NULL, NULL},
	QUOTE("\"\"\"", 0),
	{"$@\"", "\"", LEXIS_STRING, DOUBLED, "{", NULL, NULL},
	{"@$\"", "\"", LEXIS_STRING, DOUBLED, "{", NULL, NULL},
	{"$\"", "\"", LEXIS_STRING, ESCAPES | ONE_LINE, "{", NULL, NULL},
	{"@\"", "\"", LEXIS_STRING, DOUBLED, NULL, NULL, NULL},
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE("'", ESCAPES | ONE_LINE),
};

static const struct delimiter dockerfile[] = {
	{"#", NULL, LEXIS_COMMENT, LINE_START, NULL, NULL, NULL},
};

static const struct delimiter go[] = {
	LINE_COMMENT("//"),
	BLOCK_COMMENT("/*", "*/"),
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE("'", ESCAPES | ONE_LINE),
	QUOTE("`", 0),
};

static const struct delimiter html[] = {
	BLOCK_COMMENT("<!--", "-->"),
	BLOCK_COMMENT("<%--", "--%>"),
	BLOCK_COMMENT("<%#", "%>"),
	BLOCK_COMMENT("{{!--", "--}}"),
	{"{#", "#}", LEXIS_COMMENT, 0, NULL, secscan_opens_jinja_comment, NULL},
};

static const struct delimiter java[] = {
	LINE_COMMENT("//"),
	BLOCK_COMMENT("/*", "*/"),
	QUOTE("\"\"\"", ESCAPES),
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE("'", ESCAPES | ONE_LINE),
};

static const struct delimiter javascript[] = {
	LINE_COMMENT("//"),
	BLOCK_COMMENT("/*", "*/"),
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE("'", ESCAPES | ONE_LINE),
	QUOTE_WITH("`", ESCAPES, "${"),
	SPECIAL("/", secscan_opens_js_regex, secscan_ends_regex),
};

static const struct delimiter kotlin[] = {
	LINE_COMMENT("//"),
	NESTED_COMMENT("/*", "*/"),
	QUOTE_WITH("\"\"\"", 0, "${"),
	QUOTE_WITH("\"", ESCAPES | ONE_LINE, "${"),
	QUOTE("'", ESCAPES | ONE_LINE),
};

static const struct delimiter nginx[] = {
	WORD_COMMENT("#"),
	QUOTE("\"", ESCAPES),
	QUOTE_IF("'", ESCAPES, NULL, secscan_opens_yaml_quote),
};

/* What stands outside of "<?php ... ?>" is printed as it is: a string. */
static const struct delimiter php[] = {
	{"?>", "<?", LEXIS_STRING, TO_THE_END, NULL, NULL, NULL},
	{"//", NULL, LEXIS_COMMENT, 0, NULL, NULL, secscan_ends_php_line},
	{"#", NULL, LEXIS_COMMENT, 0, NULL, secscan_opens_php_hash, secscan_ends_php_line},
	BLOCK_COMMENT("/*", "*/"),
	QUOTE_WITH("\"", ESCAPES, "{$"),
	QUOTE("'", ESCAPES),
	QUOTE_WITH("`", ESCAPES, "{$"),
	{"<<<", NULL, LEXIS_STRING, HEREDOC | SPACED | INDENTED, NULL, NULL, NULL},
};

static const struct delimiter python[] = {
	LINE_COMMENT("#"),
	QUOTE_IF("\"\"\"", ESCAPES, "{", secscan_opens_f_string),
	QUOTE_IF("'''", ESCAPES, "{", secscan_opens_f_string),
	QUOTE("\"\"\"", ESCAPES),
	QUOTE("'''", ESCAPES),
	QUOTE_IF("\"", ESCAPES | ONE_LINE, "{", secscan_opens_f_string),
	QUOTE_IF("'", ESCAPES | ONE_LINE, "{", secscan_opens_f_string),
	QUOTE("\"", ESCAPES | ONE_LINE),
	QUOTE("'", ESCAPES | ONE_LINE),
};

static const struct delimiter ruby[] = {
	LINE_COMMENT("#"),
	{"=begin", "\n=end", LEXIS_COMMENT, LINE_START, NULL, NULL, NULL},
	QUOTE_IF("\"", ESCAPES, "#{", secscan_opens_ruby_quote),
	QUOTE_IF("'", ESCAPES, NULL, secscan_opens_ruby_quote),
	QUOTE_IF("`", ESCAPES, "#{", secscan_opens_ruby_quote),
	SPECIAL("%", secscan_opens_ruby_percent, secscan_ends_ruby_percent),
	SPECIAL("/", secscan_opens_ruby_regex, secscan_ends_regex),
	{"<<", NULL, LEXIS_STRING, HEREDOC, NULL, NULL, NULL},
};

static const struct delimiter rust[] = {
	LINE_COMMENT("//"),
	NESTED_COMMENT("/*", "*/"),
	SPECIAL("\"", secscan_opens_rust_raw, secscan_ends_rust_raw),
	QUOTE("\"", ESCAPES),
	QUOTE_IF("'", ESCAPES | ONE_LINE, NULL, secscan_opens_rust_char),
};

static const struct delimiter shell[] = {
	WORD_COMMENT("#"),
	{"$'", "'", LEXIS_STRING, ESCAPES, NULL, NULL, NULL},
	QUOTE("'", 0),
	QUOTE_WITH("\"", ESCAPES, "$("),
	{"<<", NULL, LEXIS_STRING, HEREDOC | SPACED | SIGNS, NULL, NULL, NULL},
};

static const struct delimiter sql[] = {
	LINE_COMMENT("--"),
	BLOCK_COMMENT("/*", "*/"),
	QUOTE("'", DOUBLED | ESCAPES_IN_WORD),
	QUOTE("\"", DOUBLED | ESCAPES_IN_WORD),
};

static const struct delimiter terraform[] = {
	LINE_COMMENT("#"),
	LINE_COMMENT("//"),
	BLOCK_COMMENT("/*", "*/"),
	QUOTE_WITH("\"", ESCAPES | ONE_LINE, "${"),
	{"<<", NULL, LEXIS_STRING, HEREDOC, NULL, NULL, NULL},
};

/* Quotes only hide the comment mark: a quoted command is a command. */
static const struct delimiter yaml[] = {
	WORD_COMMENT("#"),
	{"\"", "\"", LEXIS_CODE, ESCAPES | ONE_LINE, NULL, secscan_opens_yaml_quote, NULL},
	{"'", "'", LEXIS_CODE, ONE_LINE, NULL, secscan_opens_yaml_quote, NULL},
};

#define TABLE(name) {name, ARRAY_SIZE(name), NULL, false}

static const struct syntax syntaxes[SECSCAN_LANGUAGE_COUNT] = {
	[SECSCAN_LANGUAGE_C] = TABLE(c_like),
	[SECSCAN_LANGUAGE_CPP] = TABLE(c_like),
	[SECSCAN_LANGUAGE_CSHARP] = TABLE(csharp),
	[SECSCAN_LANGUAGE_DOCKERFILE] = TABLE(dockerfile),
	[SECSCAN_LANGUAGE_GO] = TABLE(go),
	[SECSCAN_LANGUAGE_HTML] = TABLE(html),
	[SECSCAN_LANGUAGE_JAVA] = TABLE(java),
	[SECSCAN_LANGUAGE_JAVASCRIPT] = TABLE(javascript),
	[SECSCAN_LANGUAGE_KOTLIN] = TABLE(kotlin),
	[SECSCAN_LANGUAGE_NGINX] = TABLE(nginx),
	[SECSCAN_LANGUAGE_PHP] = {php, ARRAY_SIZE(php), &php[0], false},
	[SECSCAN_LANGUAGE_PYTHON] = TABLE(python),
	[SECSCAN_LANGUAGE_RUBY] = TABLE(ruby),
	[SECSCAN_LANGUAGE_RUST] = TABLE(rust),
	[SECSCAN_LANGUAGE_SHELL] = {shell, ARRAY_SIZE(shell), NULL, true},
	[SECSCAN_LANGUAGE_SQL] = TABLE(sql),
	[SECSCAN_LANGUAGE_TERRAFORM] = TABLE(terraform),
	[SECSCAN_LANGUAGE_TYPESCRIPT] = TABLE(javascript),
	[SECSCAN_LANGUAGE_WORKFLOW] = TABLE(yaml),
	[SECSCAN_LANGUAGE_YAML] = TABLE(yaml),
};

const struct syntax *secscan_syntax_of(enum secscan_language language)
{
	const bool known = (unsigned)language < SECSCAN_LANGUAGE_COUNT && syntaxes[language].count > 0;

	return known ? &syntaxes[language] : NULL;
}
