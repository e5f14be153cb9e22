/* SPDX-License-Identifier: MIT */
/* Index files made here byte by byte, whole and damaged: git writes no such ones. */
#include "unit.h"

#include "base/array.h"
#include "run_git.h"
#include "sources/index_file.h"

/* "name", its mode, stage and extended flags; a version 4 entry cuts bytes off the name before. */
struct made {
	const char *name;
	unsigned mode;      /* 0: 0100644 */
	unsigned stage;
	unsigned extended;  /* 0: none */
	int cut;            /* version 4 */
	unsigned says;      /* the length that stands in the flags, if not the name's */
};

static const struct row {
	const char *name;
	unsigned version;
	struct made made[4];
	const char *tail;   /* extensions */
	size_t tail_len;
	const char *entries; /* what is read, or what the message says */
	int rc;
	int more;           /* added to the count in the header */
	unsigned cut;       /* bytes that are missing at the end of the entries */
	unsigned oid_len;   /* 0: 20 */
} rows[] = {
#define TAIL(bytes) .tail = (bytes), .tail_len = sizeof(bytes) - 1
#define DAMAGED .rc = SECSCAN_ERR_SYNTAX
#define UNKNOWN .rc = SECSCAN_ERR_REPO
	{"no entries", 2, {{NULL}}, .entries = ""},
	{"version 2", 2, {{"a"}, {"b/c", 0100755}, {"l", 0120000}, {"s", 0160000}}, .entries = "a 100644 0|b/c 100755 0|l 120000 0|s 160000 0|"},
	{"version 3", 3, {{"a", .extended = 0x2000}, {"b", .extended = 0x4000}, {"c"}}, .entries = "a 100644 0 ita|b 100644 0|c 100644 0|"},
	{"version 4", 4, {{"dir/a"}, {"b", .cut = 1}, {"e", .cut = 5, .extended = 0x2000}}, .entries = "dir/a 100644 0|dir/b 100644 0|e 100644 0 ita|"},
	{"sha256", 2, {{"a"}, {"b"}}, .entries = "a 100644 0|b 100644 0|", .oid_len = 32},
	{"padding of every length", 2, {{"1"}, {"22"}, {"333"}, {"4444444"}}, .entries = "1 100644 0|22 100644 0|333 100644 0|4444444 100644 0|"},
	{"stages of a conflict", 2, {{"a", .stage = 1}, {"a", .stage = 2}, {"a", .stage = 3}, {"b"}}, .entries = "a 100644 1|a 100644 2|a 100644 3|b 100644 0|"},
	{"bytes above 127 come last", 2, {{"z"}, {"\xff"}}, .entries = "z 100644 0|\xff 100644 0|"},
	{"version 1", 1, {{"a"}}, .entries = "version 1", UNKNOWN},
	{"version 5", 5, {{"a"}}, .entries = "version 5", UNKNOWN},
	{"extended flags in version 2", 2, {{"a", .extended = 0x2000}}, .entries = "fewer entries", DAMAGED},
	{"an extended flag of the future", 3, {{"a", .extended = 0x8000}}, .entries = "fewer entries", DAMAGED},
	{"more entries than there are", 2, {{"a"}}, .entries = "fewer entries", DAMAGED, .more = 1},
	{"millions more", 2, {{"a"}}, .entries = "fewer entries", DAMAGED, .more = 0x7ffffff0},
	{"fewer entries than there are", 2, {{"a"}, {"b"}}, .entries = "", .rc = SECSCAN_ERR_REPO, .more = -1},
	{"cut in the padding", 2, {{"a"}, {"b"}}, .entries = "fewer entries", DAMAGED, .cut = 1},
	{"cut in the flags", 2, {{"a"}}, .entries = "fewer entries", DAMAGED, .cut = 12},
	{"cut in the name, version 4", 4, {{"abc"}}, .entries = "fewer entries", DAMAGED, .cut = 2},
	{"cut before the name, version 4", 4, {{"abc"}}, .entries = "fewer entries", DAMAGED, .cut = 5},
	{"more cut off than the name before has", 4, {{"ab"}, {"c", .cut = 3}}, .entries = "damaged", DAMAGED},
	{"cut off from nothing", 4, {{"ab", .cut = 1}}, .entries = "damaged", DAMAGED},
	{"the name is longer than it says", 2, {{"abc", .says = 2}}, .entries = "fewer entries", DAMAGED},
	{"the name is shorter than it says", 2, {{"abc", .says = 400}}, .entries = "fewer entries", DAMAGED},
	{"the name's length does not fit the flags", 2, {{"abc", .says = 0xfff}}, .entries = "abc 100644 0|"},
	{"no name", 2, {{""}}, .entries = "out of order", DAMAGED},
	{"out of order", 2, {{"b"}, {"a"}}, .entries = "out of order", DAMAGED},
	{"the longer name first", 2, {{"ab"}, {"a"}}, .entries = "out of order", DAMAGED},
	{"the same twice", 2, {{"a"}, {"a"}}, .entries = "out of order", DAMAGED},
	{"the same stage twice", 2, {{"a", .stage = 2}, {"a", .stage = 2}}, .entries = "out of order", DAMAGED},
	{"a stage beside the merged one", 2, {{"a"}, {"a", .stage = 1}}, .entries = "out of order", DAMAGED},
	{"a folder, as in a sparse index", 2, {{"d/", 040000}}, .entries = "unknown kind", UNKNOWN},
	{"mode 0", 2, {{"a", 010}}, .entries = "unknown kind", UNKNOWN},
	{"extension that may be passed over", 2, {{"a"}}, TAIL("XYZW\0\0\0\3abc"), .entries = "a 100644 0|"},
	{"split index", 2, {{"a"}}, TAIL("link\0\0\0\0"), .entries = "6c696e6b", UNKNOWN},
	{"sparse index", 2, {{"a"}}, TAIL("sdir\0\0\0\0"), .entries = "73646972", UNKNOWN},
	{"behind one that may be passed over", 2, {{"a"}}, TAIL("XYZW\0\0\0\1alink\0\0\0\0"), .entries = "6c696e6b", UNKNOWN},
	{"extension is cut", 2, {{"a"}}, TAIL("XYZW\0\0\0\4abc"), .entries = "an extension is cut", DAMAGED},
	{"extension of four thousand million bytes", 2, {{"a"}}, TAIL("XYZW\xff\xff\xff\xff" "abc"), .entries = "an extension is cut", DAMAGED},
	{"less than an extension", 2, {{"a"}}, TAIL("XYZW\0\0\0"), .entries = "something stands behind", DAMAGED},
	{"cached tree", 2, {{"a"}}, TAIL("TREE\0\0\0\x19\0" "1 0\n12345678901234567890"), .entries = "a 100644 0|"},
	{"cached tree that is not valid", 2, {{"a"}}, TAIL("TREE\0\0\0\6\0-1 0\n"), .entries = "a 100644 0|"},
	{"cached tree is cut in its name", 2, {{"a"}}, TAIL("TREE\0\0\0\3abc"), .entries = "cached trees", DAMAGED},
	{"cached tree without its object", 2, {{"a"}}, TAIL("TREE\0\0\0\5\0" "1 0\n"), .entries = "cached trees", DAMAGED},
	{"cached tree with more children than it has", 2, {{"a"}}, TAIL("TREE\0\0\0\x0d\0-1 900000000\n"), .entries = "cached trees", DAMAGED},
	{"cached tree with a child less than none", 2, {{"a"}}, TAIL("TREE\0\0\0\7\0-1 -1\n"), .entries = "cached trees", DAMAGED},
	{"cached tree with a number out of all bounds", 2, {{"a"}}, TAIL("TREE\0\0\0\x18\0" "99999999999999999999 0\n"), .entries = "cached trees", DAMAGED},
	{"cached tree with no number", 2, {{"a"}}, TAIL("TREE\0\0\0\4\0 0\n"), .entries = "cached trees", DAMAGED},
};

static void put(struct buffer *b, const void *data, size_t len)
{
	ck_assert_int_eq(secscan_buffer_add(b, data, len), 0);
}

static void put_number(struct buffer *b, unsigned value, unsigned bytes)
{
	while (bytes--)
		put(b, &(uint8_t){(uint8_t)(value >> 8 * bytes)}, 1);
}

static void put_entry(struct buffer *b, const struct row *row, const struct made *e)
{
	static const char zeros[40];
	size_t start = b->len, len = strlen(e->name);

	put(b, zeros, 24);
	put_number(b, e->mode ? e->mode : 0100644, 4);
	put(b, zeros, 12);
	for (unsigned i = 0; i < (row->oid_len ? row->oid_len : 20); i++)
		put(b, "o", 1);
	put_number(b, (e->says ? e->says : (unsigned)len) | e->stage << 12 | (e->extended ? 0x4000 : 0), 2);
	if (e->extended)
		put_number(b, e->extended, 2);
	if (row->version == 4)
		put_number(b, (unsigned)e->cut, 1);
	put(b, e->name, len + 1);
	while (row->version != 4 && (b->len - start) % 8)
		put(b, "", 1);
}

static void make(struct buffer *b, const struct row *row)
{
	unsigned n = 0;

	put(b, "DIRC", 4);
	put_number(b, row->version, 4);
	while (n < ARRAY_SIZE(row->made) && row->made[n].name)
		n++;
	put_number(b, n + (unsigned)row->more, 4);
	for (unsigned i = 0; i < n; i++)
		put_entry(b, row, &row->made[i]);
	b->len -= row->cut;
	put(b, row->tail ? row->tail : "", row->tail_len);
	for (unsigned i = 0; i < (row->oid_len ? row->oid_len : 20); i++)
		put(b, "h", 1);
}

static int read_all(struct buffer *out, const struct index_file *file, struct secscan_error *err)
{
	struct index_cursor cursor;
	int rc;

	secscan_index_cursor(&cursor, file);
	while ((rc = secscan_index_next(&cursor, err)) > 0) {
		const struct index_entry *e = &cursor.entry;

		ck_assert_uint_eq(e->oid.id[file->oid_len - 1], 'o');
		ck_assert_int_eq(secscan_buffer_addf(out, "%.*s %o %u%s|", (int)e->path_len, e->path, e->mode, e->stage,
				e->intent_to_add ? " ita" : ""), 0);
	}
	secscan_index_cursor_release(&cursor);
	return rc;
}

static int read_index(struct buffer *out, const char *path, size_t oid_len, struct secscan_error *err)
{
	struct index_file file = {0};
	int rc = secscan_index_read(&file, path, oid_len, err);

	if (!rc)
		rc = read_all(out, &file, err);
	secscan_index_release(&file);
	return rc;
}

START_TEST(index_files)
{
	const struct row *row = &rows[_i];
	struct buffer bytes = {0}, got = {0};
	struct secscan_error err = {0};
	char dir[32], path[64];
	int rc;

	make_dir(dir, sizeof(dir));
	snprintf(path, sizeof(path), "%s/index", dir);
	make(&bytes, row);
	ck_assert_int_eq(spew(path, bytes.data, bytes.len), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&got, ""), 0);
	rc = read_index(&got, path, row->oid_len ? row->oid_len : 20, &err);
	ck_assert_msg(rc == row->rc, "%s: %d, %s%s", row->name, rc, err.message, got.data);
	if (rc)
		ck_assert_msg(strstr(err.message, row->entries), "%s: says %s", row->name, err.message);
	else
		ck_assert_msg(!strcmp(got.data, row->entries), "%s: %s", row->name, got.data);
	secscan_buffer_release(&bytes);
	secscan_buffer_release(&got);
	remove_dir(dir);
}
END_TEST

static const struct {
	const char *name;
	const char *bytes;
	size_t len;
	int rc;
} whole_rows[] = {
	{"nothing", "", 0, SECSCAN_ERR_SYNTAX},
	{"a header and no more", "DIRC\0\0\0\2\0\0\0\0", 12, SECSCAN_ERR_SYNTAX},
	{"a hash that is cut", "DIRC\0\0\0\2\0\0\0\0hhhhhhhhhhhhhhhhhhh", 31, SECSCAN_ERR_SYNTAX},
	{"a header and a hash", "DIRC\0\0\0\2\0\0\0\0hhhhhhhhhhhhhhhhhhhh", 32, 0},
	{"another kind of file", "DIRK\0\0\0\2\0\0\0\0hhhhhhhhhhhhhhhhhhhh", 32, SECSCAN_ERR_SYNTAX},
	{"number without an end", "DIRC\0\0\0\4\0\0\0\1" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaoooooooooooooooooooo\0\1"
		"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0hhhhhhhhhhhhhhhhhhhh", 107, SECSCAN_ERR_SYNTAX},
};

START_TEST(whole_files)
{
	struct buffer got = {0};
	char dir[32], path[64];
	int rc;

	make_dir(dir, sizeof(dir));
	snprintf(path, sizeof(path), "%s/index", dir);
	ck_assert_int_eq(spew(path, whole_rows[_i].bytes, whole_rows[_i].len), 0);
	rc = read_index(&got, path, 20, NULL);
	ck_assert_msg(rc == whole_rows[_i].rc, "%s: %d", whole_rows[_i].name, rc);
	secscan_buffer_release(&got);
	remove_dir(dir);
}
END_TEST

START_TEST(no_file_is_an_empty_index)
{
	struct buffer got = {0};

	ck_assert_int_eq(read_index(&got, "/nowhere/index", 20, NULL), 0);
	ck_assert_uint_eq(got.len, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("index_file");
	TCase *tcase = tcase_create("index_file");

	tcase_add_loop_test(tcase, index_files, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, whole_files, 0, (int)ARRAY_SIZE(whole_rows));
	tcase_add_test(tcase, no_file_is_an_empty_index);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
