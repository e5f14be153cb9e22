/* SPDX-License-Identifier: MIT */
#include "sources/index_file.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEADER = 12,
	STAT_MODE = 24,
	STAT_LEN = 40,
	FLAG_NAME = 0x0fff,
	FLAG_EXTENDED = 0x4000,
	FLAG_STAGE_SHIFT = 12,
	EXTENDED_INTENT = 0x2000,
	EXTENDED_UNKNOWN = 0x8000,
};

static int bad(struct secscan_error *err, const char *what)
{
	return secscan_fail(err, SECSCAN_ERR_SYNTAX, MSG_BAD_INDEX, "the index file %s", what);
}

static uint32_t be32(const char *at)
{
	const uint8_t *b = (const uint8_t *)at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static unsigned be16(const char *at)
{
	const uint8_t *b = (const uint8_t *)at;

	return (unsigned)b[0] << 8 | b[1];
}

/* What stands before an entry's name. */
struct fixed {
	unsigned mode;
	unsigned flags;
	unsigned extended;
	const char *id;
	const char *name;
};

static bool fixed_parse(struct fixed *out, const struct index_file *file, const char *at)
{
	size_t left = (size_t)(file->entries_end - at), need = STAT_LEN + file->oid_len + 2;

	if (left < need)
		return false;
	out->mode = be32(at + STAT_MODE);
	out->id = at + STAT_LEN;
	out->flags = be16(at + need - 2);
	out->extended = 0;
	if (out->flags & FLAG_EXTENDED) {
		if (file->version < 3 || left < need + 2)
			return false;
		out->extended = be16(at + need);
		need += 2;
	}
	out->name = at + need;
	return !(out->extended & EXTENDED_UNKNOWN);
}

/* Versions 2 and 3: the name's length, or SIZE_MAX; *next gets the entry behind the padding. */
static size_t plain_name(const struct index_file *file, const char *at, const struct fixed *f, const char **next)
{
	size_t len = f->flags & FLAG_NAME, left = (size_t)(file->entries_end - f->name), whole;

	if (len == FLAG_NAME) {
		const char *nul = memchr(f->name, '\0', left);

		if (!nul)
			return SIZE_MAX;
		len = (size_t)(nul - f->name);
	}
	whole = ((size_t)(f->name - at) + len + 8) & ~(size_t)7;
	if (len >= left || f->name[len] || whole > (size_t)(file->entries_end - at))
		return SIZE_MAX;
	*next = at + whole;
	return len;
}

/* Version 4: how many bytes of the name before fall off, then what follows and a NUL. */
static bool packed_name(const struct index_file *file, const struct fixed *f, size_t *cut, const char **suffix,
		const char **next)
{
	const char *at = f->name, *nul;
	size_t value;
	uint8_t byte;

	if (at >= file->entries_end)
		return false;
	byte = (uint8_t)*at++;
	value = byte & 127;
	while (byte & 128) {
		if (at >= file->entries_end || value > SIZE_MAX >> 9)
			return false;
		byte = (uint8_t)*at++;
		value = ((value + 1) << 7) | (byte & 127);
	}
	nul = memchr(at, '\0', (size_t)(file->entries_end - at));
	if (!nul)
		return false;
	*cut = value;
	*suffix = at;
	*next = nul + 1;
	return true;
}

/* The entry behind the one at `at`; NULL if it is cut. */
static const char *entry_skip(const struct index_file *file, const char *at)
{
	const char *next, *suffix;
	struct fixed f;
	size_t cut;

	if (!fixed_parse(&f, file, at))
		return NULL;
	if (file->version == 4)
		return packed_name(file, &f, &cut, &suffix, &next) ? next : NULL;
	return plain_name(file, at, &f, &next) == SIZE_MAX ? NULL : next;
}

void secscan_index_cursor(struct index_cursor *out, const struct index_file *file)
{
	*out = (struct index_cursor){.file = file, .at = file->entries, .left = file->count};
}

/* memcmp order, then stages; the name before is still in cursor->entry. */
static bool in_order(const struct index_entry *before, const char *path, size_t len, unsigned stage)
{
	size_t shorter = before->path_len < len ? before->path_len : len;
	int order;

	if (!before->path)
		return true;
	order = memcmp(before->path, path, shorter);
	if (!order && before->path_len != len)
		order = before->path_len < len ? -1 : 1;
	return order < 0 || (!order && before->stage && before->stage < stage);
}

static int take_packed(struct index_cursor *c, const struct fixed *f, const char **next, size_t *len,
		struct secscan_error *err)
{
	struct buffer *before = &c->paths[c->turn], *now = &c->paths[!c->turn];
	const char *suffix;
	size_t cut;

	if (!packed_name(c->file, f, &cut, &suffix, next) || cut > before->len)
		return bad(err, "is damaged");
	secscan_buffer_reset(now);
	if (secscan_buffer_add(now, before->len ? before->data : "", before->len - cut) ||
			secscan_buffer_add(now, suffix, (size_t)(*next - suffix - 1)))
		return secscan_fail_nomem(err);
	c->turn = !c->turn;
	*len = now->len;
	return 0;
}

static bool known_mode(unsigned mode)
{
	unsigned type = mode & MODE_TYPE;

	return type == MODE_FILE || type == MODE_LINK || type == MODE_SUBMODULE;
}

int secscan_index_next(struct index_cursor *c, struct secscan_error *err)
{
	const char *next = NULL, *path;
	struct fixed f;
	unsigned stage;
	size_t len = 0;
	int rc = 0;

	if (!c->left)
		return 0;
	if (!fixed_parse(&f, c->file, c->at))
		return bad(err, "is damaged");
	if (c->file->version == 4)
		rc = take_packed(c, &f, &next, &len, err);
	else if ((len = plain_name(c->file, c->at, &f, &next)) == SIZE_MAX)
		rc = bad(err, "is damaged");
	if (rc)
		return rc;
	path = c->file->version == 4 ? c->paths[c->turn].data : f.name;
	stage = f.flags >> FLAG_STAGE_SHIFT & 3;
	if (!known_mode(f.mode))
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_INDEX, "the index file has an entry of an unknown kind");
	if (!len || !in_order(&c->entry, path, len, stage))
		return bad(err, "is damaged: its entries are out of order");
	c->entry = (struct index_entry){path, len, secscan_oid_of(f.id, c->file->oid_len), f.mode, stage,
	                                (f.extended & EXTENDED_INTENT) != 0};
	c->at = next;
	c->left--;
	return 1;
}

void secscan_index_cursor_release(struct index_cursor *c)
{
	secscan_buffer_release(&c->paths[0]);
	secscan_buffer_release(&c->paths[1]);
}

static bool take_number(long *out, const char **at, const char *end, char stop)
{
	bool minus = *at < end && **at == '-';
	long value = 0;

	*at += minus;
	if (*at >= end || **at < '0' || **at > '9')
		return false;
	for (; *at < end && **at >= '0' && **at <= '9' && value < UINT32_MAX; (*at)++)
		value = value * 10 + (**at - '0');
	if (*at >= end || *(*at)++ != stop)
		return false;
	*out = minus ? -value : value;
	return true;
}

/* "name NUL entries SP children LF" and, unless entries is negative, the tree's name. */
static int node_parse(struct index_file *file, const char **at, const char *end, struct secscan_error *err)
{
	const char *nul = memchr(*at, '\0', (size_t)(end - *at));
	struct cache_node node = {.name = *at};
	struct cache_node *item;
	long entries, children;

	if (!nul)
		return bad(err, "is damaged: its cached trees are cut");
	node.name_len = (size_t)(nul - *at);
	*at = nul + 1;
	if (!take_number(&entries, at, end, ' ') || !take_number(&children, at, end, '\n') || children < 0 ||
			entries > UINT32_MAX || children > UINT32_MAX)
		return bad(err, "is damaged: its cached trees are cut");
	node.children = (uint32_t)children;
	if (entries >= 0) {
		if ((size_t)(end - *at) < file->oid_len)
			return bad(err, "is damaged: its cached trees are cut");
		node.entries = (uint32_t)entries;
		node.id = (const uint8_t *)*at;
		*at += file->oid_len;
	}
	item = array_push(&file->nodes);
	if (!item)
		return secscan_fail_nomem(err);
	*item = node;
	return 0;
}

/* An open node and how many of its children are still to come. */
struct open_node {
	uint32_t number;
	uint32_t left;
};

static int nodes_parse(struct index_file *file, const char *at, const char *end, struct secscan_error *err)
{
	ARRAY_OF(struct open_node) open = {0};
	int rc = 0;

	do {
		struct open_node *top;

		rc = node_parse(file, &at, end, err);
		if (rc)
			break;
		top = array_push(&open);
		if (!top) {
			rc = secscan_fail_nomem(err);
			break;
		}
		top->number = (uint32_t)file->nodes.len - 1;
		top->left = file->nodes.items[top->number].children;
		while (open.len && !open.items[open.len - 1].left) {
			file->nodes.items[open.items[--open.len].number].next = (uint32_t)file->nodes.len;
			if (open.len)
				open.items[open.len - 1].left--;
		}
	} while (open.len);
	array_release(&open);
	return rc;
}

long secscan_index_child(const struct index_file *file, long parent, const char *name, size_t name_len)
{
	uint32_t at = (uint32_t)parent + 1;

	if (parent < 0)
		return -1;
	for (uint32_t i = 0; i < file->nodes.items[parent].children; i++) {
		const struct cache_node *node = &file->nodes.items[at];

		if (node->name_len == name_len && memcmp(node->name, name, name_len) == 0)
			return at;
		at = node->next;
	}
	return -1;
}

static int extensions_parse(struct index_file *file, const char *at, const char *end, struct secscan_error *err)
{
	int rc = 0;

	while (!rc && end - at >= 8) {
		size_t size = be32(at + 4);

		if (size > (size_t)(end - at) - 8)
			return bad(err, "is damaged: an extension is cut");
		if (*at < 'A' || *at > 'Z')
			return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_INDEX,
					"the index file is split or sparse, or has another extension (%02x%02x%02x%02x) unknown here",
					(uint8_t)at[0], (uint8_t)at[1], (uint8_t)at[2], (uint8_t)at[3]);
		if (memcmp(at, "TREE", 4) == 0 && size && !file->nodes.len)
			rc = nodes_parse(file, at + 8, at + 8 + size, err);
		at += 8 + size;
	}
	return rc || at == end ? rc : bad(err, "is damaged: something stands behind its extensions");
}

static int load(struct index_file *file, const char *path, struct secscan_error *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return errno == ENOENT ? SECSCAN_ERR_NOT_FOUND :
		                         secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_INDEX, "the index file: %s", strerror(errno));
	rc = fstat(fd, &st) == 0 && st.st_size > 0 ? secscan_buffer_reserve(&file->data, (size_t)st.st_size + 64 * 1024) : 0;
	rc = rc ? secscan_fail_nomem(err) : secscan_fd_read(&file->data, fd, path, err);
	close(fd);
	return rc;
}

int secscan_index_read(struct index_file *file, const char *path, size_t oid_len, struct secscan_error *err)
{
	const char *at, *end;
	int rc = load(file, path, err);

	file->oid_len = oid_len;
	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	at = file->data.data;
	if (file->data.len < HEADER + oid_len || memcmp(at, "DIRC", 4))
		return bad(err, "is cut or is no index");
	file->version = be32(at + 4);
	file->count = be32(at + 8);
	if (file->version < 2 || file->version > 4)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_INDEX, "the index file has version %u, unknown here", file->version);
	end = at + file->data.len - oid_len;
	file->entries = at + HEADER;
	file->entries_end = end;
	at = file->entries;
	for (uint32_t i = 0; i < file->count; i++) {
		at = entry_skip(file, at);
		if (!at)
			return bad(err, "is damaged: it has fewer entries than it says");
	}
	return extensions_parse(file, at, end, err);
}

void secscan_index_release(struct index_file *file)
{
	array_release(&file->nodes);
	secscan_buffer_release(&file->data);
}
