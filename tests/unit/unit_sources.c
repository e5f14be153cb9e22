/* SPDX-License-Identifier: MIT */
/* What sources read: git's answers, objects in files of their own, where a repository lies. */
#include "sandbox.h"

#include "base/arena.h"
#include "base/file.h"
#include "sources/git_text.h"
#include "sources/loose.h"

#include <sys/stat.h>
#include <zlib.h>

/* ---- git's answers */

#define A "1111111111111111111111111111111111111111"
#define B "2222222222222222222222222222222222222222"
#define A256 "1111111111111111111111111111111111111111111111111111111111111111"
#define TEXT(bytes) (bytes), sizeof(bytes) - 1

static const struct {
	const char *name;
	const char *text;
	size_t len;
	const char *changes; /* NULL: refused */
	bool conflict;
} diff_rows[] = {
	{"nothing", TEXT(""), ""},
	{"changed", TEXT(":100644 100755 " A " " B " M\0a\0"), "100644 100755 11 22 a|"},
	{"added and deleted", TEXT(":000000 120000 " A " " B " A\0a\0:160000 000000 " A " " B " D\0b\0"),
	 "0 120000 11 22 a|160000 0 11 22 b|"},
	{"of another type", TEXT(":100644 120000 " A " " B " T\0a\0"), "100644 120000 11 22 a|"},
	{"sha256", TEXT(":100644 100644 " A256 " " A256 " M\0a\0"), "100644 100644 11 11 a|"},
	{"a name that looks like the next line", TEXT(":100644 100644 " A " " B " M\0a\n:1\tx\0"), "100644 100644 11 22 a\n:1\tx|"},
	{"in conflict", TEXT(":000000 000000 " A " " B " U\0a\0:100644 100644 " A " " B " M\0b\0"), "100644 100644 11 22 b|", true},
	{"renamed, which was not asked for", TEXT(":100644 100644 " A " " B " R100\0a\0b\0"), NULL},
	{"copied", TEXT(":100644 100644 " A " " B " C\0a\0b\0"), NULL},
	{"no status", TEXT(":100644 100644 " A " " B " \0a\0"), NULL},
	{"no status and no end of it", TEXT(":100644 100644 " A " " B " \0\0a\0"), NULL},
	{"status of the future", TEXT(":100644 100644 " A " " B " X\0a\0"), NULL},
	{"no colon", TEXT("100644 100644 " A " " B " M\0a\0"), NULL},
	{"two colons, as of a merge", TEXT("::100644 100644 100644 " A " " A " " B " MM\0a\0"), NULL},
	{"mode is not octal", TEXT(":100844 100644 " A " " B " M\0a\0"), NULL},
	{"mode is too long", TEXT(":1006440 100644 " A " " B " M\0a\0"), NULL},
	{"object is too short", TEXT(":100644 100644 111 " B " M\0a\0"), NULL},
	{"object is no hex", TEXT(":100644 100644 " A " 222222222222222222222222222222222222222g M\0a\0"), NULL},
	{"cut before the name", TEXT(":100644 100644 " A " " B " M\0"), NULL},
	{"cut in the name", TEXT(":100644 100644 " A " " B " M\0ab"), NULL},
	{"no name", TEXT(":100644 100644 " A " " B " M\0\0"), NULL},
	{"cut in the object", TEXT(":100644 100644 " A " 2222"), NULL},
	{"cut behind the colon", TEXT(":"), NULL},
	{"an error message", TEXT("fatal: bad object\n"), NULL},
	{"whole, then nonsense", TEXT(":100644 100644 " A " " B " M\0a\0warning\n"), NULL},
};

START_TEST(raw_diffs)
{
	struct arena arena = {0};
	struct changes list = {.arena = &arena};
	struct secscan_error err = {0};
	struct buffer text = {0}, got = {0};
	bool conflict = false;
	int rc;

	ck_assert_int_eq(secscan_buffer_add(&text, diff_rows[_i].text, diff_rows[_i].len), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&got, ""), 0);
	rc = secscan_git_text_diff(&list, &conflict, &text, &err);
	for (size_t i = 0; i < list.len; i++)
		ck_assert_int_eq(secscan_buffer_addf(&got, "%o %o %02x %02x %s|", list.items[i].old_mode, list.items[i].mode,
				list.items[i].old.id[0], list.items[i].oid.id[0], list.items[i].path), 0);
	if (diff_rows[_i].changes)
		ck_assert_msg(!rc && !strcmp(got.data, diff_rows[_i].changes), "%s: %d %s", diff_rows[_i].name, rc, got.data);
	else
		ck_assert_msg(rc == SECSCAN_ERR_REPO && strstr(err.message, "diff-index"), "%s: %d %s", diff_rows[_i].name, rc,
				err.message);
	ck_assert_msg(conflict == diff_rows[_i].conflict, "%s: conflict", diff_rows[_i].name);
	free(list.items);
	secscan_arena_release(&arena);
	secscan_buffer_release(&text);
	secscan_buffer_release(&got);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	size_t len;
	const char *entries; /* NULL: refused */
} list_rows[] = {
	{"nothing", TEXT(""), ""},
	{"two", TEXT("100644 " A " 0\ta\0" "120000 " B " 0\tb c\0"), "100644 11 0 a|120000 22 0 b c|"},
	{"stages", TEXT("100644 " A " 1\ta\0" "100644 " B " 3\ta\0"), "100644 11 1 a|100644 22 3 a|"},
	{"stage of the future", TEXT("100644 " A " 4\ta\0"), NULL},
	{"no tab", TEXT("100644 " A " 0 a\0"), NULL},
	{"cut in the name", TEXT("100644 " A " 0\tab"), NULL},
	{"cut in the object", TEXT("100644 1111"), NULL},
	{"a letter in front", TEXT("H 100644 " A " 0\ta\0"), NULL},
};

static int note_entry(const struct index_entry *entry, void *payload)
{
	return secscan_buffer_addf(payload, "%o %02x %u %s|", entry->mode, entry->oid.id[0], entry->stage, entry->path);
}

START_TEST(lists_of_files)
{
	struct secscan_error err = {0};
	struct buffer text = {0}, got = {0};
	int rc;

	ck_assert_int_eq(secscan_buffer_add(&text, list_rows[_i].text, list_rows[_i].len), 0);
	ck_assert_int_eq(secscan_buffer_addstr(&got, ""), 0);
	rc = secscan_git_text_index(&text, note_entry, &got, &err);
	if (list_rows[_i].entries)
		ck_assert_msg(!rc && !strcmp(got.data, list_rows[_i].entries), "%s: %d %s", list_rows[_i].name, rc, got.data);
	else
		ck_assert_msg(rc == SECSCAN_ERR_REPO && strstr(err.message, "ls-files"), "%s: %d %s", list_rows[_i].name, rc,
				err.message);
	secscan_buffer_release(&text);
	secscan_buffer_release(&got);
}
END_TEST

/* ---- objects in files of their own */

#define DAMAGED .rc = SECSCAN_ERR_SYNTAX

static const struct {
	const char *name;
	const char *bytes;      /* before they are packed */
	size_t len;
	enum object_type type;  /* what is read */
	const char *data;
	size_t fill;            /* so many bytes more, of many values */
	size_t cut;             /* bytes of the file that are missing at its end */
	const char *behind;     /* more bytes at its end, as they are */
	size_t flip;            /* a byte from the end that is another one; 0: none */
	int rc;
	const char *says;
} loose_rows[] = {
	{"blob", TEXT("blob 3\0abc"), OBJECT_BLOB, "abc"},
	{"tree", TEXT("tree 3\0abc"), OBJECT_TREE, "abc"},
	{"commit", TEXT("commit 3\0abc"), OBJECT_COMMIT, "abc"},
	{"tag", TEXT("tag 3\0abc"), OBJECT_TAG, "abc"},
	{"nothing in it", TEXT("blob 0\0"), OBJECT_BLOB, ""},
	{"longer than the room for the header", TEXT("blob 40\0" "0123456789012345678901234567890123456789"), OBJECT_BLOB,
	 "0123456789012345678901234567890123456789"},
	{"unknown type", TEXT("blub 3\0abc"), DAMAGED, .says = "header"},
	{"type of a delta", TEXT("ofs-delta 3\0abc"), DAMAGED, .says = "header"},
	{"no type", TEXT(" 3\0abc"), DAMAGED, .says = "header"},
	{"no length", TEXT("blob \0abc"), DAMAGED, .says = "header"},
	{"no header", TEXT("abc"), DAMAGED, .says = "header"},
	{"header without its end", TEXT("blob 3 this goes on and on and never ends"), DAMAGED, .says = "header"},
	{"length below zero", TEXT("blob -1\0abc"), DAMAGED, .says = "header"},
	{"length with a sign", TEXT("blob +3\0abc"), DAMAGED, .says = "header"},
	{"length with more behind", TEXT("blob 3x\0abc"), DAMAGED, .says = "header"},
	{"length beyond 64 bits", TEXT("blob 18446744073709551619\0abc"), DAMAGED, .says = "header"},
	{"length that a buffer cannot have", TEXT("blob 9223372036854775807\0abc"), DAMAGED, .says = "as long"},
	{"length that no packing reaches", TEXT("blob 4000000000\0abc"), DAMAGED, .says = "as long"},
	{"one byte too few", TEXT("blob 4\0abc"), DAMAGED, .says = "as long"},
	{"one byte too many", TEXT("blob 2\0abc"), DAMAGED, .says = "as long"},
	{"one byte where none is said", TEXT("blob 0\0a"), DAMAGED, .says = "as long"},
	{"too many behind the room for the header", TEXT("blob 40\0" "0123456789012345678901234567890123456789x"), DAMAGED, .says = "as long"},
	{"too few of many", TEXT("blob 100001\0"), .fill = 100000, DAMAGED, .says = "as long"},
	{"too many of many", TEXT("blob 99999\0"), .fill = 100000, DAMAGED, .says = "as long"},
	{"cut in the middle", TEXT("blob 100000\0"), .fill = 100000, .cut = 50000, DAMAGED, .says = "as long"},
	{"cut before the sum", TEXT("blob 100000\0"), .fill = 100000, .cut = 4, DAMAGED, .says = "as long"},
	{"cut in the sum", TEXT("blob 3\0abc"), .cut = 1, DAMAGED, .says = ""},
	{"wrong sum", TEXT("blob 3\0abc"), .flip = 1, DAMAGED, .says = ""},
	{"another byte in the middle", TEXT("blob 100000\0"), .fill = 100000, .flip = 50000, DAMAGED, .says = ""},
	{"bytes behind the end", TEXT("blob 3\0abc"), .behind = "x", DAMAGED, .says = "as long"},
	{"nothing at all", TEXT(""), .cut = 8, DAMAGED, .says = "unpack"},
	{"no zlib stream", TEXT(""), .cut = 8, .behind = "garbage of some length", DAMAGED, .says = "unpack"},
	{"not packed", TEXT(""), .cut = 8, .behind = "blob 3", DAMAGED, .says = "unpack"},
};

static void make_loose(const char *path, size_t row)
{
	struct buffer plain = {0};
	uint8_t *packed;
	uLongf len;
	uint32_t random = 1;

	ck_assert_int_eq(secscan_buffer_add(&plain, loose_rows[row].bytes, loose_rows[row].len), 0);
	for (size_t i = 0; i < loose_rows[row].fill; i++) {
		random = random * 1103515245 + 12345;
		ck_assert_int_eq(secscan_buffer_add(&plain, &(uint8_t){(uint8_t)(random >> 16)}, 1), 0);
	}
	len = compressBound(plain.len);
	packed = calloc(1, len + 64);
	ck_assert_ptr_nonnull(packed);
	ck_assert_int_eq(compress(packed, &len, (const Bytef *)plain.data, plain.len), Z_OK);
	ck_assert_uint_ge(len, loose_rows[row].cut);
	len -= loose_rows[row].cut;
	if (loose_rows[row].flip)
		packed[len - loose_rows[row].flip] ^= 0x55;
	if (loose_rows[row].behind) {
		memcpy(packed + len, loose_rows[row].behind, strlen(loose_rows[row].behind));
		len += strlen(loose_rows[row].behind);
	}
	ck_assert_int_eq(secscan_file_write(path, packed, len, 0600, NULL), 0);
	free(packed);
	secscan_buffer_release(&plain);
}

START_TEST(loose_objects)
{
	const char *row = loose_rows[_i].name;
	struct secscan_error err = {0};
	struct loose loose = {0};
	struct object object = {0};
	struct secscan_oid oid;
	int rc;

	sandbox_begin();
	ck_assert_int_eq(mkdir("objects", 0700) || mkdir("objects/11", 0700), 0);
	ck_assert_int_eq(secscan_oid_parse(&oid, A, 40), 0);
	make_loose("objects/11/11111111111111111111111111111111111111", (size_t)_i);
	ck_assert_int_eq(secscan_loose_open(&loose, "objects", &err), 0);
	rc = secscan_loose_read(&object, &loose, &oid, &err);
	ck_assert_msg(rc == loose_rows[_i].rc, "%s: %d %s", row, rc, err.message);
	if (rc)
		ck_assert_msg(strstr(err.message, loose_rows[_i].says) && strstr(err.message, A), "%s: %s", row, err.message);
	else
		ck_assert_msg(object.type == loose_rows[_i].type && object.len == strlen(loose_rows[_i].data) &&
				!memcmp(object.data, loose_rows[_i].data, object.len + 1), "%s: other bytes", row);
	secscan_object_release(&object);
	secscan_loose_close(&loose);
	sandbox_end();
}
END_TEST

static const struct {
	const char *name;
	const char *script; /* beside the folder "objects", which is empty; the object lies in "far" */
	int rc;
} alternate_rows[] = {
	{"none", "", SECSCAN_ERR_NOT_FOUND},
	{"relative to where it is written", "echo ../far > objects/info/alternates", 0},
	{"absolute", "echo \"$PWD/far\" > objects/info/alternates", 0},
	{"without a newline at the end", "printf ../far > objects/info/alternates", 0},
	{"behind a comment and an empty line", "printf '# x\\n\\n../far\\n' > objects/info/alternates", 0},
	{"one behind another", "mkdir -p near/info; echo ../near > objects/info/alternates; echo ../far > near/info/alternates", 0},
	{"in a circle", "mkdir -p near/info; echo ../near > objects/info/alternates; echo ../objects > near/info/alternates",
	 SECSCAN_ERR_NOT_FOUND},
	{"folder is not there", "printf '../gone\\n../far\\n' > objects/info/alternates", 0},
	{"the object is a folder", "echo ../far > objects/info/alternates; mkdir -p objects/11/11111111111111111111111111111111111111",
	 SECSCAN_ERR_IO},
};

START_TEST(alternates)
{
	struct secscan_error err = {0};
	struct loose loose = {0};
	struct object object = {0};
	struct secscan_oid oid;
	int rc;

	sandbox_begin();
	sh(alternate_rows[_i].name, "mkdir -p objects/info far/11");
	make_loose("far/11/11111111111111111111111111111111111111", 0);
	sh(alternate_rows[_i].name, alternate_rows[_i].script);
	ck_assert_int_eq(secscan_oid_parse(&oid, A, 40), 0);
	rc = secscan_loose_open(&loose, "objects", &err);
	ck_assert_msg(!rc, "%s: %s", alternate_rows[_i].name, err.message);
	rc = secscan_loose_read(&object, &loose, &oid, &err);
	ck_assert_msg(rc == alternate_rows[_i].rc, "%s: %d %s", alternate_rows[_i].name, rc, err.message);
	secscan_object_release(&object);
	secscan_loose_close(&loose);
	sandbox_end();
}
END_TEST

/* ---- where a repository lies */

static const struct {
	const char *name;
	const char *script;
	const char *at;       /* where we stand, from the repository */
	const char *env[4];   /* NAME=VALUE, for us and for git */
} place_rows[] = {
	{"top", "", "."},
	{"folder below", "mkdir -p a/b", "a/b"},
	{"in the git directory", "", ".git"},
	{"below the git directory", "", ".git/objects"},
	{"bare", "git init -q --bare ../bare", "../bare"},
	{"linked worktree", "git commit -q --allow-empty -m m; git worktree add -q ../w", "../w"},
	{"git directory of a linked worktree", "git commit -q --allow-empty -m m; git worktree add -q ../w", ".git/worktrees/w"},
	{"submodule", "git init -q ../s; git -C ../s commit -q --allow-empty -m s; git submodule -q add ../s sub", "sub"},
	{"git directory elsewhere", "git init -q --separate-git-dir ../g ../e", "../e"},
	{"name with a newline", "git init -q \"../$(printf 'a\\nb')\"", "../a\nb"},
	{"name that ends in blanks", "git init -q '../a  '", "../a  "},
	{"GIT_DIR", "mkdir ../x", "../x", {"GIT_DIR=../r/.git"}},
	{"GIT_DIR and GIT_WORK_TREE", "mkdir ../x", ".", {"GIT_DIR=.git", "GIT_WORK_TREE=../x"}},
	{"GIT_INDEX_FILE", "git commit -q --allow-empty -m m; git read-tree HEAD; cp .git/index ../other-index", ".", {"GIT_INDEX_FILE=../other-index"}},
	{"core.worktree", "mkdir ../x; git config core.worktree ../../x", "."},
	{"worktreeConfig", "git config extensions.worktreeConfig true; mkdir d", "d"},
	{"sha256", "rm -rf .git; git init -q --object-format=sha256 .", "."},
	{"through a link", "mkdir a; ln -s r/a ../l", "../l"},
};

static struct buffer gits_answer(const char *row, const char *question)
{
	char script[200];
	struct buffer out;

	snprintf(script, sizeof(script), "git rev-parse --path-format=absolute %s 2> \"$HOME/ignored\" || echo none", question);
	out = output_of(row, script);
	while (out.len && out.data[out.len - 1] == '\n')
		out.data[--out.len] = '\0';
	return out;
}

static void same_place(const char *row, const char *what, const char *ours, const char *question)
{
	struct buffer git = gits_answer(row, question);
	char *real = realpath(git.data, NULL), *our_real = ours ? realpath(ours, NULL) : NULL;

	ck_assert_msg(!strcmp(our_real ? our_real : ours ? ours : "none", real ? real : git.data), "%s: %s is %s, git says %s", row, what, ours,
			git.data);
	free(our_real);
	free(real);
	secscan_buffer_release(&git);
}

START_TEST(places)
{
	const char *row = place_rows[_i].name;

	sandbox_begin();
	sh(row, place_rows[_i].script);
	ck_assert_int_eq(chdir(place_rows[_i].at), 0);
	for (size_t i = 0; i < ARRAY_SIZE(place_rows[_i].env) && place_rows[_i].env[i]; i++)
		ck_assert_int_eq(putenv((char *)(uintptr_t)place_rows[_i].env[i]), 0);
	for (enum repo_reader reader = READER_ANY; reader <= READER_PLUMBING; reader++) {
		struct secscan_repo *repo;

		if (reader == READER_LIBGIT2)
			continue; /* refuses some of these; the first reader tries it */
		repo = open_repo(row, reader);
		same_place(row, "git directory", secscan_repo_gitdir(repo), "--absolute-git-dir");
		same_place(row, "common directory", secscan_repo_commondir(repo), "--git-common-dir");
		same_place(row, "index", repo->index, "--git-path index");
		if (secscan_repo_worktree(repo) && !strstr(place_rows[_i].at, ".git"))
			same_place(row, "worktree", secscan_repo_worktree(repo), "--show-toplevel");
		secscan_repo_free(repo);
	}
	sandbox_end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sources");
	TCase *tcase = tcase_create("sources");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, raw_diffs, 0, (int)ARRAY_SIZE(diff_rows));
	tcase_add_loop_test(tcase, lists_of_files, 0, (int)ARRAY_SIZE(list_rows));
	tcase_add_loop_test(tcase, loose_objects, 0, (int)ARRAY_SIZE(loose_rows));
	tcase_add_loop_test(tcase, alternates, 0, (int)ARRAY_SIZE(alternate_rows));
	tcase_add_loop_test(tcase, places, 0, (int)ARRAY_SIZE(place_rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
