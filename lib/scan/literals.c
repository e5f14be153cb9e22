/* SPDX-License-Identifier: MIT */
#include "scan/syntax.h"

#include "base/array.h"

#define LOOK_BACK 64 /* bytes; what a mark means is decided by its neighbours */
#define REGEX_MAX 1024 /* bytes; what is longer is taken for a division, so that no line is read again and again */
#define RAW_TAG_MAX 16 /* of a C++ raw string, by the standard */

static char byte_at(const struct lexis *lx, size_t at)
{
	return at < lx->len ? lx->data[at] : '\0';
}

static char byte_before(const struct lexis *lx, size_t at)
{
	return at > 0 ? lx->data[at - 1] : '\0';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
			(unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the word begins that ends before at; at itself if there is none. Long ones are cut. */
static size_t word_before(const struct lexis *lx, size_t at)
{
	size_t begin = at;

	while (begin > 0 && at - begin < LOOK_BACK && is_word(lx->data[begin - 1]))
		begin--;
	return begin;
}

static bool word_is(const struct lexis *lx, size_t begin, size_t end, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strlen(*words) == end - begin && memcmp(*words, lx->data + begin, end - begin) == 0)
			return true;
	}
	return false;
}

static size_t find(const struct lexis *lx, size_t from, const char *text, size_t len)
{
	const char *found = from < lx->len ? memmem(lx->data + from, lx->len - from, text, len) : NULL;

	return found != NULL ? (size_t)(found - lx->data) : lx->len;
}

/* 1'000'000 is a number; L'x' is not. */
bool secscan_opens_c_char(const struct lexis *lx, size_t at)
{
	const size_t begin = word_before(lx, at);

	return begin == at || lx->data[begin] < '0' || lx->data[begin] > '9';
}

bool secscan_opens_cpp_raw(const struct lexis *lx, size_t at)
{
	static const char *const prefixes[] = {"R", "LR", "uR", "UR", "u8R", NULL};

	return byte_before(lx, at) == 'R' && word_is(lx, word_before(lx, at), at, prefixes);
}

size_t secscan_ends_cpp_raw(const struct lexis *lx, size_t at, size_t from)
{
	char close[RAW_TAG_MAX + 2] = ")";
	size_t len = 1, end;

	(void)at;
	while (len <= RAW_TAG_MAX && from < lx->len && lx->data[from] != '(')
		close[len++] = lx->data[from++];
	close[len++] = '"';
	end = find(lx, from, close, len);
	return end < lx->len ? end + len : LEXIS_NEVER;
}

/* A comment whose last byte is a backslash goes on in the next line. */
size_t secscan_ends_c_line(const struct lexis *lx, size_t at, size_t from)
{
	for (;;) {
		size_t last;

		from = find(lx, from, "\n", 1);
		last = from > at && lx->data[from - 1] == '\r' ? from - 1 : from;
		if (from >= lx->len || last == at || lx->data[last - 1] != '\\')
			return from;
		from++;
	}
}

bool secscan_opens_f_string(const struct lexis *lx, size_t at)
{
	const size_t begin = word_before(lx, at);

	if (at - begin > 2)
		return false;
	for (size_t i = begin; i < at; i++) {
		if (memchr("fFtT", lx->data[i], 4) != NULL)
			return true;
	}
	return false;
}

/* A literal must end in its line, or it was a division. */
static size_t regex_end(const struct lexis *lx, size_t at)
{
	const size_t limit = lx->len - at < REGEX_MAX ? lx->len : at + REGEX_MAX;
	bool in_class = false;

	for (at++; at < limit && lx->data[at] != '\n'; at++) {
		if (lx->data[at] == '\\')
			at++;
		else if (lx->data[at] == '[')
			in_class = true;
		else if (lx->data[at] == ']')
			in_class = false;
		else if (lx->data[at] == '/' && !in_class)
			return at + 1;
	}
	return 0;
}

size_t secscan_ends_regex(const struct lexis *lx, size_t at, size_t from)
{
	const size_t end = regex_end(lx, at);

	return end > from ? end : from;
}

static size_t skip_blanks_back(const struct lexis *lx, size_t at)
{
	for (size_t n = 0; n < LOOK_BACK && at > 0 && is_blank(lx->data[at - 1]); n++)
		at--;
	return at;
}

/* After a value a slash divides; after a keyword or an operator a pattern begins. */
static bool may_be_regex(const struct lexis *lx, size_t at, const char *const *keywords)
{
	const size_t end = skip_blanks_back(lx, at);
	const char before = byte_before(lx, end);

	if (is_word(before))
		return word_is(lx, word_before(lx, end), end, keywords);
	return memchr(")]}\"'`", before, 6) == NULL && byte_before(lx, at) != '<';
}

/* if (x) /["']/.test(x) */
static bool is_asked(const struct lexis *lx, size_t end)
{
	while (end < lx->len && memchr("dgimsuvy", lx->data[end], 8) != NULL)
		end++;
	return lx->len - end >= 6 && (memcmp(lx->data + end, ".test(", 6) == 0 || memcmp(lx->data + end, ".exec(", 6) == 0);
}

bool secscan_opens_js_regex(const struct lexis *lx, size_t at)
{
	static const char *const keywords[] = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new",
			"else", "do", "instanceof", "yield", "await", NULL};

	const size_t end = regex_end(lx, at);

	return end != 0 && (may_be_regex(lx, at, keywords) || is_asked(lx, end));
}

bool secscan_opens_ruby_regex(const struct lexis *lx, size_t at)
{
	static const char *const keywords[] = {"if", "unless", "when", "and", "or", "not", "while", "until", "return",
			"puts", "then", "in", "elsif", NULL};

	return may_be_regex(lx, at, keywords) && regex_end(lx, at) != 0;
}

/* {#if of Svelte and {{#if of Handlebars are code. */
bool secscan_opens_jinja_comment(const struct lexis *lx, size_t at)
{
	const char after = byte_at(lx, at + 2);

	return byte_before(lx, at) != '{' && !(after >= 'a' && after <= 'z');
}

/* "#[" begins an attribute. */
bool secscan_opens_php_hash(const struct lexis *lx, size_t at)
{
	return byte_at(lx, at + 1) != '[';
}

size_t secscan_ends_php_line(const struct lexis *lx, size_t at, size_t from)
{
	const size_t line = find(lx, from, "\n", 1);
	const char *close = memmem(lx->data + at, line - at, "?>", 2);

	return close != NULL ? (size_t)(close - lx->data) : line;
}

static char closing_bracket(char open)
{
	static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'{', '}'}, {'<', '>'}, {'|', '|'}, {'!', '!'}};

	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		if (pairs[i][0] == open)
			return pairs[i][1];
	}
	return '\0';
}

/* %w[...], %q(...): with a letter it cannot be a remainder. */
bool secscan_opens_ruby_percent(const struct lexis *lx, size_t at)
{
	return !is_word(byte_before(lx, at)) && byte_at(lx, at + 1) != '\0' &&
			memchr("qQwWiIr", byte_at(lx, at + 1), 7) != NULL && closing_bracket(byte_at(lx, at + 2)) != '\0';
}

size_t secscan_ends_ruby_percent(const struct lexis *lx, size_t at, size_t from)
{
	const char open = byte_at(lx, at + 2), close = closing_bracket(open);
	size_t depth = 1;

	for (from = at + 3; from < lx->len; from++) {
		if (lx->data[from] == '\\')
			from++;
		else if (lx->data[from] == close && --depth == 0)
			return from + 1;
		else if (lx->data[from] == open)
			depth++;
	}
	return LEXIS_NEVER;
}

/* ?" is a character and $" a variable. */
bool secscan_opens_ruby_quote(const struct lexis *lx, size_t at)
{
	const char before = byte_before(lx, at);

	return before != '$' && (before != '?' || (at > 1 && is_word(byte_before(lx, at - 1))));
}

/* 'a' and '\n' are characters; 'a alone is a lifetime. */
bool secscan_opens_rust_char(const struct lexis *lx, size_t at)
{
	const unsigned char c = (unsigned char)byte_at(lx, at + 1);
	const size_t width = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	return c == '\\' || (c != '\'' && c != '\n' && byte_at(lx, at + 1 + width) == '\'');
}

static size_t hashes_before(const struct lexis *lx, size_t at)
{
	size_t n = 0;

	while (n < at && n < 255 && lx->data[at - 1 - n] == '#')
		n++;
	return n;
}

bool secscan_opens_rust_raw(const struct lexis *lx, size_t at)
{
	static const char *const prefixes[] = {"r", "br", "cr", NULL};
	const size_t end = at - hashes_before(lx, at);

	return byte_before(lx, end) == 'r' && word_is(lx, word_before(lx, end), end, prefixes);
}

size_t secscan_ends_rust_raw(const struct lexis *lx, size_t at, size_t from)
{
	char close[256] = "\"";
	const size_t len = 1 + hashes_before(lx, at);
	size_t end;

	memset(close + 1, '#', len - 1);
	end = find(lx, from, close, len);
	return end < lx->len ? end + len : LEXIS_NEVER;
}

/* A quote in the middle of a plain scalar is text; a quoted one ends on its line, or it is text as well. */
bool secscan_opens_yaml_quote(const struct lexis *lx, size_t at)
{
	const char before = byte_before(lx, at);

	return at == 0 || is_blank(before) || memchr("([{,=", before, 5) != NULL;
}
