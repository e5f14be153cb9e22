/* SPDX-License-Identifier: MIT */
#include "scan/encoded_find.h"
#include "scan/encoded.h"
#include "scan/runs.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GLIBC__)
#include <immintrin.h>
#include <sys/platform/x86.h>
#define HAVE_AVX2 1
#endif

enum { BLOCK = 64 };

/* Of the bytes of one block, a bit each: digits of base64, the decimal ones of them; what may begin an escape. */
struct masks {
	uint64_t digits;
	uint64_t tens;
	uint64_t marks;
	uint32_t nul; /* not 0: there is a NUL */
};

static inline struct masks plain_masks(const char *p)
{
	struct masks m = {0};

	for (unsigned i = 0; i < BLOCK; i++) {
		m.digits |= (uint64_t)is_digit64(p[i]) << i;
		m.tens |= (uint64_t)(p[i] >= '0' && p[i] <= '9') << i;
		m.marks |= (uint64_t)(p[i] == '%' || p[i] == '\\') << i;
		m.nul |= p[i] == '\0';
	}
	return m;
}

/* The value of so many hex digits that must be text; what is no Latin letter counts as one. */
static bool is_code(const char *p, size_t left, size_t digits)
{
	int value = 0;

	for (size_t i = 0; i < digits; i++) {
		int digit = i < left ? digit16((unsigned char)p[i]) : -1;

		if (digit < 0)
			return false;
		value = value << 4 | digit;
	}
	return value >= 0x20 || value == '\n' || value == '\t' || value == '\r';
}

static bool is_escape(const char *p, size_t left)
{
	if (*p == '%')
		return is_code(p + 1, left - 1, 2);
	return left > 1 && (p[1] == 'u' ? is_code(p + 2, left - 2, 4) : p[1] == 'x' && is_code(p + 2, left - 2, 2));
}

static bool is_ascii_text(unsigned c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

static bool is_hex_text(const char *p)
{
	int high = digit16((unsigned char)p[0]), low = digit16((unsigned char)p[1]);

	return high >= 0 && low >= 0 && is_ascii_text((unsigned)(high << 4 | low));
}

/* A first look at 24 digits: whether they can begin a text, which may be UTF-16. Most identifiers end here. */
static bool may_be_text(const char *p)
{
	uint32_t bits = 0;

	if (p[0] == '0' && (p[1] | 0x20) == 'x')
		p += 2;
	if (is_hex_text(p) && is_hex_text(p + 2) && is_hex_text(p + 4))
		return true;
	for (unsigned i = 0; i < 4; i++)
		bits = bits << 6 | (uint32_t)digit64((unsigned char)p[i]);
	return is_ascii_text(bits >> 16) && (is_ascii_text(bits >> 8 & 0xff) ? is_ascii_text(bits & 0xff) : !(bits >> 8 & 0xff));
}

/* Of one block: where runs begin that are long enough for a key and for a text, and what else counts. */
struct places {
	uint64_t keys, texts, marks;
};

/* The first of these places that bears a closer look; len if none does. */
static size_t first_of(const char *data, size_t len, size_t at, const struct places *p)
{
	for (uint64_t all = p->keys | p->texts | p->marks; all; all &= all - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(all);
		size_t place = at + bit;

		if ((p->keys >> bit & 1 && secscan_run_is_key(data, len, place)) || (p->texts >> bit & 1 && may_be_text(data + place)) ||
				(p->marks >> bit & 1 && is_escape(data + place, len - place)))
			return place;
	}
	return len;
}

/* The block that the text ends in, filled up. */
static __attribute__((noinline)) const char *fill_up(char room[BLOCK], const char *text, size_t len)
{
	memset(room, ' ', BLOCK);
	return memcpy(room, text, len);
}

static inline __attribute__((always_inline)) struct masks masks_at(struct masks (*masks)(const char *block), const char *data,
		size_t len, size_t at)
{
	char room[BLOCK];

	if (at + BLOCK <= len)
		return masks(data + at);
	return at < len ? masks(fill_up(room, data + at, len - at)) : (struct masks){0};
}

/* Each bit stays with which twice as many set ones, or n more, begin; `next` are the bits that follow. */
static inline void narrow(uint64_t *bits, uint64_t *next, unsigned n)
{
	*bits &= *bits >> n | *next << (BLOCK - n);
	*next &= *next >> n;
}

/* Each bit with which 20 set ones begin; *more where 24 do. */
static inline uint64_t runs_of_20(uint64_t bits, uint64_t next, uint64_t *more)
{
	uint64_t twenty;

	narrow(&bits, &next, 1);
	narrow(&bits, &next, 2);
	narrow(&bits, &next, 4);
	narrow(&bits, &next, 8);
	narrow(&bits, &next, 4);
	twenty = bits;
	narrow(&bits, &next, 4);
	*more = bits;
	return twenty;
}

_Static_assert(RUN_LEAST == 20 && ENCODED_LEAST == 24, "runs_of_20() counts them");

/* Those of the runs with a decimal digit near: of 32 random letters and digits one in 250 has none. */
static inline uint64_t with_digit(uint64_t starts, uint64_t tens, uint64_t next)
{
	uint64_t out = 0;

	for (; starts; starts &= starts - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(starts);
		uint64_t ahead = tens >> bit | (bit ? next << (BLOCK - bit) : 0);

		if ((uint32_t)ahead)
			out |= 1ull << bit;
	}
	return out;
}

/* No loop over bytes and hardly a branch that is taken: identifiers of a dozen letters stand everywhere. */
static inline __attribute__((always_inline)) size_t find_by(struct masks (*masks)(const char *block), const char *data,
		size_t len, size_t at, unsigned wants, bool *nul)
{
	struct masks here = masks_at(masks, data, len, at), next;
	uint64_t inside = 0; /* 1: the block begins inside of a run that is known */
	uint32_t nuls = 0;
	size_t place = len;

	for (; at < len; at += BLOCK, here = next) {
		uint64_t runs, longer, starts, marks = wants & ENCODED_WANT_TEXT ? here.marks : 0;

		next = masks_at(masks, data, len, at + BLOCK);
		runs = runs_of_20(here.digits, next.digits, &longer);
		starts = runs & ~(runs << 1 | inside);
		inside = runs >> (BLOCK - 1);
		nuls |= here.nul;
		if (starts | marks) {
			struct places places = {
				.keys = wants & ENCODED_WANT_KEYS ? with_digit(starts, here.tens, next.tens) : 0,
				.texts = wants & ENCODED_WANT_TEXT ? starts & longer : 0,
				.marks = marks,
			};

			place = first_of(data, len, at, &places);
			if (place < len)
				break;
		}
	}
	*nul = *nul || nuls;
	return place;
}

#ifdef HAVE_AVX2
/*
 * Two looks into tables of sixteen, by the low and by the high half of each byte; a byte is in a set where both have
 * its bit. Bits 0 to 4 make up the digits, 5 and 6 the marks '%' and '\\', and 7 is the NUL.
 */
__attribute__((target("avx2"))) static inline uint32_t avx2_half(uint32_t *digits, uint32_t *tens,
		uint32_t *marks, const char *p)
{
	enum { SIGNS = 1, TENS = 2, AO = 4, P_ = 8, PZ = 16, PERCENT = 32, BACKSLASH = 64, NUL = 128, DIGITS = 31 };
	const __m256i low = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)(TENS | P_ | PZ | NUL), TENS | AO | P_ | PZ,
			TENS | AO | P_ | PZ, TENS | AO | P_ | PZ, TENS | AO | P_ | PZ, TENS | AO | P_ | PZ | PERCENT,
			TENS | AO | P_ | PZ, TENS | AO | P_ | PZ, TENS | AO | P_ | PZ, TENS | AO | P_ | PZ, AO | P_ | PZ,
			AO | SIGNS, AO | BACKSLASH, AO | SIGNS, AO, AO | SIGNS | P_));
	const __m256i high = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)NUL, 0, SIGNS | PERCENT, TENS, AO, P_ | BACKSLASH,
			AO, PZ, 0, 0, 0, 0, 0, 0, 0, 0));
	const __m256i half = _mm256_set1_epi8(0x0f), zero = _mm256_setzero_si256();
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i sets = _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
			_mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
	__m256i no_digits = _mm256_cmpeq_epi8(_mm256_and_si256(sets, _mm256_set1_epi8(DIGITS)), zero);
	__m256i others = _mm256_cmpgt_epi8(sets, _mm256_set1_epi8(DIGITS));

	*digits = ~(uint32_t)_mm256_movemask_epi8(no_digits);
	*tens = (uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(sets, 6)); /* TENS moves up to the sign */
	*marks = (uint32_t)_mm256_movemask_epi8(others);
	return (uint32_t)_mm256_movemask_epi8(sets);
}

__attribute__((target("avx2"))) static inline struct masks avx2_masks(const char *p)
{
	uint32_t digits[2], tens[2], marks[2];
	uint32_t nul = avx2_half(&digits[0], &tens[0], &marks[0], p) | avx2_half(&digits[1], &tens[1], &marks[1], p + BLOCK / 2);

	return (struct masks){digits[0] | (uint64_t)digits[1] << 32, tens[0] | (uint64_t)tens[1] << 32,
			marks[0] | (uint64_t)marks[1] << 32, nul};
}

__attribute__((target("avx2"))) static size_t find_avx2(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	return find_by(avx2_masks, data, len, at, wants, nul);
}
#endif

size_t secscan_encoded_find_plain(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	return find_by(plain_masks, data, len, at, wants, nul);
}

size_t secscan_encoded_find(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
#ifdef HAVE_AVX2
	if (CPU_FEATURE_ACTIVE(AVX2))
		return find_avx2(data, len, at, wants, nul);
#endif
	return secscan_encoded_find_plain(data, len, at, wants, nul);
}
