/* SPDX-License-Identifier: MIT */
#include "scan/columns.h"

#include <ctype.h>
#include <string.h>

enum {
	MOST_COLUMNS = 1024,
	LONGEST_HEADER = 16 * 1024,
};

/* Cells one after the other. */
struct reader {
	const char *at, *end;
	char separator;
	bool quotes; /* a cell may be quoted, with a quote in it doubled */
	bool more;   /* the record goes on */
};

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline : end;
}

static const char *next_line(const char *at, const char *end)
{
	at = line_end(at, end);
	return at < end ? at + 1 : end;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const struct reader *r, const char *at)
{
	while (at < r->end && is_blank(*at) && *at != r->separator)
		at++;
	return at;
}

/* The quote that ends the cell whose first byte this is; NULL for none. */
static const char *closing_quote(const char *at, const char *end)
{
	while ((at = memchr(at, '"', (size_t)(end - at))) && at + 1 < end && at[1] == '"')
		at += 2;
	return at;
}

/* Without what is around it. */
static struct span next_cell(struct reader *r)
{
	const char *start = skip_blanks(r, r->at), *close = NULL, *end;

	if (r->quotes && start < r->end && *start == '"')
		close = closing_quote(start + 1, r->end);
	start += close != NULL;
	for (end = close ? close : start; end < r->end && *end != r->separator && *end != '\n'; end++)
		;
	r->more = end < r->end && *end == r->separator;
	r->at = end < r->end ? end + 1 : end;
	if (close)
		return (struct span){start, (size_t)(close - start)};
	while (end > start && is_blank(end[-1]))
		end--;
	return (struct span){start, (size_t)(end - start)};
}

/* Whether the cell ends with this word, or is it, but for case and what joins words: "API key" is apikey. */
static bool ends_with(struct span cell, const char *word, size_t len, bool whole)
{
	while (cell.len) {
		unsigned char c = (unsigned char)cell.at[--cell.len];

		if (c < 0x80 && !isalnum(c))
			continue;
		if (!len)
			return !whole;
		if (tolower(c) != (unsigned char)word[--len])
			return false;
	}
	return !len;
}

/* "*word" is the end of a name. */
static bool is_named(struct span cell, const char *words)
{
	for (size_t len; (len = strcspn(words, " ")); words += len, words += strspn(words, " ")) {
		bool whole = *words != '*';

		if (ends_with(cell, words + !whole, len - !whole, whole))
			return true;
	}
	return false;
}

/* What says whose a password is; a list of nothing but passwords opens nothing. */
static const char *const owners[] = {"user", "name", "login", "mail", "url", "host", "account", "title", "nutzer", "konto",
		"server", "site", "system", "service", "dienst", "client", "device", "database", "key id", "address", NULL};
static const char *const hashes[] = {"hash", "crypt", "digest", NULL};

/* Mark the columns that the rule is about; r is behind the record then. Returns whether there are any. */
static bool name_columns(bool columns[MOST_COLUMNS], struct reader *r, const char *words)
{
	bool any = false;

	memset(columns, 0, MOST_COLUMNS * sizeof(*columns));
	r->more = true;
	for (size_t i = 0; r->more; i++) {
		struct span cell = next_cell(r);

		if (i < MOST_COLUMNS && is_named(cell, words) && !secscan_span_has_any(cell, hashes))
			any = columns[i] = true;
	}
	return any;
}

/* Whether a column that is not marked says whose they are. */
static bool has_owner(const bool columns[MOST_COLUMNS], struct reader r)
{
	bool owned = false;

	r.more = true;
	for (size_t i = 0; r.more && !owned; i++) {
		struct span cell = next_cell(&r);

		owned = !(i < MOST_COLUMNS && columns[i]) && secscan_span_has_any(cell, owners);
	}
	return owned;
}

/* One rule in one text. */
struct search {
	struct secscan_scanner *scanner;
	uint32_t rule;
	unsigned header; /* line of the input */
	bool columns[MOST_COLUMNS];
};

static int try_record(const struct search *search, struct reader *r)
{
	int rc = 0;

	r->more = true;
	for (size_t i = 0; !rc && r->more; i++) {
		struct span cell = next_cell(r);
		size_t at = (size_t)(cell.at - search->scanner->data);

		if (i < MOST_COLUMNS && cell.len && search->columns[i])
			rc = secscan_scanner_try_cell(search->scanner, search->rule, at, at + cell.len, search->header);
	}
	return rc;
}

/* Whether rows are worth a look: the header, which r is at and behind then, has a column for the rule, and their owner. */
static bool take_header(struct search *search, struct reader *r)
{
	struct secscan_scanner *s = search->scanner;
	struct reader header = *r;
	unsigned column;

	if (!name_columns(search->columns, r, rule_text(&s->rules->rules[search->rule], TEXT_WORDS)) ||
			!has_owner(search->columns, header))
		return false;
	search->header = secscan_lines_find(&s->lines, secscan_scanner_origin(s, (size_t)(header.at - s->data)), &column);
	return true;
}

/* That which the line has most of. */
static char separator_of(const char *at, const char *end)
{
	static const char separators[] = ",;\t|";
	size_t counts[sizeof(separators)] = {0}, best = 0;

	for (; at < end; at++) {
		const char *found = memchr(separators, *at, sizeof(separators) - 1);

		if (found)
			counts[found - separators]++;
	}
	for (size_t i = 1; i < sizeof(separators) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return separators[best];
}

/* Comments, and what tells a program which separator it is. */
static bool is_preface(struct span line)
{
	return !line.len || *line.at == '#' || is_blank(*line.at) || secscan_span_starts(line, "sep=");
}

static bool is_rule_byte(char c)
{
	return c == '-' || c == '|' || c == '+' || c == ':' || is_blank(c);
}

/* |---|:--:| or -----+----- or +----+----+ */
static bool is_rule(const char *at, const char *end)
{
	size_t bars = 0;

	for (; at < end; at++) {
		if (!is_rule_byte(*at))
			return false;
		bars += *at == '|' || *at == '+';
	}
	return bars;
}

static const char *line_start(const char *floor, const char *at)
{
	while (at > floor && at[-1] != '\n')
		at--;
	return at;
}

/* The lines below with a bar, but for further rules. The reader stops at the first without one. */
static int try_rows(const struct search *search, struct reader *r, const char *end)
{
	const char *at = r->at;
	int rc = 0;

	for (; !rc && at < end; at = next_line(at, end)) {
		r->at = at;
		r->end = line_end(at, end);
		if (is_rule(at, r->end))
			continue;
		if (!memchr(at, '|', (size_t)(r->end - at)))
			break;
		rc = try_record(search, r);
	}
	r->at = at;
	return rc;
}

/* A table whose header stands above this rule; *at, behind the rule, is behind the rows then. */
static int try_ruled(struct search *search, const char **at, const char *rule, const char *floor, const char *end)
{
	const char *header = rule > floor ? line_start(floor, rule - 1) : rule;
	struct reader r = {.at = header, .end = rule - 1, .separator = '|'};
	int rc;

	if (header == rule || !memchr(header, '|', (size_t)(r.end - header)) || !take_header(search, &r))
		return 0;
	r.at = *at;
	rc = try_rows(search, &r, end);
	*at = r.at;
	return rc;
}

/* "! Host !! Password" of MediaWiki and "|_. Host |_. Password |" of Textile: rows have as many bars as such a header has marks. */
static bool is_marked(struct span line)
{
	return secscan_span_starts(line, "! ") || secscan_span_starts(line, "|_.");
}

/* *at, behind this header, is behind the rows then. */
static int try_marked(struct search *search, const char **at, const char *header, const char *end)
{
	struct reader r = {.at = header, .end = *at, .separator = *header};
	int rc;

	if (!take_header(search, &r))
		return 0;
	r = (struct reader){.at = *at, .separator = '|'};
	rc = try_rows(search, &r, end);
	*at = r.at;
	return rc;
}

/* Whether a line may set a header apart, by its first byte: most do not. */
static bool may_begin(char c)
{
	return c == '!' || is_rule_byte(c);
}

/* All of them have bars. */
static int try_tables(struct search *search, const char *data, const char *end)
{
	const char *at = memchr(data, '|', (size_t)(end - data)) ? data : end;
	int rc = 0;

	while (!rc && at < end) {
		const char *line = at;

		at = next_line(line, end);
		if (!may_begin(*line))
			continue;
		if (is_rule(line, at - (at[-1] == '\n')))
			rc = try_ruled(search, &at, line, data, end);
		else if (is_marked((struct span){line, (size_t)(at - line)}))
			rc = try_marked(search, &at, line, end);
	}
	return rc;
}

/* Behind a byte order mark and the preface. */
static const char *first_record(const char *at, const char *end)
{
	if (end - at > 3 && !memcmp(at, "\xef\xbb\xbf", 3))
		at += 3;
	while (at < end && is_preface((struct span){at, (size_t)(line_end(at, end) - at)}))
		at = next_line(at, end);
	return at;
}

/* Whether all of the text is one table, whose rows r is at then. */
static bool is_table(struct search *search, struct reader *r)
{
	const char *header = first_record(r->at, r->end), *row = next_line(header, r->end), *after = line_end(row, r->end);

	if (row - header > LONGEST_HEADER)
		return false;
	r->separator = separator_of(header, row);
	if (!memchr(row, r->separator, (size_t)(after - row)) || is_rule(row, after))
		return false;
	r->at = header;
	return take_header(search, r);
}

int secscan_columns_try(struct secscan_scanner *s, uint32_t rule)
{
	struct search search = {.scanner = s, .rule = rule};
	struct reader r = {.at = s->data, .end = s->data + s->len, .quotes = true};
	int rc = 0;

	if (!is_table(&search, &r))
		return try_tables(&search, s->data, r.end);
	while (!rc && r.at < r.end)
		rc = try_record(&search, &r);
	return rc;
}
