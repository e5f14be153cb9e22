/* SPDX-License-Identifier: MIT */
/* Folders are told apart by where their names stand: equal names stand in one place, whatever came between. */
#include "unit.h"

#include "base/array.h"
#include "sources/tree_graph.h"

enum { NAMES = 40 * 1000 };

/* A tree with one folder of this name. */
static void add_tree(struct tree_graph *graph, uint32_t number, const char *name)
{
	struct secscan_oid oid = {.len = 20};
	struct secscan_error err = {0};
	char bytes[64];
	int len = snprintf(bytes, sizeof(bytes), "40000 %s", name) + 1;
	struct object tree = {.type = OBJECT_TREE, .data = bytes, .len = (size_t)len + 20};

	memset(bytes + len, 7, 20);
	memcpy(oid.id, &number, sizeof(number));
	ck_assert_msg(!secscan_tree_graph_add(graph, &oid, &tree, &err), "%s", err.message);
}

START_TEST(keeps_each_name_once)
{
	struct tree_graph graph = {0};
	struct oidset wanted = {0};
	char name[32];

	ck_assert_int_eq(secscan_tree_graph_want(&graph, &wanted), 0);
	for (uint32_t i = 0; i < 2 * NAMES; i++) {
		snprintf(name, sizeof(name), "folder-%u", i % NAMES);
		add_tree(&graph, i, name);
	}
	ck_assert_uint_eq(graph.edges.len, 2 * NAMES);
	for (size_t i = 0; i < NAMES; i++) {
		const char *kept = graph.names.data + graph.edges.items[i].name;

		snprintf(name, sizeof(name), "folder-%zu", i);
		ck_assert_msg(!strcmp(kept, name), "%s is kept as %s", name, kept);
		ck_assert_msg(graph.edges.items[i].name == graph.edges.items[NAMES + i].name, "%s is kept twice", name);
	}
	secscan_tree_graph_release(&graph);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("tree_graph");
	TCase *tcase = tcase_create("tree_graph");

	tcase_add_test(tcase, keeps_each_name_once);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
