/* SPDX-License-Identifier: MIT */
#include "scan/seen.h"

#include "base/error.h"
#include "base/hash.h"
#include "scan/encoded_find.h"

#include <string.h>
#include <sys/mman.h>

enum {
	LINES = 4,                      /* of so many line ends one is chosen */
	SEAMS = 8,                      /* and of so many bytes, where no line ends for */
	SOON = 512,                     /* bytes */
	BLOCK = 16,
	WORDS = (SEEN_MOST + SEEN_AFTER) / 8 + 4,
	KEY_WORDS = 10,
};

__extension__ typedef unsigned __int128 wide_number;

struct seen {
	uint64_t (*slots)[2];
	void *room; /* that they are in; NULL: another's */
	size_t reach;
	size_t least; /* bytes of a stretch, so that the one before it holds all that is within reach */
	ARRAY_OF(struct stretch) stretches;
	uint64_t secret[WORDS];
	uint64_t key_secret[KEY_WORDS];
};

/* The system gives 256 bytes at a time. */
static int fill(uint64_t *words, size_t size)
{
	enum { MOST = 256 };
	uint8_t *at = (uint8_t *)words;
	int rc = 0;

	for (; !rc && size > MOST; at += MOST, size -= MOST)
		rc = secscan_hash_random(at, MOST);
	return rc ? rc : secscan_hash_random(at, size);
}

/* On large pages, if the system has some: one that is looked at and then written to costs two faults. */
static int make_slots(struct seen *seen)
{
	enum { SIZE = SEEN_SLOTS * sizeof(*seen->slots), LARGE_PAGE = 2 << 20 };

	seen->room = calloc(1, SIZE + LARGE_PAGE);
	if (!seen->room)
		return SECSCAN_ERR_NOMEM;
	seen->slots = (void *)(((uintptr_t)seen->room + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1));
	(void)madvise(seen->slots, SIZE, MADV_HUGEPAGE);
	return 0;
}

int secscan_seen_new(struct seen **out, size_t reach, struct secscan_error *err)
{
	struct seen *seen = calloc(1, sizeof(*seen));

	if (!seen || make_slots(seen)) {
		secscan_seen_free(seen);
		return secscan_fail_nomem(err);
	}
	seen->reach = reach;
	seen->least = reach > SEEN_LEAST ? reach : SEEN_LEAST;
	if (fill(seen->secret, sizeof(seen->secret)) || fill(seen->key_secret, sizeof(seen->key_secret))) {
		secscan_seen_free(seen);
		return secscan_fail(err, SECSCAN_ERR_IO, 900, "the system gives no random bytes");
	}
	*out = seen;
	return 0;
}

int secscan_seen_share(struct seen **out, const struct seen *owner, struct secscan_error *err)
{
	struct seen *seen = malloc(sizeof(*seen));

	if (!seen)
		return secscan_fail_nomem(err);
	*seen = *owner;
	seen->room = NULL;
	memset(&seen->stretches, 0, sizeof(seen->stretches));
	*out = seen;
	return 0;
}

void secscan_seen_free(struct seen *seen)
{
	if (!seen)
		return;
	free(seen->room);
	array_release(&seen->stretches);
	free(seen);
}

size_t secscan_seen_reach(const struct seen *seen)
{
	return seen->reach;
}

static uint64_t word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* Two words, each added to one of the secret, times one another. */
static wide_number mix(const uint64_t *secret, const char *p)
{
	return (wide_number)(word_at(p) + secret[0]) * (word_at(p + 8) + secret[1]);
}

/* The length counts, so that the last block may overlap the one before it, and zeros may fill up what is less than one. */
static void number(uint64_t key[2], const uint64_t *secret, const char *p, size_t len)
{
	wide_number sum = (wide_number)(len + secret[0]) * secret[1];
	char room[BLOCK] = {0};

	if (len < BLOCK) {
		p = memcpy(room, p, len);
		len = BLOCK;
	}
	for (secret += 2; len > BLOCK; p += BLOCK, len -= BLOCK, secret += 2)
		sum += mix(secret, p);
	sum += mix(secret, p + len - BLOCK);
	key[0] = (uint64_t)sum;
	key[1] = (uint64_t)(sum >> 64);
}

/* Whether a stretch may end here: the eight bytes that begin here say, at one place in so many. */
static bool is_chosen(const char *place, unsigned one_in)
{
	return word_at(place) * 0x9e3779b97f4a7c15u < UINT64_MAX / one_in;
}

/* No run of digits and no escape goes on behind this byte: nothing that is encoded lies across. */
static bool ends_code(char c)
{
	return !is_digit64(c) && c != '%' && c != '\\';
}

/* Within a long line, or in bytes that have no lines. */
static size_t seam_from(const char *data, size_t at, size_t most)
{
	for (; most - at >= 8; at++)
		if (is_chosen(data + at, SEAMS) && ends_code(data[at - 1]))
			return at;
	return most;
}

/* Where the stretch that begins at `start` ends. */
static size_t end_from(const struct seen *seen, const char *data, size_t len, size_t start)
{
	size_t most = len - start > SEEN_MOST ? start + SEEN_MOST : len;
	size_t at = start + seen->least, soon = most > at && most - at > SOON ? at + SOON : most;

	while (at < soon) {
		const char *newline = memchr(data + at, '\n', soon - at);

		if (!newline)
			break;
		at = (size_t)(newline - data) + 1;
		if (len - at >= 8 && is_chosen(data + at, LINES))
			return at;
	}
	return at < most ? seam_from(data, at, most) : most;
}

/*
 * The stretch with the bytes behind it, and by its number all of the stretch before it, where everything is that is
 * within reach. The number of this one goes to `before`.
 */
static void set_key(struct stretch *s, uint64_t before[2], const struct seen *seen, const char *data, size_t len)
{
	bool last = s->end == len;
	size_t after = len - s->end < SEEN_AFTER ? len - s->end : SEEN_AFTER;
	uint64_t all[5] = {before[0], before[1], 0, 0, (uint64_t)!s->start << 1 | last};

	number(before, seen->secret, data + s->start, s->end - s->start + after);
	all[2] = before[0];
	all[3] = before[1];
	number(s->key, seen->key_secret, (const char *)all, sizeof(all));
	s->fleeting = !last && !ends_code(data[s->end - 1]);
}

static uint64_t *slot_of(const struct seen *seen, const uint64_t key[2])
{
	return seen->slots[((key[0] ^ key[1]) * 0x9e3779b97f4a7c15u) >> 44];
}

/* Another thread may write there at the same time: halves of two keys are no key that anybody has. */
static bool is_known(const struct seen *seen, const uint64_t key[2])
{
	const uint64_t *slot = slot_of(seen, key);

	return (key[0] || key[1]) && __atomic_load_n(&slot[0], __ATOMIC_RELAXED) == key[0] &&
			__atomic_load_n(&slot[1], __ATOMIC_RELAXED) == key[1];
}

static void know(const struct seen *seen, const uint64_t key[2])
{
	uint64_t *slot = slot_of(seen, key);

	__atomic_store_n(&slot[0], key[0], __ATOMIC_RELAXED);
	__atomic_store_n(&slot[1], key[1], __ATOMIC_RELAXED);
}

/* A stretch with signs: it, the one behind, and the two before it. */
static void key_with_signs(uint64_t key[2], const struct seen *seen, size_t at)
{
	static const struct stretch none;
	const struct stretch *all = seen->stretches.items;
	const struct stretch *before = at ? &all[at - 1] : &none, *behind = at + 1 < seen->stretches.len ? &all[at + 1] : &none;
	const uint64_t keys[6] = {before->key[0], before->key[1], all[at].key[0], all[at].key[1], behind->key[0],
			behind->key[1]};

	number(key, seen->key_secret, (const char *)keys, sizeof(keys));
}

static int cut(struct seen *seen, const char *data, size_t len)
{
	uint64_t before[2] = {0, 0};

	seen->stretches.len = 0;
	for (size_t at = 0; at < len;) {
		struct stretch *s = array_push(&seen->stretches);

		if (!s)
			return SECSCAN_ERR_NOMEM;
		s->start = at;
		s->end = at = end_from(seen, data, len, at);
		set_key(s, before, seen, data, len);
		__builtin_prefetch(slot_of(seen, s->key));
	}
	return 0;
}

int secscan_seen_cut(struct seen *seen, const char *data, size_t len)
{
	int rc = cut(seen, data, len);

	for (size_t i = 0; i < seen->stretches.len; i++) {
		struct stretch *s = &seen->stretches.items[i];
		uint64_t key[2];

		s->known = !s->fleeting && is_known(seen, s->key);
		if (s->fleeting || s->known)
			continue;
		key_with_signs(key, seen, i);
		s->known = is_known(seen, key);
	}
	return rc;
}

struct stretch *secscan_seen_stretches(struct seen *seen, size_t *n)
{
	*n = seen->stretches.len;
	return seen->stretches.items;
}

void secscan_seen_learn(struct seen *seen)
{
	for (size_t i = 0; i < seen->stretches.len; i++) {
		const struct stretch *s = &seen->stretches.items[i];
		uint64_t key[2] = {s->key[0], s->key[1]};

		if (s->known || s->fleeting)
			continue;
		if (s->marked || s->encoded)
			key_with_signs(key, seen, i);
		know(seen, key);
	}
}
