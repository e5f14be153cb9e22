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

/* What leads back to it straight is told next. */
static int open_children(struct delta_order *order, uint32_t number, struct secscan_error *err)
{
	int rc = 0;

	for (uint32_t child = number ? link_at(order, number)->child : 0; !rc && child; child = link_at(order, child)->sibling)
		rc = open_number(order, child, err);
	return rc;
}

/* The next object that nothing is before; 0: there is none. */
static uint32_t next_family(struct delta_order *order)
{
	while (order->begun < order->links.len) {
		const struct delta_link *link = link_at(order, ++order->begun);

		if (!link->told && (order->late || !link->base))
			return order->begun;
	}
	return 0;
}

static uint32_t next_number(struct delta_order *order)
{
	while (order->open.len) {
		uint32_t number = order->open.items[--order->open.len];

		if (!link_at(order, number)->told)
			return number;
	}
	return next_family(order);
}

int secscan_delta_order_next(struct secscan_oid *oid, struct delta_order *order, struct secscan_error *err)
{
	if (!order->linked)
		link_children(order);
	order->linked = true;
	for (;;) {
		int rc = open_children(order, order->last, err);

		if (rc)
			return rc;
		order->last = next_number(order);
		if (!order->last)
			return 0;
		link_at(order, order->last)->told = true;
		if (link_at(order, order->last)->added && secscan_oidset_at(oid, &order->objects, order->last - 1))
			return 1;
	}
}

int secscan_delta_order_put_back(struct delta_order *order, struct secscan_error *err)
{
	uint32_t number = order->last;

	link_at(order, number)->told = false;
	order->last = 0;
	return open_number(order, number, err);
}

int secscan_delta_order_set_aside(struct delta_order *order, struct secscan_error *err)
{
	uint32_t *slot = array_push(&order->set_aside);

	if (!slot)
		return secscan_fail_nomem(err);
	*slot = order->last;
	order->last = 0;
	return 0;
}

/* What was set aside; then, of what is left, each as if nothing were before it. */
static int go_on_late(struct delta_order *order, struct secscan_error *err)
{
	int rc = 0;

	order->late = true;
	order->begun = 0;
	while (!rc && order->set_aside.len)
		rc = open_children(order, order->set_aside.items[--order->set_aside.len], err);
	return rc;
}

static int tell(struct delta_order *order, delta_order_fn *fn, void *payload, struct secscan_error *err)
{
	struct secscan_oid oid;
	int rc;

	while ((rc = secscan_delta_order_next(&oid, order, err)) > 0) {
		rc = fn(&oid, payload);
		if (rc)
			break;
	}
	return rc;
}

int secscan_delta_order_each(struct delta_order *order, delta_order_fn *fn, void *payload, struct secscan_error *err)
{
	int rc = tell(order, fn, payload, err);

	if (!rc)
		rc = go_on_late(order, err);
	return rc ? rc : tell(order, fn, payload, err);
}

void secscan_delta_order_release(struct delta_order *order)
{
	secscan_oidset_release(&order->objects);
	array_release(&order->links);
	array_release(&order->open);
	array_release(&order->set_aside);
}
