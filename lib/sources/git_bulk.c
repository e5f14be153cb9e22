/* SPDX-License-Identifier: MIT */
#include "sources/git_bulk.h"

#include "sources/git_objects.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* The names, into a file in memory. */
struct names {
	struct buffer text;
	int file;
	off_t at;
	struct secscan_error *err;
};

static int flush(struct names *names)
{
	for (size_t done = 0; done < names->text.len;) {
		ssize_t n = pwrite(names->file, names->text.data + done, names->text.len - done, names->at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return secscan_fail_nomem(names->err);
		done += (size_t)n;
		names->at += n;
	}
	secscan_buffer_reset(&names->text);
	return 0;
}

static int write_name(const struct secscan_oid *oid, void *payload)
{
	struct names *names = payload;
	char hex[SECSCAN_OID_HEX];

	secscan_oid_hex(hex, oid);
	if (secscan_buffer_addf(&names->text, "%s\n", hex))
		return secscan_fail_nomem(names->err);
	return names->text.len < PIECE ? 0 : flush(names);
}

static int write_trees(struct stock *stock, struct names *names)
{
	struct secscan_oid oid;
	int rc;

	while ((rc = secscan_stock_next(&oid, stock, OBJECT_TREE, names->err)) > 0 && !(rc = write_name(&oid, names)))
		;
	return rc ? rc : flush(names);
}

/* *file is open from then on, also after a failure; it is read from its start. */
static int write_names(int *file, struct stock *stock, struct secscan_error *err)
{
	struct names names = {.file = memfd_create("objects", MFD_CLOEXEC), .err = err};
	int rc = names.file >= 0 ? 0 : secscan_fail_nomem(err);

	if (!rc)
		rc = secscan_delta_order_each(&stock->blobs, write_name, &names, err);
	if (!rc)
		rc = write_trees(stock, &names);
	*file = names.file;
	secscan_buffer_release(&names.text);
	return rc;
}

int secscan_git_bulk_rest(void **bulk, struct secscan_repo *repo, struct stock *stock, struct secscan_error *err)
{
	static const char *const args[] = {GIT_BOUNDED, "cat-file", "--batch", "--buffer", NULL};
	struct git_child *child = calloc(1, sizeof(*child));
	int file = -1, rc = child ? write_names(&file, stock, err) : secscan_fail_nomem(err);

	if (!rc)
		rc = secscan_git_start_on(child, repo, args, file, err);
	if (file >= 0)
		close(file);
	if (rc)
		free(child);
	else
		*bulk = child;
	return rc;
}

int secscan_git_bulk_open(void **bulk, struct secscan_repo *repo, struct secscan_error *err)
{
	struct stock stock = {0};
	int rc = secscan_stock_ask_git(&stock, repo, err);

	if (!rc)
		rc = secscan_git_bulk_rest(bulk, repo, &stock, err);
	secscan_stock_release(&stock);
	return rc;
}

int secscan_git_bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo, void *bulk,
		struct secscan_error *err)
{
	int rc = secscan_git_object(out, oid, bulk, err);

	(void)repo;
	if (rc > 0 && out->type != OBJECT_BLOB && out->type != OBJECT_TREE) {
		secscan_object_release(out);
		return secscan_git_unknown(err);
	}
	return rc ? rc : secscan_git_end(bulk, err);
}

bool secscan_git_bulk_is_apart(const void *bulk)
{
	return bulk;
}

void secscan_git_bulk_close(void *bulk)
{
	secscan_git_stop(bulk);
	free(bulk);
}
