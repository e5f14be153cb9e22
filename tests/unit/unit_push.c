/* SPDX-License-Identifier: MIT */
/* Where a push goes, and whether that is the place that the tracking refs tell of. */
#include "unit.h"

#include "base/array.h"
#include "gate/push_place.h"

static const struct {
	const char *one, *other;
	bool same;
} rows[] = {
	{"https://host/a/b", "https://host/a/b", true},
	{"https://host/a/b.git", "git@host:a/b", true},
	{"https://me:pass@host:8443/a/b/", "ssh://git@host:22/a/b.git", true},
	{"https://HOST/a/b", "http://host/a/b.git/", true},
	{"ssh://git@[::1]:22/a", "https://[::1]/a", true},
	{"host:/a/b", "ssh://host/a/b", true},
	{"/srv/a.git", "file:///srv/a", true},
	{"/srv/a/", "/srv/a", true},
	{"https://host/a/b", "https://host/a/c", false},
	{"https://host/a/b", "https://host/a", false},
	{"https://host/a/b", "https://other/a/b", false},
	{"https://host/a/b", "https://host.other/a/b", false},
	{"https://host@other/a", "https://host/a", false},
	{"https://host/a/B", "https://host/a/b", false},
	{"host:22/a", "ssh://host:22/a", false},
	{"/srv/a", "host:srv/a", false},
	{"/srv/a", "srv/a", false},
	{"a.git", ".git", false},
	{"./x:y", "x:y", false},
	{"", "/", false},
};

START_TEST(place)
{
	ck_assert_msg(secscan_same_place(rows[_i].one, rows[_i].other) == rows[_i].same, "%s and %s", rows[_i].one, rows[_i].other);
	ck_assert_msg(secscan_same_place(rows[_i].other, rows[_i].one) == rows[_i].same, "%s and %s", rows[_i].other, rows[_i].one);
	ck_assert(secscan_same_place(rows[_i].one, rows[_i].one));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("push");
	TCase *tcase = tcase_create("place");

	tcase_add_loop_test(tcase, place, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
