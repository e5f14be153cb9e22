/* SPDX-License-Identifier: MIT */
/* Whoever takes it, each item is taken once and let go once; what stops one stops all. */
#include "unit.h"

#include "base/array.h"
#include "scan/pipeline.h"

#include <stdbool.h>

enum { ITEMS = 5000, LARGE = 20 << 20, TAKERS_MOST = 8 };

struct parcel {
	unsigned taken, released;
	bool pushed, is_it;
};

/* What one thread took. */
struct taker {
	struct parcel *parcels;
	size_t n;
	size_t stop_at; /* so many of its own; 0: never */
};

static int take(const struct secscan_item *item, void *payload)
{
	struct taker *taker = payload;
	struct parcel *parcel = (struct parcel *)(uintptr_t)item->data;

	parcel->taken++;
	parcel->is_it = item->oid.id[0] == (uint8_t)(parcel - taker->parcels);
	return ++taker->n == taker->stop_at ? 7 : 0;
}

static void release(void *handle)
{
	struct parcel *parcel = handle;

	parcel->released++;
}

static const struct {
	const char *name;
	size_t takers;
	size_t items;
	size_t stop_at;
} rows[] = {
	{"nothing", 3, 0, 0},
	{"one item", 2, 1, 0},
	{"the caller alone", 1, ITEMS, 0},
	{"one worker", 2, ITEMS, 0},
	{"three workers", 4, ITEMS, 0},
	{"more takers than workers there can be", TAKERS_MOST, ITEMS, 0},
	{"the caller alone, stopped", 1, ITEMS, 100},
	{"stopped", 4, ITEMS, 100},
};

/* Small but for some of which two wait at most; nobody looks at their bytes. */
static int push_all(struct pipeline *p, struct parcel *parcels, size_t n)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < n; i++) {
		struct secscan_item item = {.data = (const char *)&parcels[i], .len = i % 5 ? 1 : LARGE,
				.oid = {1, {(uint8_t)i}}};
		struct secscan_held held = {&parcels[i], release};

		rc = secscan_pipeline_push(p, &item, &held);
		parcels[i].pushed = true;
	}
	return rc;
}

START_TEST(takes_each_once)
{
	static struct parcel parcels[ITEMS];
	struct taker takers[TAKERS_MOST] = {0};
	void *payloads[TAKERS_MOST];
	struct pipeline *p;
	size_t taken = 0;
	int rc, stop = rows[_i].stop_at ? 7 : 0;

	memset(parcels, 0, sizeof(parcels));
	for (size_t i = 0; i < rows[_i].takers; i++) {
		takers[i] = (struct taker){.parcels = parcels, .stop_at = rows[_i].stop_at};
		payloads[i] = &takers[i];
	}
	ck_assert_int_eq(secscan_pipeline_new(&p, take, payloads, rows[_i].takers, NULL), 0);
	rc = push_all(p, parcels, rows[_i].items);
	ck_assert_msg(!rc || rc == stop, "%s: push gave %d", rows[_i].name, rc);
	rc = secscan_pipeline_finish(p);
	ck_assert_msg(rc == stop, "%s: finish gave %d", rows[_i].name, rc);
	for (size_t i = 0; i < rows[_i].takers; i++)
		taken += takers[i].n;
	ck_assert_msg(stop ? taken < rows[_i].items : taken == rows[_i].items, "%s: %zu taken", rows[_i].name, taken);
	for (size_t i = 0; i < rows[_i].items; i++) {
		ck_assert_msg(parcels[i].taken == parcels[i].is_it && (stop || parcels[i].taken), "%s: item %zu taken %u times",
				rows[_i].name, i, parcels[i].taken);
		ck_assert_msg(parcels[i].released == parcels[i].pushed, "%s: item %zu let go %u times", rows[_i].name, i,
				parcels[i].released);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pipeline");
	TCase *tcase = tcase_create("pipeline");

	tcase_add_loop_test(tcase, takes_each_once, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
