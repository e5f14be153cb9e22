/* SPDX-License-Identifier: MIT */
#include "sources/stock.h"

#include "sources/git_objects.h"

int secscan_stock_add(struct stock *stock, enum object_type type, const struct secscan_oid *oid,
		const struct secscan_oid *base, struct secscan_error *err)
{
	stock->oid_len = oid->len;
	if (type == OBJECT_TREE)
		return secscan_buffer_add(&stock->trees, oid->id, oid->len) ? secscan_fail_nomem(err) : 0;
	if (type != OBJECT_BLOB)
		return 0;
	return secscan_delta_order_add(&stock->blobs, oid, base && !secscan_oid_is_zero(base) ? base : NULL, err);
}

int secscan_stock_next(struct secscan_oid *oid, struct stock *stock, enum object_type type, struct secscan_error *err)
{
	if (type == OBJECT_BLOB)
		return secscan_delta_order_next(oid, &stock->blobs, err);
	if (stock->tree == stock->trees.len)
		return 0;
	*oid = secscan_oid_of(stock->trees.data + stock->tree, stock->oid_len);
	stock->tree += stock->oid_len;
	return 1;
}

/* "<type> <oid> <oid of the base, or zeros>" */
static int take_line(struct stock *stock, char *line, struct secscan_error *err)
{
	char *name = strchr(line, ' '), *base_name = name ? strchr(name + 1, ' ') : NULL;
	enum object_type type;
	struct secscan_oid oid, base;

	if (name)
		*name++ = '\0';
	type = secscan_git_type(line);
	if (!base_name || !type)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file says of an object: %.100s",
				name ? name : line);
	*base_name++ = '\0';
	if (secscan_oid_parse(&oid, name, strlen(name)) || secscan_oid_parse(&base, base_name, strlen(base_name)))
		return secscan_git_unknown(err);
	return secscan_stock_add(stock, type, &oid, &base, err);
}

int secscan_stock_ask_git(struct stock *stock, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {GIT_BOUNDED, "cat-file", "--batch-all-objects", "--unordered", "--buffer",
	                                   "--batch-check=%(objecttype) %(objectname) %(deltabase)", NULL};
	struct git_child child;
	char line[256];
	int rc = secscan_git_start(&child, repo, args, err);

	if (rc)
		return rc;
	while ((rc = secscan_git_line(&child, line, sizeof(line), err)) > 0) {
		rc = take_line(stock, line, err);
		if (rc)
			break;
	}
	if (!rc)
		return secscan_git_end(&child, err);
	secscan_git_stop(&child);
	return rc;
}

void secscan_stock_release(struct stock *stock)
{
	secscan_delta_order_release(&stock->blobs);
	secscan_buffer_release(&stock->trees);
}
