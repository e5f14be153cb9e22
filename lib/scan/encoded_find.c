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

/* Of the digits of base64: the decimal ones; those that are no letters either; what the first two of a text may be. */
struct kinds {
	uint64_t tens;
	uint64_t signs;
	uint64_t firsts, seconds;     /* of base64, and of hex: all, where it costs too much to know */
	uint64_t firsts16, seconds16;
};

/* How a processor looks at a block; the kinds are asked for where a run begins. */
struct eyes {
	struct masks (*masks)(const char *block);
	struct kinds (*kinds)(const char *block);
};

/*
 * What the first two digits of a text may be, by which most identifiers end: the first byte of text is no control character,
 * and the second none above ASCII. A bit for each character up to 63, and from 64 on.
 */
enum { FROM_0 = '0', FROM_A = 'A' - 64, FROM_a = 'a' - 64 };
#define FIRSTS    0, 0xcull << FROM_A | 0x3ffff00ull << FROM_A | 0x3full << FROM_a
#define SECONDS   0xfull << FROM_0, 0xffull << FROM_A | 0xff0000ull << FROM_A | 0x3fc0ull << FROM_a | 0x3c00000ull << FROM_a
#define FIRSTS16  0xfdull << FROM_0, 0
#define SECONDS16 0x3ffull << FROM_0, 0x80003full << FROM_A | 0x80003full << FROM_a

/* What a character is, a bit each: of those up to 127, the others are nothing. */
enum {
	IN_DIGITS = 1,
	IN_MARKS = 2,
	IN_TENS = 4,
	IN_SIGNS = 8,
	IN_FIRSTS = 16,
	IN_SECONDS = 32,
	IN_FIRSTS16 = 64,
	IN_SECONDS16 = 128,
};
#define WITHIN(c, from, to)  ((c) >= (from) && (c) <= (to))
#define BIT(c, low, high)    ((((c) < 64 ? (low) : (high)) >> ((c) & 63)) & 1)
#define IS_OF(...)           BIT(__VA_ARGS__)
#define IS_TEN(c)            WITHIN(c, '0', '9')
#define IS_SIGN(c)           ((c) == '+' || (c) == '-' || (c) == '/' || (c) == '_')
#define IS_DIGIT(c)          (IS_TEN(c) || IS_SIGN(c) || WITHIN((c) | 0x20, 'a', 'z'))
#define SETS(c)                                                                                                         \
	((IS_DIGIT(c) ? IN_DIGITS : 0) | ((c) == '%' || (c) == '\\' ? IN_MARKS : 0) | (IS_TEN(c) ? IN_TENS : 0) |        \
	 (IS_SIGN(c) ? IN_SIGNS : 0) | (IS_OF(c, FIRSTS) ? IN_FIRSTS : 0) | (IS_OF(c, SECONDS) ? IN_SECONDS : 0) |        \
	 (IS_OF(c, FIRSTS16) ? IN_FIRSTS16 : 0) | (IS_OF(c, SECONDS16) ? IN_SECONDS16 : 0))
#define FOUR(c)    SETS(c), SETS((c) + 1), SETS((c) + 2), SETS((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
static const unsigned char sets_of[256] = {SIXTEEN(0), SIXTEEN(16), SIXTEEN(32), SIXTEEN(48), SIXTEEN(64), SIXTEEN(80), SIXTEEN(96),
		SIXTEEN(112)};

static inline bool is_of(char c, unsigned sets)
{
	return sets_of[(unsigned char)c] & sets;
}

static inline struct masks plain_masks(const char *p)
{
	struct masks m = {0};

	for (unsigned i = 0; i < BLOCK; i++) {
		m.digits |= (uint64_t)is_of(p[i], IN_DIGITS) << i;
		m.marks |= (uint64_t)is_of(p[i], IN_MARKS) << i;
		m.nul |= p[i] == '\0';
	}
	return m;
}

static inline struct kinds plain_kinds(const char *p)
{
	struct kinds k = {.firsts = UINT64_MAX, .seconds = UINT64_MAX};

	for (unsigned i = 0; i < BLOCK; i++) {
		k.tens |= (uint64_t)is_of(p[i], IN_TENS) << i;
		k.signs |= (uint64_t)is_of(p[i], IN_SIGNS) << i;
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

static inline bool may_be_text_at_all(const char *p)
{
	return (is_of(p[0], IN_FIRSTS) && is_of(p[1], IN_SECONDS)) || (is_of(p[0], IN_FIRSTS16) && is_of(p[1], IN_SECONDS16));
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

/* Each bit that is set, or of which one of the n behind it is. */
static inline void widen(uint64_t *bits, uint64_t *next, unsigned n)
{
	*bits |= *bits >> n | *next << (BLOCK - n);
	*next |= *next >> n;
}

/* Each bit with a set one among the 32 that begin there. */
static inline uint64_t near_32(uint64_t bits, uint64_t next)
{
	for (unsigned n = 1; n < 32; n *= 2)
		widen(&bits, &next, n);
	return bits;
}

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

static inline bool are_few(uint64_t bits)
{
	for (unsigned i = 0; i < RUN_MOST_SIGNS; i++)
		bits &= bits - 1;
	return !bits;
}

/* By the masks first: signs are few, which most names_of_this_kind end at, and the run stands alone, if its end is in sight. */
static inline bool is_key(const char *data, size_t len, size_t place, unsigned bit, const struct view *v)
{
	enum { FIRST = (1 << RUN_LEAST) - 1 };
	uint64_t behind = ~bits_at(v->digits, v->digits_on, bit);
	size_t end = place + (behind ? (unsigned)__builtin_ctzll(behind) : 0);

	if (!are_few(bits_at(v->here.signs, v->next.signs, bit) & FIRST))
		return false;
	if (!behind)
		return secscan_run_is_key(data, len, place);
	return secscan_run_stands_alone(data, len, place, end) && secscan_run_is_no_name(data, place, end);
}

/* The first place in a block that bears a closer look; len if none does. Apart from the loop, which needs the registers. */
static __attribute__((noinline)) size_t look(const char *data, size_t len, size_t at, struct view view, struct places places)
{
	for (uint64_t all = places.keys | places.texts | places.marks; all; all &= all - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(all);
		size_t place = at + bit;

		if ((places.keys >> bit & 1 && is_key(data, len, place, bit, &view)) ||
				(places.texts >> bit & 1 && may_be_text(data + place)) ||
				(places.marks >> bit & 1 && is_escape(data + place, len - place)))
			return place;
	}
	return len;
}

/* Those that by their kinds may be a key or a text. A key has a decimal digit near: of 32 random letters and digits one in 250 has none. */
static inline void sort_out(struct places *places, const struct view *v)
{
	places->keys &= near_32(v->here.tens, v->next.tens);
	places->texts &= (v->here.firsts & bits_at(v->here.seconds, v->next.seconds, 1)) |
			(v->here.firsts16 & bits_at(v->here.seconds16, v->next.seconds16, 1));
}

/* No loop over bytes and few branches: identifiers of a dozen letters stand everywhere. */
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
		struct places places = {.marks = here.marks & texts};
		uint64_t runs, longer, starts;
		struct view view;

		next = eyes->masks(block_at(room, data, len, at + BLOCK));
		view = (struct view){.digits = here.digits, .digits_on = next.digits};
		runs = runs_of_20(here.digits, next.digits, &longer);
		starts = runs & ~(runs << 1 | inside);
		inside = runs >> (BLOCK - 1);
		nuls |= here.nul;
		if (starts & (keys | (longer & texts))) {
			places.keys = starts & keys;
			places.texts = starts & longer & texts;
			view.here = eyes->kinds(block_at(room, data, len, at));
			view.next = eyes->kinds(block_at(room, data, len, at + BLOCK));
			sort_out(&places, &view);
		}
		if (places.keys | places.texts | places.marks)
			place = look(data, len, at, view, places);
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

	return (struct kinds){.tens = avx2_in(first, second, TENS), .signs = avx2_in(first, second, SIGNS | UNDER),
			.firsts = UINT64_MAX, .seconds = UINT64_MAX};
}

__attribute__((target("avx2"))) static size_t find_avx2(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {avx2_masks, avx2_kinds};

	return find_by(&eyes, data, len, at, wants, nul);
}

#define VBMI "avx512bw,avx512vbmi,bmi,bmi2,lzcnt,popcnt"

__attribute__((target(VBMI))) static inline __m512i vbmi_sets(__m512i bytes)
{
	const __m512i low = _mm512_loadu_si512(sets_of), high = _mm512_loadu_si512(sets_of + 64);

	return _mm512_maskz_permutex2var_epi8(~_mm512_movepi8_mask(bytes), low, bytes, high);
}

__attribute__((target(VBMI))) static inline uint64_t vbmi_in(__m512i sets, int set)
{
	return _mm512_test_epi8_mask(sets, _mm512_set1_epi8((char)set));
}

__attribute__((target(VBMI))) static inline struct masks vbmi_masks(const char *p)
{
	__m512i bytes = _mm512_loadu_si512(p), sets = vbmi_sets(bytes);

	return (struct masks){vbmi_in(sets, IN_DIGITS), vbmi_in(sets, IN_MARKS), _mm512_testn_epi8_mask(bytes, bytes) != 0};
}

__attribute__((target(VBMI))) static inline struct kinds vbmi_kinds(const char *p)
{
	__m512i sets = vbmi_sets(_mm512_loadu_si512(p));

	return (struct kinds){vbmi_in(sets, IN_TENS), vbmi_in(sets, IN_SIGNS), vbmi_in(sets, IN_FIRSTS), vbmi_in(sets, IN_SECONDS),
			vbmi_in(sets, IN_FIRSTS16), vbmi_in(sets, IN_SECONDS16)};
}

__attribute__((target(VBMI))) static size_t find_vbmi(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {vbmi_masks, vbmi_kinds};

	return find_by(&eyes, data, len, at, wants, nul);
}
#endif

static size_t find_plain(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {plain_masks, plain_kinds};

	return find_by(&eyes, data, len, at, wants, nul);
}

size_t secscan_encoded_finders(encoded_find_fn *finders[ENCODED_FINDERS])
{
	size_t n = 0;

#ifdef HAVE_AVX2
	if (CPU_FEATURE_ACTIVE(AVX512BW) && CPU_FEATURE_ACTIVE(AVX512_VBMI) && CPU_FEATURE_ACTIVE(BMI2) && CPU_FEATURE_ACTIVE(LZCNT))
		finders[n++] = find_vbmi;
	if (CPU_FEATURE_ACTIVE(AVX2))
		finders[n++] = find_avx2;
#endif
	finders[n++] = find_plain;
	return n;
}

size_t secscan_encoded_find(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	encoded_find_fn *finders[ENCODED_FINDERS];

	(void)secscan_encoded_finders(finders);
	return finders[0](data, len, at, wants, nul);
}
