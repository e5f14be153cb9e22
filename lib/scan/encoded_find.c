/* SPDX-License-Identifier: MIT */
#include "scan/encoded_find.h"
#include "scan/encoded.h"
#include "scan/encoded_begin.h"
#include "scan/encoded_escape.h"
#include "scan/runs.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GLIBC__)
#include <immintrin.h>
#include <sys/platform/x86.h>
#define HAVE_AVX2 1
#endif

enum { BLOCK = 64, BEHIND = 2, ROOM = BLOCK + BEHIND };

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

/* Digits that begin a text, by the first two; four of bytes below 128; hex digits. All, where it costs too much to know. */
struct begins {
	uint64_t text, low, hex;
};

/* How a processor looks at a block, and at the two bytes behind it; the last two are asked for where a run begins. */
struct eyes {
	struct masks (*masks)(const char *block);
	struct kinds (*kinds)(const char *block);
	struct begins (*begins)(const char *block);
};

/* What a character is, a bit each: of those up to 127, the others are nothing. */
enum {
	IN_DIGITS = 1,
	IN_MARKS = 2,
	IN_TENS = 4,
	IN_SIGNS = 8,
	IN_HEX = 16,
	IN_LOW_SECOND = 32,
	IN_LOW_THIRD = 64,
	IN_ON_THIRD = 128,
};
#define SETS(c)                                                                                                         \
	((IS_DIGIT(c) ? IN_DIGITS : 0) | ((c) == '%' || (c) == '\\' || (c) == ENCODED_ESC ? IN_MARKS : 0) | (IS_TEN(c) ? IN_TENS : 0) |        \
	 (IS_SIGN(c) ? IN_SIGNS : 0) | (IS_OF(c, HEX_DIGITS) ? IN_HEX : 0) | (IS_OF(c, LOW_SECOND) ? IN_LOW_SECOND : 0) |  \
	 (IS_OF(c, LOW_THIRD) ? IN_LOW_THIRD : 0) | (IS_OF(c, ON_THIRD) ? IN_ON_THIRD : 0))
static const unsigned char sets_of[256] = ALL_CHARACTERS(SETS);

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
	struct kinds k = {0};

	for (unsigned i = 0; i < BLOCK; i++) {
		k.tens |= (uint64_t)is_of(p[i], IN_TENS) << i;
		k.signs |= (uint64_t)is_of(p[i], IN_SIGNS) << i;
	}
	return k;
}

static inline struct begins any_begins(const char *p)
{
	(void)p;
	return (struct begins){UINT64_MAX, UINT64_MAX, UINT64_MAX};
}

/* Of one block: where runs begin that are long enough for a key and for a text, and what else counts. */
struct places {
	uint64_t keys, texts, marks;
};

/* The block that the text ends in, filled up. */
static __attribute__((noinline)) const char *fill_up(char room[ROOM], const char *text, size_t len)
{
	memset(room, ' ', ROOM);
	return memcpy(room, text, len);
}

/* The block at `at`, wherever the text ends. */
static inline const char *block_at(char room[ROOM], const char *data, size_t len, size_t at)
{
	if (at + ROOM <= len)
		return data + at;
	return fill_up(room, data + at, at >= len ? 0 : len - at < ROOM ? len - at : ROOM);
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
	uint64_t prefixes, prefixes_on; /* signs that a text may begin behind */
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

/* The signs in the run that begins at this bit that a text may begin behind. */
static inline uint64_t prefixes_at(const struct view *v, unsigned bit)
{
	uint64_t signs = bits_at(v->prefixes, v->prefixes_on, bit) & ((1ull << ENCODED_PREFIX) - 1);
	uint64_t end = ~bits_at(v->digits, v->digits_on, bit);

	return end ? signs & ((end & -end) - 1) >> ENCODED_LEAST : signs;
}

/* A text begins there or, when what stands first is a path or a name, behind one of the next signs. */
static bool may_hold_text(const char *data, size_t place, unsigned bit, const struct view *v)
{
	if (may_be_text(data + place))
		return true;
	for (uint64_t signs = prefixes_at(v, bit); signs; signs &= signs - 1)
		if (may_be_ascii(data + place + (unsigned)__builtin_ctzll(signs) + 1))
			return true;
	return false;
}

/* The first place in a block that bears a closer look; len if none does. Apart from the loop, which needs the registers. */
static __attribute__((noinline)) size_t look(const char *data, size_t len, size_t at, struct view view, struct places places)
{
	for (uint64_t all = places.keys | places.texts | places.marks; all; all &= all - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(all);
		size_t place = at + bit;

		if ((places.keys >> bit & 1 && is_key(data, len, place, bit, &view)) ||
				(places.texts >> bit & 1 && may_hold_text(data, place, bit, &view)) ||
				(places.marks >> bit & 1 && secscan_encoded_is_escape(data, len, place)))
			return place;
	}
	return len;
}

/* Signs before four groups of digits, which are sixteen, that all stand for bytes below 128, and before so many hex digits. */
static inline void find_prefixes(struct view *v, struct begins here, struct begins next)
{
	narrow(&here.low, &next.low, 4);
	narrow(&here.low, &next.low, 8);
	narrow(&here.hex, &next.hex, 1);
	narrow(&here.hex, &next.hex, 2);
	narrow(&here.hex, &next.hex, 4);
	narrow(&here.hex, &next.hex, 8);
	v->prefixes = v->here.signs & bits_at(here.low | here.hex, next.low | next.hex, 1);
	v->prefixes_on = v->next.signs & (next.low | next.hex) >> 1;
}

_Static_assert(ENCODED_PREFIX == 48 && BLOCK + ENCODED_PREFIX + ASCII_DIGITS <= 2 * BLOCK, "two blocks show it");
_Static_assert(ENCODED_PREFIX + ASCII_DIGITS <= ENCODED_AHEAD, "what the finder looks at");

/* Each bit with a set one among the 48 that begin there. */
static inline uint64_t near_48(uint64_t bits, uint64_t next)
{
	for (unsigned n = 1; n < 32; n *= 2)
		widen(&bits, &next, n);
	widen(&bits, &next, 16);
	return bits;
}

/* A key has a decimal digit near: of 32 random letters and digits one in 250 has none. */
static inline uint64_t may_be_keys(const struct view *v)
{
	return near_32(v->here.tens, v->next.tens);
}

/* The places where, by the digits there or those behind a sign, a text may begin. */
static inline __attribute__((always_inline)) uint64_t may_be_texts(struct view *v, const struct eyes *eyes, const char *data,
		size_t len, size_t at)
{
	char room[ROOM];
	struct begins begins = eyes->begins(block_at(room, data, len, at));

	if (!(v->here.signs | v->next.signs))
		return begins.text;
	find_prefixes(v, begins, eyes->begins(block_at(room, data, len, at + BLOCK)));
	if (!(v->prefixes | v->prefixes_on))
		return begins.text;
	return begins.text | near_48(v->prefixes, v->prefixes_on);
}

/* No loop over bytes and few branches: identifiers of a dozen letters stand everywhere. */
static inline __attribute__((always_inline)) size_t find_by(const struct eyes *eyes, const char *data, size_t len, size_t at,
		unsigned wants, bool *nul)
{
	char room[ROOM];
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
			places.keys &= may_be_keys(&view);
			if (places.texts)
				places.texts &= may_be_texts(&view, eyes, data, len, at);
		}
		if (places.keys | places.texts | places.marks)
			place = look(data, len, at, view, places);
	}
	*nul = *nul || nuls;
	return place;
}

#ifdef HAVE_AVX2
/* The sets that a byte may be in: digits of base64 up to UNDER, of which TENS is the lowest. ESC shares that of %, and so do + and 0x15. */
enum { TENS = 1, SIGNS = 2, UNDER = 4, AO = 8, PZ = 16, DIGITS = 31, PERCENT = 32, BACKSLASH = 64, NUL = 128 };

/*
 * Two looks into tables of sixteen, by the low and by the high half of each byte; a byte is in a set where both have
 * its bit.
 */
__attribute__((target("avx2"))) static inline __m256i avx2_sets(const char *p)
{
	const __m256i low = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)(TENS | PZ | NUL), TENS | AO | PZ, TENS | AO | PZ,
			TENS | AO | PZ, TENS | AO | PZ, TENS | AO | PZ | PERCENT, TENS | AO | PZ, TENS | AO | PZ, TENS | AO | PZ,
			TENS | AO | PZ, AO | PZ, AO | SIGNS | PERCENT, AO | BACKSLASH, AO | SIGNS, AO, AO | SIGNS | UNDER));
	const __m256i high = _mm256_broadcastsi128_si256(_mm_setr_epi8((char)NUL, PERCENT, SIGNS | PERCENT, TENS, AO,
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

	return (struct kinds){.tens = avx2_in(first, second, TENS), .signs = avx2_in(first, second, SIGNS | UNDER)};
}

__attribute__((target("avx2"))) static size_t find_avx2(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {avx2_masks, avx2_kinds, any_begins};

	return find_by(&eyes, data, len, at, wants, nul);
}

#define VBMI "avx512bw,avx512vbmi,bmi,bmi2,lzcnt,popcnt"

/* What a table says of each byte. */
__attribute__((target(VBMI))) static inline __m512i vbmi_look_up(__m512i bytes, const unsigned char table[256])
{
	const __m512i low = _mm512_loadu_si512(table), high = _mm512_loadu_si512(table + 64);

	return _mm512_maskz_permutex2var_epi8(~_mm512_movepi8_mask(bytes), low, bytes, high);
}

__attribute__((target(VBMI))) static inline uint64_t vbmi_in(__m512i sets, int set)
{
	return _mm512_test_epi8_mask(sets, _mm512_set1_epi8((char)set));
}

__attribute__((target(VBMI))) static inline struct masks vbmi_masks(const char *p)
{
	__m512i bytes = _mm512_loadu_si512(p), sets = vbmi_look_up(bytes, sets_of);

	return (struct masks){vbmi_in(sets, IN_DIGITS), vbmi_in(sets, IN_MARKS), _mm512_testn_epi8_mask(bytes, bytes) != 0};
}

__attribute__((target(VBMI))) static inline struct kinds vbmi_kinds(const char *p)
{
	__m512i sets = vbmi_look_up(_mm512_loadu_si512(p), sets_of);

	return (struct kinds){vbmi_in(sets, IN_TENS), vbmi_in(sets, IN_SIGNS)};
}

/* Which digits begin in this way, by the first two. */
__attribute__((target(VBMI))) static inline uint64_t vbmi_pairs(__m512i first, __m512i second, int way)
{
	return vbmi_in(first, 1 << way) & vbmi_in(second, 1 << (way + WAYS));
}

__attribute__((target(VBMI))) static inline struct begins vbmi_begins(const char *p)
{
	__m512i bytes = _mm512_loadu_si512(p), next = _mm512_loadu_si512(p + 1), third = _mm512_loadu_si512(p + 2);
	__m512i first = vbmi_look_up(bytes, begins_of), second = vbmi_look_up(next, begins_of), sets = vbmi_look_up(third, sets_of);
	uint64_t low = vbmi_in(vbmi_look_up(next, sets_of), IN_LOW_SECOND);

	return (struct begins){
		.text = (vbmi_pairs(first, second, WAY_ASCII) & (low ^ vbmi_in(sets, IN_ON_THIRD))) |
				vbmi_pairs(first, second, WAY_UTF8) | vbmi_pairs(first, second, WAY_MARK) |
				(vbmi_pairs(first, second, WAY_HEX) & vbmi_in(sets, IN_HEX)),
		.low = vbmi_in(first, 1 << WAY_ASCII) & low & vbmi_in(sets, IN_LOW_THIRD),
		.hex = vbmi_in(vbmi_look_up(bytes, sets_of), IN_HEX),
	};
}

__attribute__((target(VBMI))) static size_t find_vbmi(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {vbmi_masks, vbmi_kinds, vbmi_begins};

	return find_by(&eyes, data, len, at, wants, nul);
}
#endif

static size_t find_plain(const char *data, size_t len, size_t at, unsigned wants, bool *nul)
{
	static const struct eyes eyes = {plain_masks, plain_kinds, any_begins};

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
