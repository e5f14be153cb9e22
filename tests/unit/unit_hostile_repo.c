/* SPDX-License-Identifier: MIT */
/* Damaged and hostile repositories: a loud refusal, or the truth; never fewer items and never a program run. */
#include "sandbox.h"

#include "sources/git.h"

#define STAGED "echo one > a; mkdir d; echo two > d/b; git add .; git commit -qm first; echo three > d/c; echo four > a; git add .;"
#define COMMITTED STAGED "git commit -qm second;"

/* Bytes at an offset of a file, in place. */
#define POKE(file, at, bytes) "printf '" bytes "' | dd of=" file " bs=1 seek=" at " conv=notrunc 2> /dev/null;"

/* mktree refuses these; the bytes are written as an object that it does not look at. */
#define RAW_TREE(bytes) "t=$({ " bytes " } | git hash-object -t tree --literally -w --stdin);" \
			"c=$(git commit-tree -m hostile $t 2> /dev/null || printf 'tree %s\\nauthor a <a> 0 +0000\\ncommitter a <a> 0 +0000\\n\\nm\\n' $t |" \
			"git hash-object -t commit --literally -w --stdin); git update-ref refs/heads/main $c; rm -f .git/index;"
#define BYTES "| perl -ne 'chomp; print pack q(H*), $_';"
#define BLOB_ID "git rev-parse main:a" BYTES

/* A loose object for :a whose header and bytes disagree; perl is where git's own tests have it. */
#define SAY_SIZE(said, real) "o=$(git rev-parse :a); f=.git/objects/${o%${o#??}}/${o#??}; chmod u+w $f; perl -MCompress::Zlib -e" \
			     " 'print compress(\"blob " said "\\0\" . \"x\" x " real ")' > $f;"

enum kind { STAGED_SOURCE, RANGE_SOURCE };

static const struct {
	const char *name;
	const char *script;
	enum kind kind;
	int rc;                /* of opening or of the last next() */
	const char *says;      /* part of the message */
	bool only_git;         /* libgit2 1.5 cannot be asked: it loops on a loose object that was cut, overflows on a longer one */
	bool only_libgit2;     /* git's batch does not check names against bytes */
} rows[] = {
	{"index of no kind", STAGED POKE(".git/index", "0", "DIRT"), STAGED_SOURCE, SECSCAN_ERR_REPO, "index"},
	{"index of version 9", STAGED POKE(".git/index", "7", "\\011"), STAGED_SOURCE, SECSCAN_ERR_REPO, "index"},
	{"index says more entries", STAGED POKE(".git/index", "11", "\\377"), STAGED_SOURCE, SECSCAN_ERR_REPO, "index"},
	{"index says four thousand million", STAGED POKE(".git/index", "8", "\\377\\377\\377\\377"), STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"index cut in an entry", STAGED "head -c 100 .git/index > i; mv i .git/index", STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"index cut to its header", STAGED "head -c 12 .git/index > i; mv i .git/index", STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"index is empty", STAGED ": > .git/index", STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"unknown mandatory extension", STAGED "git update-index --force-untracked-cache 2> /dev/null; LC_ALL=C sed -i 's/UNTR/untr/' .git/index",
	 STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"staged blob is missing", STAGED "o=$(git rev-parse :a); rm -f .git/objects/${o%${o#??}}/${o#??}", STAGED_SOURCE, SECSCAN_ERR_REPO,
	 "is not in this repository"},
	{"committed blob is missing", COMMITTED "o=$(git rev-parse :a); rm -f .git/objects/${o%${o#??}}/${o#??}", RANGE_SOURCE,
	 SECSCAN_ERR_REPO, "is not in this repository"},
	{"tree is missing", COMMITTED "o=$(git rev-parse HEAD:d); rm -f .git/objects/${o%${o#??}}/${o#??}", RANGE_SOURCE, SECSCAN_ERR_REPO,
	 "is not in this repository"},
	{"parent is missing", COMMITTED "o=$(git rev-parse HEAD~1); rm -f .git/objects/${o%${o#??}}/${o#??}", RANGE_SOURCE, SECSCAN_ERR_REPO,
	 "is not in this repository"},
	{"blob is garbage", STAGED "o=$(git rev-parse :a); f=.git/objects/${o%${o#??}}/${o#??}; chmod u+w $f; echo garbage > $f",
	 STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"blob is cut", STAGED "head -c 100000 /dev/urandom > a; git add a; o=$(git rev-parse :a); f=.git/objects/${o%${o#??}}/${o#??};"
	 "chmod u+w $f; head -c 50000 $f > x; mv x $f", STAGED_SOURCE, SECSCAN_ERR_REPO, "", true},
	{"blob is shorter than it says", STAGED SAY_SIZE("100000", "500"), STAGED_SOURCE, SECSCAN_ERR_REPO, ""},
	{"blob is longer than it says", STAGED SAY_SIZE("10", "500"), STAGED_SOURCE, SECSCAN_ERR_REPO, "", true},
	{"blob is another's bytes", STAGED "o=$(git rev-parse :a); p=$(git rev-parse :d/b);"
	 "cp -f .git/objects/${p%${p#??}}/${p#??} .git/objects/${o%${o#??}}/${o#??}", STAGED_SOURCE, SECSCAN_ERR_REPO, "", false, true},
	{"tree entry with an unknown mode", COMMITTED RAW_TREE("printf '170000 a\\0'; " BLOB_ID), RANGE_SOURCE, SECSCAN_ERR_REPO, "mode"},
	{"tree entry with mode 0", COMMITTED RAW_TREE("printf '0 a\\0'; " BLOB_ID), RANGE_SOURCE, SECSCAN_ERR_REPO, "mode"},
	{"tree entry is cut", COMMITTED RAW_TREE("printf '100644 a\\0abc';"), RANGE_SOURCE, SECSCAN_ERR_REPO, "cut"},
	{"tree entry has no name", COMMITTED RAW_TREE("printf '100644 \\0'; " BLOB_ID), RANGE_SOURCE, SECSCAN_ERR_REPO, ""},
	{"a file where a folder is said to be", COMMITTED RAW_TREE("printf '40000 a\\0'; " BLOB_ID), RANGE_SOURCE, SECSCAN_ERR_REPO,
	 "is a blob where a tree belongs"},
	{"same name twice", COMMITTED RAW_TREE("printf '100644 a\\0'; " BLOB_ID "printf '100644 a\\0'; git rev-parse main~1:a" BYTES),
	 RANGE_SOURCE, 0, ""},
	{"names not in order", COMMITTED RAW_TREE("printf '100644 z\\0'; " BLOB_ID "printf '100644 a\\0'; " BLOB_ID), RANGE_SOURCE, 0, ""},
	{"old odd permissions", COMMITTED RAW_TREE("printf '100664 a\\0'; " BLOB_ID), RANGE_SOURCE, 0, ""},
	{"commit without a tree", COMMITTED "c=$(printf 'author a <a> 0 +0000\\n\\nm\\n' | git hash-object -t commit --literally -w --stdin);"
	 "echo $c > .git/refs/heads/main", RANGE_SOURCE, SECSCAN_ERR_REPO, "damaged"},
	{"MERGE_HEAD is damaged", STAGED "echo nonsense > .git/MERGE_HEAD", STAGED_SOURCE, SECSCAN_ERR_REPO, "MERGE_HEAD"},
	{"MERGE_HEAD is not here", STAGED "echo 1234567890123456789012345678901234567890 > .git/MERGE_HEAD", STAGED_SOURCE,
	 SECSCAN_ERR_REPO, "is not in this repository"},
};

static int run(const char *row, enum kind kind, enum repo_reader reader, struct secscan_error *err)
{
	struct secscan_repo *repo = NULL;
	struct secscan_source *source = NULL;
	struct secscan_oid head;
	struct secscan_item item;
	int rc = secscan_repo_open_with(&repo, NULL, reader, err);

	ck_assert_msg(rc <= 0, "%s", row);
	if (!rc)
		repo->patience = 2000;
	if (!rc && kind == RANGE_SOURCE)
		rc = secscan_repo_resolve(&head, repo, "HEAD", err);
	if (!rc)
		rc = kind == RANGE_SOURCE ? secscan_source_range(&source, repo, &head, 1, NULL, 0, err) :
		                            secscan_source_staged(&source, repo, err);
	if (!rc)
		while ((rc = secscan_source_next(source, &item, err)) > 0)
			;
	secscan_source_free(source);
	secscan_repo_free(repo);
	return rc;
}

START_TEST(damage_is_told)
{
	const char *row = rows[_i].name;

	sandbox_begin();
	sh(row, rows[_i].script);
	for (enum repo_reader reader = READER_ANY; reader <= READER_PLUMBING; reader++) {
		struct secscan_error err = {0};
		int rc;

		if (reader == READER_PLUMBING ? rows[_i].only_libgit2 : rows[_i].only_git)
			continue;
		rc = run(row, rows[_i].kind, reader, &err);

		ck_assert_msg(rc == rows[_i].rc, "%s: reader %d gives %d: %s", row, reader, rc, err.message);
		ck_assert_msg(!rc || err.number, "%s: reader %d: no number: %s", row, reader, err.message);
		ck_assert_msg(strstr(err.message, rows[_i].says), "%s: reader %d says: %s", row, reader, err.message);
	}
}
END_TEST

/* Each byte of a small index changed in turn: any answer but a crash or an answer with fewer checks than git's. */
START_TEST(index_bytes_change)
{
	struct buffer good;
	struct secscan_error err = {0};

	sandbox_begin();
	sh("index", STAGED "git update-index --index-version 4; cp .git/index ../good");
	good = output_of("index", "cat ../good");
	for (size_t i = (size_t)_i; i < good.len; i += 16) {
		FILE *file = fopen(".git/index", "wb");

		ck_assert_ptr_nonnull(file);
		good.data[i] = (char)(good.data[i] ^ 0x85);
		ck_assert_uint_eq(fwrite(good.data, 1, good.len, file), good.len);
		fclose(file);
		good.data[i] = (char)(good.data[i] ^ 0x85);
		ck_assert_int_le(run("index", STAGED_SOURCE, READER_LIBGIT2, &err), 0);
	}
	secscan_buffer_release(&good);
}
END_TEST

/* Programs that the repository's settings name. None may run, whichever reader is at work. */
static const char *const traps[] = {
	"git config core.fsmonitor \"$HOME/trap\"",
	"git config core.hooksPath \"$HOME/hooks\"; mkdir ../hooks; cp ../trap ../hooks/post-index-change; cp ../trap ../hooks/reference-transaction",
	"git config diff.external \"$HOME/trap\"; git config diff.x.textconv \"$HOME/trap\"; echo '* diff=x filter=x' > .gitattributes;"
	"git config filter.x.clean \"$HOME/trap\"; git config filter.x.smudge \"$HOME/trap\"; git config filter.x.process \"$HOME/trap\"",
	"git config core.sshCommand \"$HOME/trap\"; git config core.pager \"$HOME/trap\"; git config pager.cat-file true;"
	"git config core.repositoryFormatVersion 1; git config extensions.partialClone origin; git config remote.origin.promisor true;"
	"git config remote.origin.url ssh://nowhere.invalid/x; git config core.gitProxy \"$HOME/trap\"; git config credential.helper \"!$HOME/trap\";"
	"o=$(git rev-parse :a); rm -f .git/objects/${o%${o#??}}/${o#??}",
	"mkdir bin; cp ../trap git; cp ../trap bin/git; cp ../trap d/git",
};

START_TEST(nothing_runs)
{
	struct secscan_error err = {0};
	char path[400];

	sandbox_begin();
	sh("trap", "printf '#!/bin/sh\\ntouch \"%s/ran\"\\nexit 1\\n' \"$HOME\" > ../trap; chmod +x ../trap;" STAGED);
	sh("trap", traps[_i]);
	snprintf(path, sizeof(path), ".:bin::%s/r/bin:%s/r:%.200s", sandbox_path, sandbox_path, getenv("PATH"));
	setenv("PATH", path, 1);
	for (enum repo_reader reader = READER_ANY; reader <= READER_PLUMBING; reader++) {
		(void)run("trap", STAGED_SOURCE, reader, &err);
		(void)run("trap", RANGE_SOURCE, reader, &err);
		ck_assert_msg(access("../ran", F_OK) != 0, "reader %d ran: %s", reader, traps[_i]);
	}
}
END_TEST

START_TEST(no_repository)
{
	struct secscan_repo *repo;
	struct secscan_error err = {0};

	sandbox_begin();
	/* the sandbox may lie inside a checkout of ours */
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(secscan_repo_open(&repo, NULL, &err), SECSCAN_ERR_NOT_FOUND);
	ck_assert_uint_eq(err.number, MSG_NO_REPOSITORY);
}
END_TEST

/* Where libgit2 refuses and there is no git, both reasons are said. */
START_TEST(no_git_either)
{
	struct secscan_repo *repo;
	struct secscan_error err = {0};

	sandbox_begin();
	sh("sha256", "rm -rf .git; git init -q --object-format=sha256 .");
	setenv("PATH", "relative:.", 1);
	ck_assert_int_eq(secscan_repo_open(&repo, NULL, &err), SECSCAN_ERR_REPO);
	ck_assert_msg(strstr(err.message, "libgit2: ") && strstr(err.message, "git: no git program"), "%s", err.message);
}
END_TEST

/* What neither answers nor hears that it is to end. */
START_TEST(a_git_that_hangs_is_ended)
{
	static const char *const args[] = {"version", NULL};
	char git[] = "../stuck";
	struct secscan_repo repo = {.git = git, .patience = 200};
	struct secscan_error err = {0};
	struct buffer out = {0};
	struct git_child child;

	sandbox_begin();
	sh("stuck", "printf '#!/bin/sh\ntrap : TERM PIPE\nwhile :; do sleep 0.1; done\n' > ../stuck; chmod +x ../stuck");
	ck_assert_int_eq(secscan_git_run(&out, NULL, &repo, args, &err), SECSCAN_ERR_REPO);
	ck_assert_msg(strstr(err.message, "no answer in time") != NULL, "%s", err.message);
	ck_assert_int_eq(secscan_git_start(&child, &repo, args, &err), 0);
	secscan_git_stop(&child);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	secscan_buffer_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hostile repo");
	TCase *tcase = tcase_create("hostile repo");

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, NULL, sandbox_end);
	tcase_add_loop_test(tcase, damage_is_told, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, index_bytes_change, 0, 16);
	tcase_add_loop_test(tcase, nothing_runs, 0, (int)ARRAY_SIZE(traps));
	tcase_add_test(tcase, no_repository);
	tcase_add_test(tcase, no_git_either);
	tcase_add_test(tcase, a_git_that_hangs_is_ended);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
