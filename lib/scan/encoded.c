/* SPDX-License-Identifier: MIT */
#include "scan/encoded.h"
#include "scan/encoded_escape.h"
#include "scan/encoded_find.h"
#include "scan/runs.h"

#include <string.h>

enum { FULL_LINE = 60 };

/* What a run has left until it counts as no text: bytes that are none cost it, and those that are give it. */
enum { CONTROL_COST = 8, BINARY_COST = 32, FIRST_CREDIT = BINARY_COST - 1, CREDIT = 128 };

struct text_state {
	int credit;
	bool sequence; /* of a terminal (ECMA-48) */
};

static bool is_text(unsigned char c)
{
	return c >= 0x80 || is_ascii_text(c);
}

/* Random bytes cost two each, in the mean: they end it soon. */
static bool is_still_text(struct text_state *s, unsigned char c)
{
	if (!is_text(c))
		s->credit -= is_control_in_text(c) ? CONTROL_COST : BINARY_COST;
	else if (s->credit < CREDIT)
		s->credit++;
	return s->credit >= 0;
}

/* What rules see of it: a control byte ends the line, a terminal's sequence is blank. */
static char shown(struct text_state *s, unsigned char c)
{
	if (c != ENCODED_ESC && !s->sequence)
		return is_text(c) ? (char)c : '\n';
	s->sequence = c == ENCODED_ESC || c == '[' || (c >= '0' && c <= '?');
	return ' ';
}

/* Where a run that fills a batch is taken up again, some bytes back and between two whole groups of digits. */
static size_t go_on(struct encoded_form form, const char *data, size_t origin, size_t end)
{
	static const size_t widths[] = {[ENCODED_BASE64] = 2, [ENCODED_HEX] = 2, [ENCODED_PERCENT] = 3, [ENCODED_ESCAPE] = 6};
	size_t width = widths[form.encoding] * (form.units == ENCODED_BYTES ? 1 : 2);
	size_t stop = end - ENCODED_OVERLAP * width, at = origin, digits = 0;

	if (form.encoding != ENCODED_BASE64 && form.encoding != ENCODED_HEX)
		return origin + (stop - origin) / 2 * 2;
	while (at < end && (at < stop || digits % 8)) {
		size_t blank = secscan_encoded_blank(data + at, end - at);

		digits += !blank;
		at += blank ? blank : 1;
	}
	return at;
}

/* Decode one run, from out->at to `end`. The batch may be full before: the next one begins with the rest. */
static int take_run(struct encoded_text *out, struct encoded_form form, const char *data, size_t end)
{
	size_t origin = out->at, begin = out->text.len, len = end - origin;
	struct encoded_reader r = {.form = form, .data = data + origin, .len = len};
	struct encoded_run *run = array_push(&out->runs);
	struct text_state state = {.credit = FIRST_CREDIT};
	size_t room = len < ENCODED_BATCH ? len : ENCODED_BATCH;
	unsigned char byte;

	if (!run || secscan_buffer_reserve(&out->text, room + 2))
		return SECSCAN_ERR_NOMEM;
	while (out->text.len - begin < room && secscan_encoded_byte(&r, &byte) && is_still_text(&state, byte))
		out->text.data[out->text.len++] = shown(&state, byte);
	*run = (struct encoded_run){begin, origin, r.at, form};
	out->rest = out->text.len - begin == ENCODED_BATCH && r.at < len;
	out->rest_end = end;
	out->rest_form = form;
	out->at = out->rest ? go_on(form, data, origin, origin + r.at) : end;
	return secscan_buffer_add(&out->text, "\n", 1);
}

static size_t digits_end(const char *data, size_t len, size_t at)
{
	while (at < len && is_digit64(data[at]))
		at++;
	return at;
}

static size_t skip_blank(const char *data, size_t len, size_t at)
{
	for (size_t blank; (blank = secscan_encoded_blank(data + at, len - at)) > 0;)
		at += blank;
	return at;
}

/* The end of the digits that go on from `at` to `end`, and further over line ends where the lines are full ones. */
static size_t base64_end(const char *data, size_t len, size_t at, size_t end)
{
	for (;;) {
		size_t next;

		if (end - at < FULL_LINE || (end - at) % 4)
			return end;
		next = skip_blank(data, len, end);
		if (next == end || next >= len || !is_digit64(data[next]))
			return end;
		at = next;
		end = digits_end(data, len, at);
	}
}

/* What a run of digits at `at` is; false: nothing that decodes to text. */
static bool kind_of_digits(struct encoded_form *out, size_t *at, const char *data, size_t end)
{
	size_t hex = *at + (data[*at] == '0' && (data[*at + 1] | 0x20) == 'x' ? 2 : 0);

	out->encoding = ENCODED_HEX;
	if (secscan_encoded_begins(&out->units, ENCODED_HEX, data + hex, end - hex)) {
		*at = hex;
		return true;
	}
	out->encoding = ENCODED_BASE64;
	return secscan_encoded_begins(&out->units, ENCODED_BASE64, data + *at, end - *at);
}

/* Where in the digits from *at to `end` a text begins: with the first or, behind a path or a name, with one after a sign. */
static bool find_text(struct encoded_form *out, size_t *at, const char *data, size_t end)
{
	if (kind_of_digits(out, at, data, end))
		return true;
	for (size_t i = *at; i < *at + ENCODED_PREFIX && end - i > ENCODED_LEAST; i++) {
		size_t behind = i + 1;

		if (is_sign64(data[i]) && kind_of_digits(out, &behind, data, end)) {
			*at = behind;
			return true;
		}
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
	struct encoded_form form;
	size_t begin = at, *slot;

	if (!secscan_run_is_key(data, len, at) || kind_of_digits(&form, &begin, data, end))
		return 0;
	slot = array_push(&out->keys);
	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = at;
	return 0;
}

/*
 * Decode the digits from out->at to `end` and on the lines behind, from where they are text; out->at moves behind them.
 * 1 when they were. A line that is none may be a checksum above the text.
 */
static int take_text(struct encoded_text *out, const char *data, size_t len, size_t end)
{
	struct encoded_form form;

	if (out->at >= out->lines_end)
		out->lines_end = base64_end(data, len, out->at, end);
	while (out->at < out->lines_end) {
		if (end - out->at >= ENCODED_LEAST && find_text(&form, &out->at, data, end))
			return take_run(out, form, data, base64_end(data, len, out->at, end)) ? SECSCAN_ERR_NOMEM : 1;
		out->at = end < out->lines_end ? skip_blank(data, len, end) : end;
		end = digits_end(data, len, out->at);
	}
	return 0;
}

static int take_digits(struct encoded_text *out, const char *data, size_t len)
{
	size_t end = digits_end(data, len, out->at);

	if (out->wants & ENCODED_WANT_KEYS && out->at >= out->lines_end && take_key(out, data, len, out->at, end))
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
	struct encoded_form form = {.units = ENCODED_BYTES};
	size_t place = out->at, end = place;
	char mark = data[place];

	while (out->at > floor && place - out->at < ENCODED_WORD && !ends_word(data[out->at - 1], mark))
		out->at--;
	while (end < len && !ends_word(data[end], mark))
		end++;
	form.encoding = mark == '%' ? ENCODED_PERCENT : ENCODED_ESCAPE;
	return take_run(out, form, data, end) ? SECSCAN_ERR_NOMEM : 1;
}

/* Decode what joins a token to the word before, with the token, which is then looked at as it stands. */
static int take_token(struct encoded_text *out, const char *data, size_t len, size_t joint)
{
	struct encoded_form form = {ENCODED_ESCAPE, ENCODED_BYTES};
	size_t behind = out->at + joint, end = behind;

	while (end < len && is_token_byte(data[end]))
		end++;
	if (take_run(out, form, data, end))
		return SECSCAN_ERR_NOMEM;
	if (!out->rest)
		out->at = behind;
	return 1;
}

static int take(struct encoded_text *out, const char *data, size_t len, size_t floor)
{
	size_t joint;

	if (is_digit64(data[out->at]))
		return take_digits(out, data, len);
	joint = secscan_encoded_joint(data + out->at, len - out->at);
	return joint ? take_token(out, data, len, joint) : take_word(out, data, len, floor);
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
		rc = take_run(out, out->rest_form, data, out->rest_end);
	floor = out->at;
	while (rc >= 0 && !is_full(out) && (out->at = next_place(out, data, len)) < len) {
		size_t keys = out->keys.len;

		rc = take(out, data, len, floor);
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
	text->lines_end = 0;
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

	text->reader = (struct encoded_reader){.form = run->form, .data = data + run->origin, .len = run->span};
	text->marks.len = 0;
	text->seen_run = at;
	text->seen = run->decoded;
	(void)secscan_encoded_byte(&text->reader, &byte);
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
	while (text->seen < decoded && secscan_encoded_byte(r, &byte))
		note(text, ++text->seen - run->decoded);
	*from = run->origin + r->from;
	*to = run->origin + r->to;
}
