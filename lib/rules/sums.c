/* SPDX-License-Identifier: MIT */
#include "rules/sums.h"

#include <string.h>
#include <zlib.h>

static const char base36[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static void write_number(char *out, size_t width, uint64_t number, const char *digits)
{
	size_t base = strlen(digits);

	while (width--) {
		out[width] = digits[number % base];
		number /= base;
	}
}

static const char *last_underscore(const char *text, size_t len)
{
	while (len--)
		if (text[len] == '_')
			return text + len;
	return NULL;
}

/* What of this head the sum covers; NULL when it is too short to be covered at all. */
static const char *covered(const struct sum_form *form, const char *head, size_t *len)
{
	const char *underscore;

	if (form->separated && *len && head[*len - 1] == '_')
		--*len;
	underscore = form->after_underscore ? last_underscore(head, *len) : NULL;
	if (underscore) {
		*len -= (size_t)(underscore + 1 - head);
		head = underscore + 1;
	}
	if (*len <= form->skip)
		return NULL;
	*len -= form->skip;
	return head + form->skip;
}

void secscan_sum_write(char *out, const struct sum_form *form, const char *head, size_t len)
{
	const char *body = covered(form, head, &len);
	uint32_t crc = body ? (uint32_t)crc32_z(0, (const unsigned char *)body, len) : 0;

	if (form->reversed)
		crc = __builtin_bswap32(crc);
	write_number(out, form->width, (uint64_t)crc << form->shift, form->digits);
}

enum secscan_confidence secscan_sum_grade(const struct sum_form *form, const char *value, size_t len)
{
	size_t head = len > form->width ? len - form->width : 0, body = head;
	char sum[SUM_WIDTH_MAX];

	if (!head || !covered(form, value, &body))
		return SECSCAN_DOUBTFUL;
	secscan_sum_write(sum, form, value, head);
	return memcmp(sum, value + head, form->width) ? SECSCAN_DOUBTFUL : SECSCAN_VERIFIED;
}

static const struct sum_form gitlab_sum = {base36, 7};

/* Between the first - and the first dot behind it. */
static size_t gitlab_payload(const char **out, const char *value, size_t len)
{
	const char *dash = memchr(value, '-', len);
	const char *dot = dash ? memchr(dash, '.', len - (size_t)(dash - value)) : NULL;

	*out = dot ? dash + 1 : value;
	return dot ? (size_t)(dot - dash - 1) : 0;
}

void secscan_gitlab_tail(char out[GITLAB_TAIL], const char *head, size_t len)
{
	const char *payload;
	uint32_t crc = (uint32_t)crc32_z(0, (const unsigned char *)head, len);

	write_number(out, 2, gitlab_payload(&payload, head, len), base36);
	crc = (uint32_t)crc32_z(crc, (const unsigned char *)out, 2);
	write_number(out + 2, gitlab_sum.width, crc, base36);
}

/* Runner tokens say their kind (t1_, t2_) before the payload proper. */
static bool starts_with_kind(const char *payload, size_t len)
{
	return len > 3 && payload[0] == 't' && payload[2] == '_';
}

static bool routable_holds(const char *value, size_t len)
{
	const char *payload, *said = value + len - GITLAB_TAIL;
	size_t real = gitlab_payload(&payload, value, len);
	char plain[2], with_kind[2];

	if (!real || secscan_sum_grade(&gitlab_sum, value, len) != SECSCAN_VERIFIED)
		return false;
	write_number(plain, 2, real, base36);
	write_number(with_kind, 2, starts_with_kind(payload, real) ? real - 3 : real, base36);
	return !memcmp(said, plain, 2) || !memcmp(said, with_kind, 2);
}

/* That the other kinds of token (glrt-, glcbt-) are built alike is said, but not seen: they may prove, not disprove. */
enum secscan_confidence secscan_grade_gitlab_routable(const char *value, size_t len)
{
	if (len > GITLAB_TAIL && routable_holds(value, len))
		return SECSCAN_VERIFIED;
	return len < 6 || !memcmp(value, "glpat-", 6) ? SECSCAN_DOUBTFUL : SECSCAN_PLAUSIBLE;
}
