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

/* Of the bytes of one block, a bit each: digits of base64; what may begin an escape. */
struct masks {
	uint64_t digits;
	uint64_t marks;
	uint32_t nul; /* not 0: there is a NUL */
};

/* Of the digits of base64: the decimal ones; those that are no letters either. */
struct kinds {
	uint64_t tens;
	uint64_t signs;
};

/* How a processor looks at a block; the kinds are asked for where a run begins. */
struct eyes {
	struct masks (*masks)(const char *block);
	struct kinds (*kinds)(const char *block);
};

static inline bool is_ten(char c)
{
	return c >= '0' && c <= '9';
}

static inline struct masks plain_masks(const char *p)
{
	struct masks m = {0};

	for (unsigned i = 0; i < BLOCK; i++) {
		m.digits |= (uint64_t)is_digit64(p[i]) << i;
		m.marks |= (uint64_t)(p[i] == '%' || p[i] == '\\') << i;
		m.nul |= p[i] == '\0';
	}
	return m;
}

static inline struct kinds plain_kinds(const char *p)
{
	struct kinds k = {0};

	for (unsigned i = 0; i < BLOCK; i++) {
		k.tens |= (uint64_t)is_ten(p[i]) << i;
		k.signs |= (uint64_t)(p[i] == '+' || p[i] == '-' || p[i] == '/' || p[i] == '_') << i;
	}
	return k;
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

/* What the first two digits of a text may be. */
enum { FROM_0 = '0', FROM_A = 'A' - 64, FROM_a = 'a' - 64 };
static const uint64_t may_begin64[4] = {0, 0xcull << FROM_A | 0x3ffff00ull << FROM_A | 0x3full << FROM_a};
static const uint64_t may_be_second64[4] = {0xfull << FROM_0,
		0xffull << FROM_A | 0xff0000ull << FROM_A | 0x3fc0ull << FROM_a | 0x3c00000ull << FROM_a};
static const uint64_t may_begin16[4] = {0xfdull << FROM_0, 0};
static const uint64_t may_be_second16[4] = {0x3ffull << FROM_0, 0x80003full << FROM_A | 0x80003full << FROM_a};

/*
 * By two digits, no more: the first byte of text is no control character, and the second none above ASCII. Most
 * identifiers end here.
 */
static inline bool may_be_text_at_all(const char *p)
{
	return (is_in(may_begin64, p[0]) & is_in(may_be_second64, p[1])) | (is_in(may_begin16, p[0]) & is_in(may_be_second16, p[1]));
}

/* A first look at 24 digits: whether they can begin a text, which may be UTF-16. */
static bool may_be_text(const char *p)
{
	uint32_t bits = 0;

	if (!may_be_text_at_all(p))
		return false;
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

/* The block at `at`, wherever the text ends. */
static inline const char *block_at(char room[BLOCK], const char *data, size_t len, size_t at)
{
	if (at + BLOCK <= len)
		return data + at;
	return fill_up(room, data + at, at < len ? len - at : 0);
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

/* The bits from `bit` on, and as many of the next block. */
static inline uint64_t bits_at(uint64_t bits, uint64_t next, unsigned bit)
{
	return bits >> bit | (bit ? next << (BLOCK - bit) : 0);
}

/* Two blocks, side by side. */
struct view {
	uint64_t digits, digits_on;
	struct kinds here, next;
};

/*
 * Whether a run may be a key, by the masks: a decimal digit is near (of 32 random letters and digits one in 250 has none),
 * signs are few, which most names_of_this_kind end at, and it stands alone, if its end is in sight.
 */
static inline bool is_like_key(const char *data, size_t len, size_t at, unsigned bit, const struct view *v)
{
	enum { FIRST = (1 << RUN_LEAST) - 1 };
	uint64_t behind = ~bits_at(v->digits, v->digits_on, bit);

	if (!(uint32_t)bits_at(v->here.tens, v->next.tens, bit) ||
			__builtin_popcountll(bits_at(v->here.signs, v->next.signs, bit) & FIRST) > RUN_MOST_SIGNS)
		return false;
	return !behind || secscan_run_stands_alone(data, len, at + bit, at + bit + (unsigned)__builtin_ctzll(behind));
}

static inline uint64_t like_keys(const char *data, size_t len, size_t at, uint64_t starts, const struct view *v)
{
	uint64_t out = 0;

	for (; starts; starts &= starts - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(starts);

		out |= (uint64_t)is_like_key(data, len, at, bit, v) << bit;
	}
	return out;
}

/* The first place in a block that bears a closer look; len if none does. */
static inline __attribute__((always_inline)) size_t look_by(const struct eyes *eyes, const char *data, size_t len,
		size_t at, const struct masks *here, const struct masks *next, struct places places)
{
	if (places.keys) {
		char room[BLOCK];
		struct view view = {.digits = here->digits, .digits_on = next->digits};

		view.here = eyes->kinds(block_at(room, data, len, at));
		view.next = eyes->kinds(block_at(room, data, len, at + BLOCK));
		places.keys = like_keys(data, len, at, places.keys, &view);
	}
	return first_of(data, len, at, &places);
}

/* No loop over bytes and hardly a branch that is taken: identifiers of a dozen letters stand everywhere. */
static inline __attribute__((always_inline)) size_t find_by(const struct eyes *eyes, const char *data, size_t len, size_t at,
		unsigned wants, bool *nul)
{
	char room[BLOCK];
	struct masks here = eyes->masks(block_at(room, data, len, at)), next;
	uint64_t texts = wants & ENCODED_WANT_TEXT ? UINT64_MAX : 0, keys = wants & ENCODED_WANT_KEYS ? UINT64_MAX : 0;
	uint64_t inside = 0; /* 1: the block begins inside of a run that is known */
	uint32_t nuls = 0;
	size_t place = len;

	for (; at < len && place == len; at += BLOCK, here = next) {
		uint64_t runs, longer, starts;

		next = eyes->masks(block_at(room, data, len, at + BLOCK));
		runs = runs_of_20(here.digits, next.digits, &longer);
		starts = runs & ~(runs << 1 | inside);
		inside = runs >> (BLOCK - 1);
		nuls |= here.nul;
		if (starts | (here.marks & texts))
			place = look_by(eyes, data, len, at, &here, &next,
					(struct places){starts & keys, starts & longer & texts, here.marks & texts});
	}
	*nul = *nul || nuls;
	return place;
}

#ifdef HAVE_AVX2
/* The sets that a byte may be in: digits of base64 up to UNDER, of which TENS is the lowest. */
enum { TENS = 1, SIGNS = 2, UNDER = 4, AO = 8, PZ = 16, DIGITS = 31, PERCENT = 32, BACKSLASH = 64, NUL = 128 };

/*
 * Two looks into tables of sixteen, by the low and by the high half of each byte; a byte is in a set where both have
 * its bit.
 */
__attribute__((target("avx2"))) static inline __m256i avx2_sets(const char *p)
{
	const __m256i low = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)(TENS | PZ | NUL), TENS | AO | PZ, TENS | AO | PZ,
			TENS | AO | PZ, TENS | AO | PZ, TENS | AO | PZ | PERCENT, TENS | AO | PZ, TENS | AO | PZ, TENS | AO | PZ,
			TENS | AO | PZ, AO | PZ, AO | SIGNS, AO | BACKSLASH, AO | SIGNS, AO, AO | SIGNS | UNDER));
	const __m256i high = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)NUL, 0, SIGNS | PERCENT, TENS, AO,
			PZ | UNDER | BACKSLASH, AO, PZ, 0, 0, 0, 0, 0, 0, 0, 0));
	const __m256i half = _mm256_set1_epi8(0x0f);
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);

	return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
			_mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

/* A bit for each byte that is in one of these sets. */
__attribute__((target("avx2"))) static inline uint64_t avx2_in(__m256i first, __m256i second, int sets)
{
	const __m256i zero = _mm256_setzero_si256(), any = _mm256_set1_epi8((char)sets);
	uint32_t not_first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(first, any), zero));
	uint32_t not_second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(second, any), zero));

	return ~(not_first | (uint64_t)not_second << 32);
}

__attribute__((target("avx2"))) static inline struct masks avx2_masks(const char *p)
{
	__m256i first = avx2_sets(p), second = avx2_sets(p + BLOCK / 2), digits = _mm256_set1_epi8(DIGITS);
	uint32_t marks = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(first, digits));
	uint32_t more_marks = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(second, digits));

	return (struct masks){avx2_in(first, second, DIGITS), marks | (uint64_t)more_marks << 32,
			(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(first, second))}; /* NUL is the sign */
}

__attribute__((target("avx2"))) static inline struct kinds avx2_kinds(const char *p)
{
	__m256i first = avx2_sets(p), second = avx2_sets(p + BLOCK / 2);

	return (struct kinds){avx2_in(first, second, TENS), avx2_in(first, second, SIGNS | UNDER)};
}

__attribute__((target("avx2"))) static size_t find_avx2(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {avx2_masks, avx2_kinds};

	return find_by(&eyes, data, len, at, wants, nul);
}
#endif

size_t secscan_encoded_find_plain(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {plain_masks, plain_kinds};

	return find_by(&eyes, data, len, at, wants, nul);
}

size_t secscan_encoded_find(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
#ifdef HAVE_AVX2
	if (CPU_FEATURE_ACTIVE(AVX2))
		return find_avx2(data, len, at, wants, nul);
#endif
	return secscan_encoded_find_plain(data, len, at, wants, nul);
}
