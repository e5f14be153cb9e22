/* SPDX-License-Identifier: MIT */
/* What is staged, in the odd kinds of repositories that git can make: both readers and git itself must agree. */
#include "sandbox.h"

#include "base/arena.h"

#define FIRST_COMMIT "echo one > a; mkdir d e; echo two > d/b; echo three > e/c; git add .; git commit -qm first;"

static const struct row {
	const char *name;
	const char *script;
	const char *at;        /* the folder to be in afterwards */
	bool plumbing_only;    /* libgit2 or our index reader must refuse, and git take over */
} rows[] = {
	{"nothing at all", ":"},
	{"unborn", "echo new > a; git add a"},
	{"nothing staged", FIRST_COMMIT "echo x >> a"},
	{"changed, added, removed", FIRST_COMMIT "echo x >> a; echo y > n; git rm -q d/b; git add ."},
	{"staged is not the worktree", FIRST_COMMIT "echo x >> a; git add a; echo other > a"},
	{"detached", FIRST_COMMIT "git checkout -q --detach; echo x >> d/b; git add ."},
	{"new folder", FIRST_COMMIT "mkdir -p n/m; echo x > n/m/o; git add ."},
	{"removed folder", FIRST_COMMIT "git rm -rq d"},
	{"folder becomes file", FIRST_COMMIT "git rm -rq d; echo x > d; git add d"},
	{"file becomes folder", FIRST_COMMIT "git rm -q a; mkdir a; echo x > a/z; git add a"},
	{"file becomes link", FIRST_COMMIT "ln -sf d/b a; git add a"},
	{"mode only", FIRST_COMMIT "chmod +x a; git add a"},
	{"mode and content", FIRST_COMMIT "chmod +x a; echo x >> a; git add a"},
	{"moved", FIRST_COMMIT "git mv a moved"},
	{"moved, two candidates", FIRST_COMMIT "cp a a2; git add .; git commit -qm 2; git rm -q a a2; echo one > b; git add b"},
	{"copied", FIRST_COMMIT "cp a copy; git add copy"},
	{"names that sort oddly", "mkdir a; touch a-b a.c a/x a0; git add .; git commit -qm 1; rm -r a; echo > a; git add ."},
	{"newline, tab, latin1, quote", "printf x > \"$(printf 'a\\nb')\"; printf y > \"$(printf 'a\\tb')\";"
	 "printf z > \"$(printf '\\351')\"; printf q > 'q\"q'; git add ."},
	{"deep", "p=$(printf 'abcdefgh/%.0s' $(seq 60)); mkdir -p $p; echo x > ${p}f; git add ."},
	{"intent to add", FIRST_COMMIT "echo x > i; echo y > d/i; git add -N i d/i; echo z >> a; git add a"},
	{"intent to add over a removed file", FIRST_COMMIT "git rm -q --cached a; git add -N a"},
	{"index version 3", FIRST_COMMIT "git update-index --skip-worktree a; echo x > n; git add n"},
	{"index version 4", FIRST_COMMIT "git update-index --index-version 4; echo x > d/n; git add d/n; git rm -q e/c"},
	{"no cached trees", FIRST_COMMIT "echo x > d/n; git add d/n; git ls-files -s > l; rm .git/index;"
	 "git update-index --index-info < l; rm l"},
	{"cached trees all valid", FIRST_COMMIT "echo x > d/n; git add d/n; git write-tree > tree"},
	{"manyFiles settings", "git config feature.manyFiles true; " FIRST_COMMIT "echo x > n; git add n"},
	{"skipHash", "git config index.skipHash true; " FIRST_COMMIT "echo x > n; git add n"},
	{"untracked cache", "git config core.untrackedCache true; " FIRST_COMMIT "git status -s; echo x > n; git add n"},
	{"binary, -diff and textconv", "echo '*.env -diff' > .gitattributes; echo '* diff=x' >> .gitattributes;"
	 "git config diff.x.textconv 'echo gone #'; printf 'a\\0b' > n; echo k > p.env; git add ."},
	{"lfs pointer", "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:00\\nsize 1\\n' > p; git add p"},
	{"empty file", FIRST_COMMIT ": > a; : > n; git add ."},
	{"submodule", FIRST_COMMIT "git init -q ../s; git -C ../s commit -q --allow-empty -m s;"
	 "git submodule -q add ../s sub"},
	{"in a submodule", FIRST_COMMIT "git init -q ../s; (cd ../s; " FIRST_COMMIT "); git submodule -q add ../s sub;"
	 "cd sub; echo x > n; git add n", .at = "sub"},
	{"linked worktree", FIRST_COMMIT "git worktree add -q ../w; cd ../w; echo x > n; git add n", .at = "../w"},
	{"below the top", FIRST_COMMIT "echo x > e/n; echo y >> a; git add .", .at = "d"},
	{"inside the git directory", FIRST_COMMIT "echo x > n; git add n", .at = ".git"},
	{"bare", FIRST_COMMIT "git clone -q --bare . ../b; cd ../b; git read-tree HEAD; git rm -q --cached a", .at = "../b"},
	{"alternates", FIRST_COMMIT "git clone -qs . ../c; cd ../c; echo x > n; git add n", .at = "../c"},
	{"shallow", FIRST_COMMIT "echo 2 > a; git commit -qam 2; git clone -q --depth 1 \"file://$PWD\" ../c; cd ../c;"
	 "echo x > n; git add n", .at = "../c"},
	{"packed, multi-pack-index, commit-graph", FIRST_COMMIT "git repack -adq; echo 2 > a; git commit -qam 2; git repack -dq;"
	 "git multi-pack-index write; git commit-graph write --reachable 2>/dev/null; echo x > d/n; git add ."},
	{"packed refs only", FIRST_COMMIT "git pack-refs --all; echo x > n; git add n"},
	{"conflict", FIRST_COMMIT "git checkout -qb o; echo o > a; git commit -qam o; git checkout -q main; echo m > a;"
	 "echo k > d/k; git add .; git commit -qam m; git merge -q o > /dev/null 2>&1 || :; echo x > n; git add n"},
	{"conflict of deletion", FIRST_COMMIT "git checkout -qb o; git rm -q a; git commit -qm o; git checkout -q main; echo m > a;"
	 "git commit -qam m; git merge -q o > /dev/null 2>&1 || :"},
	{"merge with an edit", FIRST_COMMIT "git checkout -qb o; echo o > o; echo o2 > d/b; git add .; git commit -qm o;"
	 "git checkout -q main; echo m > m; git add m; git commit -qm m; git merge -q --no-commit o > /dev/null 2>&1;"
	 "echo evil >> o; git add o"},
	{"octopus", FIRST_COMMIT "for b in x y z; do git checkout -qb $b main; echo $b > $b; git add .; git commit -qm $b; done;"
	 "git checkout -q main; echo m > m; git add m; git commit -qm m; git merge -q --no-commit x y z > /dev/null 2>&1;"
	 "echo evil >> y; git add y"},
	{"replaced blob", FIRST_COMMIT "echo secret > a; git add a; git replace $(git rev-parse :a) $(git rev-parse HEAD:a)"},
	{"replaced commit", FIRST_COMMIT "echo two > a; git commit -qam 2; git replace HEAD HEAD~1; echo three > a; git add a"},
	{"preciousObjects", FIRST_COMMIT "echo x > n; git add n; git config core.repositoryFormatVersion 1;"
	 "git config extensions.preciousObjects true", .plumbing_only = true},
	{"sha256", "rm -rf .git; git init -q --object-format=sha256 .; " FIRST_COMMIT "echo x >> d/b; git mv a z; git add .", .plumbing_only = true},
	{"sha256, unborn", "rm -rf .git; git init -q --object-format=sha256 .; echo x > n; git add n", .plumbing_only = true},
	{"sha256 in conflict", "rm -rf .git; git init -q --object-format=sha256 .; " FIRST_COMMIT "git checkout -qb o; echo o > a;"
	 "git commit -qam o; git checkout -q main; echo m > a; git commit -qam m; git merge -q o > /dev/null 2>&1 || :", .plumbing_only = true},
	{"worktreeConfig", FIRST_COMMIT "git config core.repositoryFormatVersion 1; git config extensions.worktreeConfig true;"
	 "echo x > n; git add n", .plumbing_only = true},
	{"partialClone, old style", FIRST_COMMIT "git config core.repositoryFormatVersion 1;"
	 "git config extensions.partialClone origin; git config remote.origin.url nowhere; echo x > n; git add n", .plumbing_only = true},
	{"split index", FIRST_COMMIT "git update-index --split-index; echo x > n; echo y >> a; git add .", .plumbing_only = true},
	{"sparse index", FIRST_COMMIT "git sparse-checkout set --cone --sparse-index d; echo x > d/n; git add d/n", .plumbing_only = true},
	{"sparse checkout, full index", FIRST_COMMIT "git sparse-checkout set --cone --no-sparse-index d; echo x > d/n; git add d/n;"
	 "git config --unset extensions.worktreeConfig || :"},
};

static const struct row *start(int i)
{
	sandbox_begin();
	sh(rows[i].name, rows[i].script);
	ck_assert_int_eq(chdir(rows[i].at ? rows[i].at : "."), 0);
	return &rows[i];
}

static struct buffer staged(const char *row, struct secscan_repo *repo, bool removed)
{
	struct secscan_error err = {0};
	struct secscan_source *source = NULL;
	struct buffer out;
	int rc = removed ? secscan_source_staged_removed(&source, repo, &err) : secscan_source_staged(&source, repo, &err);

	ck_assert_msg(rc == 0, "%s: %s: %s", row, secscan_repo_reader(repo), err.message);
	out = dump(row, source);
	secscan_source_free(source);
	return out;
}

/* The change list against git's own, entry by entry. */
static struct buffer own_raw(const char *row, struct secscan_repo *repo)
{
	struct arena arena = {0};
	struct changes list = {.arena = &arena};
	struct secscan_error err = {0};
	struct secscan_oid head;
	struct buffer out = {0};
	int rc = secscan_repo_head_tree(&head, repo, &err);

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	rc = secscan_repo_staged(&list, repo, &head, &err);
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	for (size_t i = 0; i < list.len; i++) {
		const struct change *c = &list.items[i];
		char old[SECSCAN_OID_HEX] = "", now[SECSCAN_OID_HEX] = "";

		if (c->stage)
			continue;
		secscan_oid_hex(old, &c->old);
		secscan_oid_hex(now, &c->oid);
		ck_assert_int_eq(secscan_buffer_addf(&out, ":%06o %06o %s %s %s%c", c->old_mode, c->mode, c->old_mode ? old : "0",
				c->mode ? now : "0", c->path, '\0'), 0);
	}
	array_release(&list);
	secscan_arena_release(&arena);
	return out;
}

/* The same form out of "git diff-index --raw -z"; paths in conflict are left out. */
static struct buffer git_raw(const char *row)
{
	struct buffer text = output_of(row, "t=$(git rev-parse -q --verify HEAD || git hash-object -t tree --stdin < /dev/null);"
			"git --no-replace-objects diff-index --cached --raw -z --no-abbrev --no-renames --ita-invisible-in-index $t");
	struct buffer out = {0};
	const char *at = text.data;

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	while (at < text.data + text.len) {
		unsigned old_mode, mode;
		char old[65], now[65], status;

		ck_assert_int_eq(sscanf(at, ":%o %o %64s %64s %c", &old_mode, &mode, old, now, &status), 5);
		at += strlen(at) + 1;
		if (status != 'U')
			ck_assert_int_eq(secscan_buffer_addf(&out, ":%06o %06o %s %s %s%c", old_mode, mode, old_mode ? old : "0",
					mode ? now : "0", at, '\0'), 0);
		at += strlen(at) + 1;
	}
	secscan_buffer_release(&text);
	return out;
}

static void assert_like_git(const char *row)
{
	struct secscan_repo *repo = open_repo(row, READER_ANY);
	struct buffer ours = own_raw(row, repo), theirs = git_raw(row);

	ck_assert_msg(ours.len == theirs.len && memcmp(ours.data, theirs.data, ours.len) == 0, "%s: %zu bytes, git has %zu", row,
			ours.len, theirs.len);
	secscan_buffer_release(&ours);
	secscan_buffer_release(&theirs);
	secscan_repo_free(repo);
}

START_TEST(readers_agree)
{
	const struct row *row = start(_i);
	struct secscan_repo *any = open_repo(row->name, READER_ANY), *git = open_repo(row->name, READER_PLUMBING);

	for (int removed = 0; removed < 2; removed++) {
		struct buffer a = staged(row->name, any, removed), b = staged(row->name, git, removed);

		ck_assert_msg(strcmp(a.data, b.data) == 0, "%s:\nfirst reader\n%s\ngit\n%s", row->name, a.data, b.data);
		secscan_buffer_release(&a);
		secscan_buffer_release(&b);
	}
	ck_assert_msg(strcmp(secscan_repo_reader(any), row->plumbing_only ? "git" : "libgit2") == 0, "%s: read by %s",
			row->name, secscan_repo_reader(any));
	ck_assert_msg(strcmp(secscan_repo_gitdir(any), secscan_repo_gitdir(git)) == 0, "%s: git directory", row->name);
	ck_assert_msg(strcmp(secscan_repo_commondir(any), secscan_repo_commondir(git)) == 0, "%s: common dir", row->name);
	ck_assert_msg(strcmp(secscan_repo_worktree(any) ? secscan_repo_worktree(any) : "none",
			secscan_repo_worktree(git) ? secscan_repo_worktree(git) : "none") == 0, "%s: worktree", row->name);
	secscan_repo_free(any);
	secscan_repo_free(git);
	assert_like_git(row->name);
}
END_TEST

static const struct {
	const char *row;
	const char *has;       /* see assert_facts() */
} facts[] = {
	{"nothing at all", "!blob|!name"},
	{"unborn", "4 @ a bases|name"},
	{"nothing staged", "!blob|!name"},
	{"staged is not the worktree", " 6 @ a bases 4|!name"},
	{"changed, added, removed", " 6 @ a bases 4|2 @ n bases -|!d/b"},
	{"mode only", "!blob|!name"},
	{"mode and content", "blob 100755|a bases 4"},
	{"file becomes link", "link 120000|3 @ a bases -|!name"},
	{"moved", "4  renamed@ moved bases 4|name|!@ a "},
	{"moved, two candidates", "@ b bases -|!renamed"},
	{"copied", "copy bases -|!renamed"},
	{"newline, tab, latin1, quote", "a\\x0ab bases|a\\x09b bases|\351 bases|q\"q bases"},
	{"intent to add", "@ a bases 4|!@ i|!d/i"},
	{"binary, -diff and textconv", "3 @ n bases|2 @ p.env bases"},
	{"lfs pointer", " lfs-pointer@ p bases"},
	{"submodule", "skipped 160000|submodule@ sub|.gitmodules bases -"},
	{"conflict", "28ce6a8b26aa170e1de65536fe8abe1832bd3242|13e7564ea0c889e81bcba6f8e496b2a74cdb32fa|587be6b4c3f93f93c489c0111bba5596147a26cb"},
	{"merge with an edit", "7 @ o bases - 2|!m bases|!d/b|!name"},
	{"octopus", "7 @ y bases - - 2 -|!x bases|!z bases|!m bases"},
	{"replaced blob", "7 @ a bases 4"},
	{"replaced commit", "6 @ a bases 4"},
	{"shallow", "2 @ n bases -|!@ a "},
};

START_TEST(facts_hold)
{
	struct buffer out;
	struct secscan_repo *repo;
	int i = 0;

	while (i < (int)ARRAY_SIZE(rows) && strcmp(rows[i].name, facts[_i].row))
		i++;
	ck_assert_msg(i < (int)ARRAY_SIZE(rows), "%s: no such row", facts[_i].row);
	start(i);
	for (enum repo_reader reader = READER_LIBGIT2; reader <= READER_PLUMBING; reader++) {
		repo = open_repo(facts[_i].row, reader);
		out = staged(facts[_i].row, repo, false);
		assert_facts(facts[_i].row, out.data, facts[_i].has);
		secscan_buffer_release(&out);
		secscan_repo_free(repo);
	}
}
END_TEST

/* A random tree of files, committed, then changed at random and partly staged; again and again. */
START_TEST(random_changes_are_gits)
{
	char script[900], name[64];

	sandbox_begin();
	snprintf(name, sizeof(name), "seed %d", _i);
	snprintf(script, sizeof(script),
			"git config index.version %d; export LC_ALL=C;"
			"r() { s=$(( (s * 1103515245 + 12345) %% 2147483648 )); echo $(( s / 65536 %% $1 )); };"
			"s=%d; for round in 1 2 3 4; do for i in $(seq 30); do"
			" n=$(( s / 65536 %% 7 )); r 5 > /dev/null; m=$(( s / 65536 %% 5 )); r 5 > /dev/null;"
			" p=d$n; [ $m = 0 ] && p=d$n.x; [ $m = 1 ] && p=d$n/e$m; [ $m = 2 ] && p=d$n/e1/f; r 9 > /dev/null;"
			" k=$(( s / 65536 %% 9 ));"
			" if [ $k = 0 ]; then rm -rf $p; elif [ $k = 1 ]; then rm -rf $p; ln -s x$s $p 2>/dev/null || :;"
			" else mkdir -p $p 2>/dev/null && echo $s > $p/g$k || :; fi; done;"
			" git add -A; [ $round = 4 ] || git commit -q --allow-empty -m $round; [ $round != 3 ] || git write-tree > /dev/null; done",
			_i % 3 + 2, _i * 7919 + 17);
	sh(name, script);
	assert_like_git(name);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("staged");
	TCase *tcase = tcase_create("staged");

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, NULL, sandbox_end);
	tcase_add_loop_test(tcase, readers_agree, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, facts_hold, 0, (int)ARRAY_SIZE(facts));
	tcase_add_loop_test(tcase, random_changes_are_gits, 0, 15);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
