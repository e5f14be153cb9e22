/* SPDX-License-Identifier: MIT */
#include "scan/encoded.h"
#include "scan/encoded_find.h"
#include "scan/runs.h"

#include <string.h>

enum { LEAST_TEXT = ENCODED_LEAST / 2, FULL_LINE = 60 };

static bool is_text(unsigned char c)
{
	return (c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

/* White space inside of wrapped base64, as it stands or as a string in JSON has it: its length, or 0. */
static size_t blank_len(const char *p, size_t left)
{
	if (left && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
		return 1;
	return left >= 2 && p[0] == '\\' && (p[1] == 'n' || p[1] == 'r') ? 2 : 0;
}

static bool next_base64(struct encoded_reader *r, unsigned char *out)
{
	bool begun = r->have > 0;

	r->from = r->last;
	for (;;) {
		size_t blank = blank_len(r->data + r->at, r->len - r->at);
		int digit = r->at < r->len && !blank ? digit64((unsigned char)r->data[r->at]) : -1;

		if (blank) {
			r->at += blank;
			continue;
		}
		if (digit < 0)
			return false;
		if (!begun)
			r->from = r->at;
		begun = true;
		r->last = r->at++;
		r->bits = (r->bits << 6 | (uint32_t)digit) & 0xffff;
		r->have += 6;
		if (r->have < 8)
			continue;
		r->have -= 8;
		*out = (unsigned char)(r->bits >> r->have);
		r->to = r->at;
		return true;
	}
}

/* UTF-16LE, its low bytes; another script's letters are '?'. */
static bool next_base64_wide(struct encoded_reader *r, unsigned char *out)
{
	unsigned char high;
	size_t from;

	if (!next_base64(r, out))
		return false;
	from = r->from;
	if (!next_base64(r, &high))
		return false;
	r->from = from;
	if (high)
		*out = '?';
	return true;
}

static bool next_digits(struct encoded_reader *r, size_t skip, size_t digits, unsigned char *out)
{
	unsigned value = 0;

	if (r->len - r->at < skip + digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int digit = digit16((unsigned char)r->data[r->at + skip + i]);

		if (digit < 0)
			return false;
		value = value << 4 | (unsigned)digit;
	}
	r->from = r->at;
	r->at += skip + digits;
	r->to = r->at;
	*out = value > 0xff ? '?' : (unsigned char)value;
	return true;
}

static bool next_plain(struct encoded_reader *r, unsigned char *out)
{
	if (r->at >= r->len)
		return false;
	r->from = r->at;
	*out = (unsigned char)r->data[r->at++];
	r->to = r->at;
	return true;
}

static bool next_percent(struct encoded_reader *r, unsigned char *out)
{
	if (r->at < r->len && r->data[r->at] == '%' && next_digits(r, 1, 2, out))
		return true;
	return next_plain(r, out);
}

static bool next_escape(struct encoded_reader *r, unsigned char *out)
{
	if (r->len - r->at > 1 && r->data[r->at] == '\\') {
		if (r->data[r->at + 1] == 'u' && next_digits(r, 2, 4, out))
			return true;
		if (r->data[r->at + 1] == 'x' && next_digits(r, 2, 2, out))
			return true;
	}
	return next_plain(r, out);
}

static bool next_byte(struct encoded_reader *r, unsigned char *out)
{
	switch (r->encoding) {
	case ENCODED_BASE64:
		return next_base64(r, out);
	case ENCODED_BASE64_WIDE:
		return next_base64_wide(r, out);
	case ENCODED_HEX:
		return next_digits(r, 0, 2, out);
	case ENCODED_PERCENT:
		return next_percent(r, out);
	case ENCODED_ESCAPE:
		return next_escape(r, out);
	}
	return false;
}

/* Whether the first bytes are ASCII text: chance gives twelve of them to one run in some 30,000. */
static bool begins_as_text(enum encoding encoding, const char *data, size_t len)
{
	struct encoded_reader r = {.encoding = encoding, .data = data, .len = len};
	unsigned char byte;

	for (size_t i = 0; i < LEAST_TEXT; i++)
		if (!next_byte(&r, &byte) || byte >= 0x80 || !is_text(byte))
			return false;
	return true;
}

/* Where a run that fills a batch is taken up again, some bytes back and between two whole groups of digits. */
static size_t go_on(enum encoding encoding, const char *data, size_t origin, size_t end)
{
	static const size_t widths[] = {
		[ENCODED_BASE64] = 2,
		[ENCODED_BASE64_WIDE] = 4,
		[ENCODED_HEX] = 2,
		[ENCODED_PERCENT] = 3,
		[ENCODED_ESCAPE] = 6,
	};
	size_t stop = end - ENCODED_OVERLAP * widths[encoding], at = origin, digits = 0;

	if (encoding != ENCODED_BASE64 && encoding != ENCODED_BASE64_WIDE)
		return origin + (stop - origin) / 2 * 2;
	while (at < end && (at < stop || digits % 8)) {
		size_t blank = blank_len(data + at, end - at);

		digits += !blank;
		at += blank ? blank : 1;
	}
	return at;
}

/* Decode one run, from out->at to `end`. The batch may be full before: the next one begins with the rest. */
static int take_run(struct encoded_text *out, enum encoding encoding, const char *data, size_t end)
{
	size_t origin = out->at, begin = out->text.len, len = end - origin;
	struct encoded_reader r = {.encoding = encoding, .data = data + origin, .len = len};
	struct encoded_run *run = array_push(&out->runs);
	size_t room = len < ENCODED_BATCH ? len : ENCODED_BATCH;
	unsigned char byte;

	if (!run || secscan_buffer_reserve(&out->text, room + 2))
		return SECSCAN_ERR_NOMEM;
	while (out->text.len - begin < room && next_byte(&r, &byte) && is_text(byte))
		out->text.data[out->text.len++] = (char)byte;
	*run = (struct encoded_run){begin, origin, r.at, encoding};
	out->rest = out->text.len - begin == ENCODED_BATCH && r.at < len;
	out->rest_end = end;
	out->rest_encoding = encoding;
	out->at = out->rest ? go_on(encoding, data, origin, origin + r.at) : end;
	return secscan_buffer_add(&out->text, "\n", 1);
}

static size_t digits_end(const char *data, size_t len, size_t at)
{
	while (at < len && is_digit64(data[at]))
		at++;
	return at;
}

/* The end of the digits that go on from `at` to `end`, and further over line ends where the lines are full ones. */
static size_t base64_end(const char *data, size_t len, size_t at, size_t end)
{
	for (;;) {
		size_t next = end;

		if (end - at < FULL_LINE || (end - at) % 4)
			return end;
		for (size_t blank; (blank = blank_len(data + next, len - next)) > 0;)
			next += blank;
		if (next == end || next >= len || !is_digit64(data[next]))
			return end;
		at = next;
		end = digits_end(data, len, at);
	}
}

/* What a run of digits at `at` is; false: nothing that decodes to text. */
static bool kind_of_digits(enum encoding *out, size_t *at, const char *data, size_t end)
{
	static const enum encoding kinds[] = {ENCODED_HEX, ENCODED_BASE64_WIDE, ENCODED_BASE64};
	size_t start = *at;

	if (data[start] == '0' && (data[start + 1] | 0x20) == 'x')
		start += 2;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		size_t from = kinds[i] == ENCODED_HEX ? start : *at;
		struct encoded_reader r = {.encoding = ENCODED_BASE64, .data = data + from, .len = end - from};
		unsigned char low, high;

		if (kinds[i] == ENCODED_BASE64_WIDE && (!next_base64(&r, &low) || !next_base64(&r, &high) || high))
			continue;
		if (!begins_as_text(kinds[i], data + from, end - from))
			continue;
		*out = kinds[i];
		*at = from;
		return true;
	}
	return false;
}

static bool is_full(const struct encoded_text *text)
{
	return text->text.len >= ENCODED_BATCH || text->keys.len >= ENCODED_KEYS;
}

/* Keep the run if it looks like a key. What decodes to text is none, whether or not it is decoded. */
static int take_key(struct encoded_text *out, const char *data, size_t len, size_t at, size_t end)
{
	enum encoding encoding;
	size_t begin = at, *slot;

	if (!secscan_run_is_key(data, len, at) || kind_of_digits(&encoding, &begin, data, end))
		return 0;
	slot = array_push(&out->keys);
	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = at;
	return 0;
}

/* Decode the digits from out->at to `end` and beyond, if they are text; out->at moves behind them. 1 when they were. */
static int take_text(struct encoded_text *out, const char *data, size_t len, size_t end)
{
	enum encoding encoding;

	end = base64_end(data, len, out->at, end);
	if (end - out->at >= ENCODED_LEAST && kind_of_digits(&encoding, &out->at, data, end))
		return take_run(out, encoding, data, end) ? SECSCAN_ERR_NOMEM : 1;
	out->at = end;
	return 0;
}

static int take_digits(struct encoded_text *out, const char *data, size_t len)
{
	size_t end = digits_end(data, len, out->at);

	if (out->wants & ENCODED_WANT_KEYS && take_key(out, data, len, out->at, end))
		return SECSCAN_ERR_NOMEM;
	if (out->wants & ENCODED_WANT_TEXT)
		return take_text(out, data, len, end);
	out->at = end;
	return 0;
}

static bool ends_word(char c, char mark)
{
	if (c == '\n' || c == '\0' || c == '"' || c == '\'' || c == '`')
		return true;
	return mark == '%' && (c == ' ' || c == '\t' || c == '\r' || c == '<' || c == '>');
}

/* Decode the word or string around the escape at out->at, but nothing before `floor`. */
static int take_word(struct encoded_text *out, const char *data, size_t len, size_t floor)
{
	size_t place = out->at, end = place;
	char mark = data[place];

	while (out->at > floor && place - out->at < ENCODED_WORD && !ends_word(data[out->at - 1], mark))
		out->at--;
	while (end < len && !ends_word(data[end], mark))
		end++;
	return take_run(out, mark == '%' ? ENCODED_PERCENT : ENCODED_ESCAPE, data, end) ? SECSCAN_ERR_NOMEM : 1;
}

/* The next place that may be encoded, in the parts that are looked at. */
static size_t next_place(struct encoded_text *out, const char *data, size_t len)
{
	if (!out->where)
		return secscan_encoded_find(data, len, out->at, out->wants, &out->nul);
	for (; out->range < out->where->len; out->range++) {
		const struct range *range = &out->where->items[out->range];
		size_t from = out->at > range->start ? out->at : range->start;
		size_t ahead = len - range->end < ENCODED_AHEAD ? len : range->end + ENCODED_AHEAD;
		size_t place = from < range->end ? secscan_encoded_find(data, ahead, from, out->wants, &out->nul) : range->end;

		if (place < range->end)
			return place;
	}
	return len;
}

/* What the look at the last place, in the range at hand, has passed over to get so far. */
static void tell_ranges(struct encoded_text *out, bool gave)
{
	if (!out->where || (!gave && out->at <= out->where->items[out->range].end))
		return;
	for (size_t i = out->range; i < out->where->len && out->where->items[i].start < out->at; i++)
		out->where->items[i].gave = true;
}

int secscan_encoded_next(struct encoded_text *out, const char *data, size_t len)
{
	size_t floor;
	int rc = 0;

	secscan_buffer_reset(&out->text);
	out->runs.len = 0;
	out->keys.len = 0;
	out->reader.data = NULL;
	if (out->rest)
		rc = take_run(out, out->rest_encoding, data, out->rest_end);
	floor = out->at;
	while (rc >= 0 && !is_full(out) && (out->at = next_place(out, data, len)) < len) {
		size_t keys = out->keys.len;

		rc = is_digit64(data[out->at]) ? take_digits(out, data, len) : take_word(out, data, len, floor);
		floor = rc > 0 ? out->at : floor;
		tell_ranges(out, rc > 0 || out->keys.len > keys);
	}
	return rc < 0 ? rc : 0;
}

void secscan_encoded_reset(struct encoded_text *text, unsigned wants, struct ranges *where)
{
	secscan_buffer_reset(&text->text);
	text->wants = wants;
	text->runs.len = 0;
	text->keys.len = 0;
	text->where = where;
	text->range = 0;
	text->at = 0;
	text->rest = false;
	text->nul = false;
}

void secscan_encoded_release(struct encoded_text *text)
{
	secscan_buffer_wipe(&text->text);
	array_release(&text->runs);
	array_release(&text->keys);
	array_release(&text->marks);
}

static size_t run_of(const struct encoded_text *text, size_t decoded)
{
	size_t behind = array_first_not(&text->runs, run, run->decoded <= decoded);

	return behind ? behind - 1 : 0;
}

/* Note where the reader stands, so that it need not begin anew when it is asked about something before. */
static void note(struct encoded_text *text, size_t given)
{
	struct encoded_reader *mark;

	if (given % ENCODED_MARKS || given / ENCODED_MARKS != text->marks.len)
		return;
	mark = array_push(&text->marks); /* without memory it takes longer */
	if (mark)
		*mark = text->reader;
}

static void begin_run(struct encoded_text *text, size_t at, const char *data)
{
	const struct encoded_run *run = &text->runs.items[at];
	unsigned char byte;

	text->reader = (struct encoded_reader){.encoding = run->encoding, .data = data + run->origin, .len = run->span};
	text->marks.len = 0;
	text->seen_run = at;
	text->seen = run->decoded;
	(void)next_byte(&text->reader, &byte);
	note(text, 0);
}

static void go_back(struct encoded_text *text, size_t decoded, const char *data)
{
	size_t begin = text->runs.items[text->seen_run].decoded, mark = (decoded - begin) / ENCODED_MARKS;

	if (mark >= text->marks.len) {
		begin_run(text, text->seen_run, data);
		return;
	}
	text->reader = text->marks.items[mark];
	text->seen = begin + mark * ENCODED_MARKS;
}

void secscan_encoded_origin(size_t *from, size_t *to, struct encoded_text *text, const char *data, size_t decoded)
{
	size_t at = run_of(text, decoded);
	const struct encoded_run *run = &text->runs.items[at];
	struct encoded_reader *r = &text->reader;
	unsigned char byte;

	if (!r->data || text->seen_run != at)
		begin_run(text, at, data);
	else if (text->seen > decoded)
		go_back(text, decoded, data);
	while (text->seen < decoded && next_byte(r, &byte))
		note(text, ++text->seen - run->decoded);
	*from = run->origin + r->from;
	*to = run->origin + r->to;
}
