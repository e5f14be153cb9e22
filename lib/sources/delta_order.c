/* SPDX-License-Identifier: MIT */
#include "sources/delta_order.h"

static struct delta_link *link_at(struct delta_order *order, uint32_t number)
{
	return &order->links.items[number - 1];
}

static int number_of(uint32_t *out, struct delta_order *order, const struct secscan_oid *oid, struct secscan_error *err)
{
	long number = secscan_oidset_number(&order->objects, oid);

	if (number < 0 || ((size_t)number == order->links.len && !array_push(&order->links)))
		return secscan_fail_nomem(err);
	*out = (uint32_t)number + 1;
	return 0;
}

int secscan_delta_order_add(struct delta_order *order, const struct secscan_oid *oid, const struct secscan_oid *base,
		struct secscan_error *err)
{
	uint32_t number = 0, base_number = 0;
	int rc = number_of(&number, order, oid, err);

	if (!rc && base)
		rc = number_of(&base_number, order, base, err);
	if (rc)
		return rc;
	link_at(order, number)->added = true;
	link_at(order, number)->base = base_number;
	return 0;
}

static void link_children(struct delta_order *order)
{
	for (uint32_t number = 1; number <= order->links.len; number++) {
		struct delta_link *link = link_at(order, number), *base = link->base ? link_at(order, link->base) : NULL;

		if (!base)
			continue;
		link->sibling = base->child;
		base->child = number;
	}
}

static int open_number(struct delta_order *order, uint32_t number, struct secscan_error *err)
{
	uint32_t *slot = array_push(&order->open);

	if (!slot)
		return secscan_fail_nomem(err);
	*slot = number;
	return 0;
}

static int tell(struct delta_order *order, uint32_t number, delta_order_fn *fn, void *payload)
{
	struct secscan_oid oid;

	link_at(order, number)->told = true;
	if (!link_at(order, number)->added || !secscan_oidset_at(&oid, &order->objects, number - 1))
		return 0;
	return fn(&oid, payload);
}

/* An object, then all that lead back to it. */
static int tell_family(struct delta_order *order, uint32_t number, delta_order_fn *fn, void *payload,
		struct secscan_error *err)
{
	int rc = open_number(order, number, err);

	while (!rc && order->open.len) {
		number = order->open.items[--order->open.len];
		if (link_at(order, number)->told)
			continue;
		rc = tell(order, number, fn, payload);
		for (uint32_t child = link_at(order, number)->child; !rc && child; child = link_at(order, child)->sibling)
			rc = open_number(order, child, err);
	}
	return rc;
}

int secscan_delta_order_each(struct delta_order *order, delta_order_fn *fn, void *payload, struct secscan_error *err)
{
	int rc = 0;

	link_children(order);
	for (uint32_t number = 1; !rc && number <= order->links.len; number++)
		if (!link_at(order, number)->base)
			rc = tell_family(order, number, fn, payload, err);
	/* what is left stands in circles */
	for (uint32_t number = 1; !rc && number <= order->links.len; number++)
		if (!link_at(order, number)->told)
			rc = tell_family(order, number, fn, payload, err);
	return rc;
}

void secscan_delta_order_release(struct delta_order *order)
{
	secscan_oidset_release(&order->objects);
	array_release(&order->links);
	array_release(&order->open);
}
