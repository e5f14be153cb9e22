/* SPDX-License-Identifier: MIT */
/* What `finder = runs` finds: the second look at what encoded_find.c comes upon. */
#include "scan/runs.h"

#include "scan/encoded_find.h"
#include "scan/words.h"

#include <stdint.h>

enum {
	LEAST_HEX = 32,
	/* Names of all kinds, C++ symbols and paths stay below 490 and UUIDs below 570; of random runs 99 in 100 are above. */
	RANDOM = 540,
	/* Of its middle, for most names to be told at once: one random run in 10,000 is below. A name before or behind a key leaves it alone. */
	MIDDLE = 12,
	NAME = 400,
	UUID = 36,
	NEAR = 8,       /* how far before it a checksum's name stands */
	CHECKSUM_NAME = 3,
};

static bool is_uuid(struct span run)
{
	return run.len == UUID && run.at[8] == '-' && run.at[13] == '-' && run.at[18] == '-' && run.at[23] == '-';
}

/* What hex digits a run is made of; most runs are names, which end here soon. */
struct hex {
	bool all, upper, lower;
	size_t tens;
};

static struct hex hex_of(struct span run)
{
	struct hex hex = {0};
	size_t i = 0;

	for (; i < run.len && digit16((unsigned char)run.at[i]) >= 0; i++) {
		hex.tens += run.at[i] <= '9';
		hex.upper |= run.at[i] >= 'A' && run.at[i] <= 'F';
		hex.lower |= run.at[i] >= 'a';
	}
	hex.all = i == run.len;
	return hex;
}

/* Whole bytes, letters of one case, and not a mere number. */
static bool is_hex_key(const struct hex *hex, size_t len)
{
	return len >= LEAST_HEX && len % 2 == 0 && !(hex->upper && hex->lower) && hex->tens < len;
}

static bool is_like_name(struct span run)
{
	struct span middle = {run.at + (run.len - MIDDLE) / 2, MIDDLE};

	return secscan_words_cost(middle) < NAME || secscan_words_cost(run) < RANDOM;
}

bool secscan_run_is_random(struct span run)
{
	struct hex hex;

	if (run.len < RUN_LEAST || run.len > RUN_MOST || is_uuid(run))
		return false;
	hex = hex_of(run);
	return hex.all ? is_hex_key(&hex, run.len) : !is_like_name(run);
}

/* Sets of characters, a bit each. */
static const uint64_t may_precede[4] = {
	1ull << '\t' | 1ull << '\n' | 1ull << ' ' | 1ull << '"' | 1ull << '\'' | 1ull << '(' | 1ull << ',' | 1ull << ':' |
			1ull << '=' | 1ull << '>',
	1ull << ('[' - 64) | 1ull << ('`' - 64) | 1ull << ('{' - 64) | 1ull << ('|' - 64),
};
static const uint64_t may_follow[4] = {
	1ull << '\t' | 1ull << '\n' | 1ull << '\r' | 1ull << ' ' | 1ull << '"' | 1ull << '&' | 1ull << '\'' | 1ull << ')' |
			1ull << ',' | 1ull << '.' | 1ull << ';' | 1ull << '<' | 1ull << '=' | 1ull << '>',
	1ull << (']' - 64) | 1ull << ('`' - 64) | 1ull << ('|' - 64) | 1ull << ('}' - 64),
};

bool secscan_run_stands_alone(const char *data, size_t len, size_t at, size_t end)
{
	return (!at || is_in(may_precede, data[at - 1])) && (end >= len || is_in(may_follow, data[end]));
}

/* Signs are as rare in a key as chance lets them be, which most names_of_this_kind end at. */
static bool has_few_signs(const char *run)
{
	unsigned signs = 0;

	for (size_t i = 0; i < RUN_LEAST; i++)
		signs += run[i] == '_' || run[i] < '0';
	return signs <= RUN_MOST_SIGNS;
}

/* "sha", "md5" or "h1:", in any case. */
static bool is_checksum_name(const char *at)
{
	switch (at[0] | 0x20) {
	case 's':
		return (at[1] | 0x20) == 'h' && (at[2] | 0x20) == 'a';
	case 'm':
		return (at[1] | 0x20) == 'd' && at[2] == '5';
	case 'h':
		return at[1] == '1' && at[2] == ':';
	default:
		return false;
	}
}

/* "sha256:...", "h1:...", "sha512-..." */
static bool is_called_checksum(const char *data, size_t at)
{
	for (size_t i = at < NEAR ? 0 : at - NEAR; i + CHECKSUM_NAME <= at; i++)
		if (is_checksum_name(data + i))
			return true;
	return (data[at] | 0x20) == 's' && is_checksum_name(data + at);
}

bool secscan_run_is_no_name(const char *data, size_t at, size_t end)
{
	return secscan_run_is_random((struct span){data + at, end - at}) && !is_called_checksum(data, at);
}

bool secscan_run_is_key(const char *data, size_t len, size_t at)
{
	size_t end = at;

	if (!has_few_signs(data + at))
		return false;
	while (end < len && end - at <= RUN_MOST && is_digit64(data[end]))
		end++;
	return secscan_run_stands_alone(data, len, at, end) && secscan_run_is_no_name(data, at, end);
}
