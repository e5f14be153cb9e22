/* SPDX-License-Identifier: MIT */
#include "scan/decode.h"

enum { MIN_UNITS = 8 };

static bool all_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return true;
}

static bool is_text(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 0x20 || c == '\n' || c == '\t' || c == '\r';
}

/* A unit whose first byte is text and whose other bytes are NUL (big-endian text reads so from its second byte on). */
static bool is_unit(const char *p, size_t left, size_t step)
{
	return left >= step && is_text(p[0]) && all_zero(p + 1, step - 1);
}

/* Units from here on, letting pass a few wide characters between them. Gives the bytes spanned, 0 if this is no text. */
static size_t run_span(const char *p, size_t left, size_t step)
{
	size_t units = 0, wide = 0, at = 0;

	while (at + 1 <= left) {
		/* the last unit of big-endian text has no NUL behind it */
		if (is_unit(p + at, left - at, step) || (left - at < step && is_text(p[at]))) {
			units++;
			wide = 0;
		} else if (left - at < step || ++wide > 4 || all_zero(p + at, step)) {
			break;
		}
		at += step;
	}
	if (wide)
		at -= wide > 4 ? 4 * step : wide * step;
	return units >= MIN_UNITS ? at : 0;
}

static int add_run(struct wide_text *out, const char *data, size_t len, size_t origin, size_t span, size_t step)
{
	struct wide_run *run = array_push(&out->runs);

	if (!run || secscan_buffer_reserve(&out->text, span / step + 2))
		return SECSCAN_ERR_NOMEM;
	*run = (struct wide_run){.decoded = out->text.len, .origin = origin, .step = (uint8_t)step};
	for (size_t at = origin; at < origin + span; at += step) {
		bool narrow = is_unit(data + at, len - at, step) || len - at < step;

		out->text.data[out->text.len++] = narrow ? data[at] : '?';
	}
	return secscan_buffer_add(&out->text, "\n", 1);
}

/* Disk images are full of NULs: eight at a time. */
static size_t skip_nuls(const char *data, size_t at, size_t len)
{
	static const char nuls[8];

	while (len - at >= sizeof(nuls) && !memcmp(data + at, nuls, sizeof(nuls)))
		at += sizeof(nuls);
	while (at < len && !data[at])
		at++;
	return at;
}

int secscan_wide_decode(struct wide_text *out, const char *data, size_t len)
{
	size_t at = 0;

	while (at < len) {
		const char *nul = memchr(data + at, '\0', len - at);
		size_t start, step, span;

		if (!nul)
			break;
		start = (size_t)(nul - data);
		if (start == at || !is_text(nul[-1])) {
			at = skip_nuls(data, start, len);
			continue;
		}
		step = len - start > 3 && all_zero(nul, 3) ? 4 : 2;
		span = run_span(nul - 1, len - start + 1, step);
		if (span && add_run(out, data, len, start - 1, span, step))
			return SECSCAN_ERR_NOMEM;
		at = span ? start - 1 + span : start + 1;
	}
	return 0;
}

size_t secscan_wide_origin(const struct wide_text *wide, size_t decoded)
{
	size_t behind = array_first_not(&wide->runs, run, run->decoded <= decoded);
	const struct wide_run *run = &wide->runs.items[behind ? behind - 1 : 0];

	return run->origin + (decoded - run->decoded) * run->step;
}

void secscan_wide_reset(struct wide_text *wide)
{
	secscan_buffer_reset(&wide->text);
	wide->runs.len = 0;
}

void secscan_wide_release(struct wide_text *wide)
{
	secscan_buffer_wipe(&wide->text);
	array_release(&wide->runs);
}
