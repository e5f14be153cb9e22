/* SPDX-License-Identifier: MIT */
/* Ranges of commits and whole histories: both readers and git itself must agree. */
#include "sandbox.h"

#include "sources/tree.h"

#define COMMIT(file, text) "echo " text " > " file "; git add -A; git commit -qm '" file " " text "';"

static const struct row {
	const char *name;
	const char *script;
	const char *include;   /* revisions, parted by spaces */
	const char *exclude;
} rows[] = {
	{"one commit", COMMIT("a", "1"), "HEAD", ""},
	{"new since", COMMIT("a", "1") COMMIT("b", "2") COMMIT("a", "3") COMMIT("d", "4"), "HEAD", "HEAD~2"},
	{"nothing new", COMMIT("a", "1") "git branch b", "HEAD", "b"},
	{"added, then removed", COMMIT("a", "1") COMMIT("s", "secret") "git rm -q s; git commit -qm gone;", "HEAD", "HEAD~2"},
	{"two branches", COMMIT("a", "1") "git checkout -qb x;" COMMIT("x", "x") "git checkout -qb y main;" COMMIT("y", "y"),
	 "x y", "main"},
	{"moved back and forth", COMMIT("a", "1") "git mv a b; git commit -qm 2; git mv b a; git commit -qm 3;", "HEAD", ""},
	{"moved, two candidates", "printf x > a; cp a b;" COMMIT("d", "1") "git rm -q b; git mv a m; git commit -qm 2;", "HEAD", "HEAD~1"},
	{"moved within a merge", COMMIT("a", "1") "git checkout -qb x;" COMMIT("x", "x") "git checkout -q main;" COMMIT("m", "m")
	 "git merge -q --no-commit x > /dev/null 2>&1; git mv a moved; git commit -qm merge;", "HEAD", "HEAD^1 HEAD^2"},
	{"copied", COMMIT("a", "1") "cp a copy; git add .; git commit -qm 2;", "HEAD", "HEAD~1"},
	{"folder in the place of what moved into it", COMMIT("a", "1") "git mv a b; mkdir a; git mv b a/b; git commit -qm 2;", "HEAD",
	 "HEAD~1"},
	{"same bytes at two paths", COMMIT("a", "1") COMMIT("b", "1"), "HEAD", ""},
	{"clean merge", COMMIT("a", "1") "git checkout -qb x;" COMMIT("x", "x") "git checkout -q main;" COMMIT("m", "m")
	 "git merge -q x;", "HEAD", "HEAD~1"},
	{"clean merge of what is known", COMMIT("a", "1") "git checkout -qb x;" COMMIT("x", "x") "git checkout -q main;" COMMIT("m", "m")
	 "git merge -q x;", "HEAD", "HEAD^1 HEAD^2"},
	{"excluded ones have ancestors", COMMIT("a", "1") "git branch early;" COMMIT("b", "2") COMMIT("d", "3") "git branch late;"
	 "git checkout -q early;" COMMIT("e", "4"), "early", "late"},
	{"evil merge", COMMIT("a", "1") "git checkout -qb x;" COMMIT("x", "x") "git checkout -q main;" COMMIT("m", "m")
	 "git merge -q --no-commit x > /dev/null 2>&1; echo evil > e; echo worse >> x; git add .; git commit -qm merge;",
	 "HEAD", "HEAD^1 HEAD^2"},
	{"octopus", COMMIT("a", "1") "for b in x y z; do git checkout -qb $b main; echo $b > $b; git add .; git commit -qm $b; done;"
	 "git checkout -q main;" COMMIT("m", "m") "git merge -q x y z > /dev/null 2>&1;", "HEAD", ""},
	{"unrelated histories", COMMIT("a", "1") "git checkout -q --orphan o; git rm -rqf .;" COMMIT("o", "1"), "HEAD main", ""},
	{"annotated tag", COMMIT("a", "1") "git tag -a -m 'tag text' v1", "v1", ""},
	{"tag of a tag", COMMIT("a", "1") "git tag -am inner v1; git tag -am outer v2 v1 2> /dev/null;", "v2", ""},
	{"tag already there", COMMIT("a", "1") "git tag -am t v1; " COMMIT("a", "2"), "HEAD v1", "v1"},
	{"tags of a tree and a blob", COMMIT("a", "1") COMMIT("d", "2") "git tag -am tree t HEAD^{tree}; git tag -am blob b HEAD:a;"
	 "git tag light HEAD:d", "t b light", ""},
	{"mode and type", COMMIT("a", "1") "chmod +x a; git commit -qam 2; ln -sf x a; git add .; git commit -qm 3; git rm -q a;"
	 "mkdir a;" COMMIT("a/b", "1"), "HEAD", ""},
	{"empty commit, empty message", COMMIT("a", "1") "git commit -q --allow-empty --allow-empty-message -m '';", "HEAD", ""},
	{"odd identity and encoding", "export GIT_AUTHOR_NAME=$(printf 'x\\351'); git config i18n.commitEncoding latin1;"
	 COMMIT("a", "1"), "HEAD", ""},
	{"clocks run backwards", COMMIT("a", "1") "export GIT_COMMITTER_DATE='1600000000 +0000';" COMMIT("b", "2")
	 "export GIT_COMMITTER_DATE='1500000000 +0000';" COMMIT("d", "3") "git branch x HEAD~1;" COMMIT("e", "4"), "HEAD", "x"},
	{"submodule moves", COMMIT("a", "1") "git init -q ../s; git -C ../s commit -q --allow-empty -m s;"
	 "git submodule -q add ../s sub; git commit -qm sub;", "HEAD", ""},
	{"grafts and replace refs hide nothing", COMMIT("a", "1") COMMIT("b", "2") COMMIT("d", "3")
	 "git replace --graft HEAD HEAD~2; git rev-parse HEAD~1 > .git/info/grafts 2> /dev/null", "HEAD", ""},
	{"odd names", "printf x > \"$(printf 'a\\nb')\"; printf y > \"$(printf '\\351')\"; git add .; git commit -qm odd;", "HEAD", ""},
	{"sha256", "rm -rf .git; git init -q --object-format=sha256 .;" COMMIT("a", "1") COMMIT("b", "2") "git tag -am t v1",
	 "v1", "HEAD~1"},
};

static size_t resolve_all(struct secscan_oid *out, size_t size, struct secscan_repo *repo, const char *row, const char *revs)
{
	struct secscan_error err = {0};
	size_t n = 0;

	while (*revs) {
		size_t len = strcspn(revs, " ");
		char *rev = strndup(revs, len);

		ck_assert_uint_lt(n, size);
		ck_assert_msg(secscan_repo_resolve(&out[n++], repo, rev, &err) == 0, "%s: %s: %s", row, rev, err.message);
		free(rev);
		revs += len + (revs[len] == ' ');
	}
	return n;
}

static struct buffer range_of(const struct row *row, struct secscan_repo *repo)
{
	struct secscan_oid include[8], exclude[9];
	struct secscan_error err = {0};
	struct secscan_source *source;
	size_t n = resolve_all(include, 8, repo, row->name, row->include);
	size_t m = resolve_all(exclude, 8, repo, row->name, row->exclude);
	struct buffer out;
	int rc;

	/* What a remote has and we have not is no error. */
	exclude[m] = include[0];
	memset(exclude[m++].id, 0xab, include[0].len);
	rc = secscan_source_range(&source, repo, include, n, exclude, m, &err);
	ck_assert_msg(rc == 0, "%s: %s", row->name, err.message);
	out = dump(row->name, source);
	secscan_source_free(source);
	return out;
}

START_TEST(readers_agree)
{
	const struct row *row = &rows[_i];
	struct buffer a, b;
	struct secscan_repo *any, *git;

	sandbox_begin();
	sh(row->name, row->script);
	any = open_repo(row->name, READER_ANY);
	git = open_repo(row->name, READER_PLUMBING);
	a = range_of(row, any);
	b = range_of(row, git);
	ck_assert_msg(strcmp(a.data, b.data) == 0, "%s:\nfirst reader\n%s\ngit\n%s", row->name, a.data, b.data);
	ck_assert_msg(!strstr(a.data, "error"), "%s: %s", row->name, a.data);
	secscan_buffer_release(&a);
	secscan_buffer_release(&b);
	secscan_repo_free(any);
	secscan_repo_free(git);
}
END_TEST

/* What must and must not be among the items. */
static const struct {
	const char *row;
	const char *has;       /* see assert_facts() */
} facts[] = {
	{"nothing new", "!blob|!message|!identity"},
	{"new since", "name 100644|!@ a"},
	{"clean merge", "blob|x bases -|!m bases"},
	{"clean merge of what is known", "message|!blob|!name"},
	{"excluded ones have ancestors", "@|e bases -|!a bases|!b bases"},
	{"evil merge", "e bases - -|x bases - 2|message"},
	{"added, then removed", "s bases -"},
	{"annotated tag", "message|blob"},
	{"tag already there", "a bases 2"},
	{"moved back and forth", " renamed@|b bases 2"},
	{"moved, two candidates", "m bases -|!renamed"},
	{"moved within a merge", "moved bases - -|!renamed"},
	{"copied", "copy bases -|!renamed"},
	{"folder in the place of what moved into it", " renamed@|a/b bases 2"},
	{"submodule moves", "skipped 160000|submodule|.gitmodules"},
	{"grafts and replace refs hide nothing", "b bases -"},
};

START_TEST(facts_hold)
{
	const struct row *row = rows;
	struct secscan_repo *repo;
	struct buffer out;

	while (strcmp(row->name, facts[_i].row))
		ck_assert_msg(++row < rows + ARRAY_SIZE(rows), "%s: no such row", facts[_i].row);
	sandbox_begin();
	sh(row->name, row->script);
	repo = open_repo(row->name, READER_ANY);
	out = range_of(row, repo);
	assert_facts(row->name, out.data, facts[_i].has);
	secscan_buffer_release(&out);
	secscan_repo_free(repo);
}
END_TEST

static const char random_history[] =
	"s=%d; rnd() { s=$(( (s * 1103515245 + 12345) %% 2147483648 )); k=$(( s / 65536 %% $1 )); };"
	"for i in $(seq 25); do export GIT_COMMITTER_DATE=\"$(( 1700000000 + i * 60 )) +0000\";"
	" rnd 4; if [ $k = 0 ] && [ $i != 1 ]; then rnd 3; git checkout -q b$k 2> /dev/null || git checkout -qb b$k; fi;"
	" rnd 6; if [ $k = 0 ] && [ $i != 1 ]; then rnd 3; git merge -q -X ours -m m b$k > /dev/null 2>&1 || git reset -q --hard; fi;"
	" rnd 5; d=d$k; mkdir -p $d; rnd 6; echo $s > $d/f$k; rnd 8; [ $k != 0 ] || rm -rf d1; git add -A; git commit -q --allow-empty -m $i; done";

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines in order, each once. */
static struct buffer sorted(struct buffer *text)
{
	ARRAY_OF(char *) lines = {0};
	struct buffer out = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	for (char *at = text->data, *end; *at; at = end + 1) {
		end = at + strcspn(at, "\n");
		ck_assert_msg(*end, "a last line without its end");
		*end = '\0';
		*array_push(&lines) = at;
	}
	if (lines.len)
		qsort(lines.items, lines.len, sizeof(*lines.items), by_line);
	for (size_t i = 0; i < lines.len; i++)
		if (!i || strcmp(lines.items[i], lines.items[i - 1]))
			ck_assert_int_eq(secscan_buffer_addf(&out, "%s\n", lines.items[i]), 0);
	array_release(&lines);
	secscan_buffer_release(text);
	return out;
}

/* "oid path" of every blob of a range, by our source and by git's combined raw diffs. */
static struct buffer ours(const char *row, struct secscan_repo *repo, const char *include, const char *exclude)
{
	struct secscan_error err = {0};
	struct secscan_oid in[8], ex[8];
	size_t n = resolve_all(in, 8, repo, row, include), m = resolve_all(ex, 8, repo, row, exclude);
	struct secscan_source *source;
	struct secscan_item item;
	struct buffer out = {0};
	int rc;

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_int_eq(secscan_source_range(&source, repo, in, n, ex, m, &err), 0);
	while ((rc = secscan_source_next(source, &item, &err)) > 0) {
		char hex[SECSCAN_OID_HEX];

		secscan_oid_hex(hex, &item.oid);
		if (item.kind == SECSCAN_ITEM_BLOB || item.kind == SECSCAN_ITEM_LINK)
			ck_assert_int_eq(secscan_buffer_addf(&out, "%s %s\n", hex, item.path), 0);
	}
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	secscan_source_free(source);
	return sorted(&out);
}

static int add_boundary(const struct secscan_oid *oid, int64_t date, void *payload)
{
	char hex[SECSCAN_OID_HEX];

	secscan_oid_hex(hex, oid);
	ck_assert(date > 0);
	return secscan_buffer_addf(payload, "%s\n", hex);
}

static void check_boundary(const char *row, struct secscan_repo *repo, const char *include, const char *exclude)
{
	static const char gits[] = "git rev-list --parents %s --not %s | awk '{ own[$1]; for (i = 2; i <= NF; i++) parents[$i] }"
				   "END { for (p in parents) if (!(p in own)) print p }'";
	struct secscan_error err = {0};
	struct secscan_oid in[8], ex[8];
	struct secscan_range range = {in, resolve_all(in, 8, repo, row, include), ex, resolve_all(ex, 8, repo, row, exclude)};
	struct buffer a = {0}, b;
	char script[400];

	snprintf(script, sizeof(script), gits, include, exclude);
	b = output_of(row, script);
	b = sorted(&b);
	ck_assert_int_eq(secscan_buffer_addstr(&a, ""), 0);
	ck_assert_int_eq(secscan_repo_boundary(repo, &range, add_boundary, &a, &err), 1);
	a = sorted(&a);
	ck_assert_msg(a.len > 0, "%s: no boundary to compare", row);
	ck_assert_msg(strcmp(a.data, b.data) == 0, "%s: boundary\nours\n%s\ngit\n%s", row, a.data, b.data);
	secscan_buffer_release(&a);
	secscan_buffer_release(&b);
	range.exclude = range.include;
	range.n_exclude = range.n_include;
	ck_assert_int_eq(secscan_repo_boundary(repo, &range, add_boundary, NULL, &err), 0);
}

START_TEST(random_ranges_are_gits)
{
	static const char gits[] = "git log --format= --raw -r -c --root --no-renames --no-abbrev --full-history b0 b1 main --not %s |"
				   "sed -E 's/^:+//; s/\\t/ /' | awk '{ n = int((NF - 2) / 2); if ($n != \"000000\") print $(2 * n), $NF }'";
	char script[1200], name[32];
	struct secscan_repo *repo;

	snprintf(name, sizeof(name), "seed %d", _i);
	snprintf(script, sizeof(script), random_history, _i * 104729 + 1);
	sandbox_begin();
	sh(name, script);
	sh(name, "git branch -q b0 2> /dev/null || :; git branch -q b1 2> /dev/null || :; git branch -q main 2> /dev/null || :;"
	         "git branch -f old $(git rev-list --date-order b0 b1 main | sed -n 9p)");
	repo = open_repo(name, _i % 2 ? READER_PLUMBING : READER_ANY);
	for (int part = 0; part < 2; part++) {
		struct buffer a, b;

		snprintf(script, sizeof(script), gits, part ? "old" : "");
		b = output_of(name, script);
		b = sorted(&b);
		a = ours(name, repo, "b0 b1 main", part ? "old" : "");
		ck_assert_msg(a.len > 100 || part, "%s: hardly anything to compare", name);
		ck_assert_msg(strcmp(a.data, b.data) == 0, "%s:\nours\n%s\ngit\n%s", name, a.data, b.data);
		secscan_buffer_release(&a);
		secscan_buffer_release(&b);
	}
	check_boundary(name, repo, "b0 b1 main", "old");
	secscan_repo_free(repo);
}
END_TEST

struct places {
	struct secscan_repo *repo;
	struct buffer text;
	const char *row;
};

/* A place must hold its blob. */
static int check_place(const struct secscan_oid *blob, const char *commit, const char *path, void *payload)
{
	struct places *p = payload;
	struct secscan_error err = {0};
	struct secscan_oid at, tree, oid;
	enum object_type type;
	char hex[SECSCAN_OID_HEX];
	unsigned mode;

	secscan_oid_hex(hex, blob);
	ck_assert_int_eq(secscan_buffer_addf(&p->text, "%s %s %s\n", hex, commit, path), 0);
	ck_assert_int_eq(secscan_oid_parse(&at, commit, strlen(commit)), 0);
	ck_assert_int_eq(secscan_repo_peel(&tree, &type, p->repo, &at, OBJECT_TREE, &err), 0);
	ck_assert_msg(secscan_tree_find(&oid, &mode, p->repo, &tree, path, &err) == 1, "%s: %s", p->row, path);
	ck_assert_msg(secscan_oid_equal(&oid, blob), "%s: another blob at %s", p->row, path);
	return 0;
}

/* Places are asked for twice: the second time the trees went by already, and are read one by one. */
static struct buffer history_of(const char *row, struct buffer *blobs, struct secscan_repo *repo)
{
	struct places places = {.repo = repo, .row = row}, again = places;
	ARRAY_OF(struct secscan_oid) all = {0};
	struct secscan_error err = {0};
	struct secscan_source *source;
	struct secscan_item item;
	int rc;

	ck_assert_int_eq(secscan_buffer_addstr(blobs, ""), 0);
	ck_assert_int_eq(secscan_source_history(&source, repo, &err), 0);
	while ((rc = secscan_source_next(source, &item, &err)) > 0) {
		char hex[SECSCAN_OID_HEX];

		secscan_oid_hex(hex, &item.oid);
		ck_assert_int_eq(secscan_buffer_addf(blobs, "%s %zu\n", hex, item.len), 0);
		*array_push(&all) = item.oid;
	}
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	ck_assert_int_eq(secscan_buffer_addstr(&places.text, ""), 0);
	rc = secscan_source_places(source, all.items, all.len, check_place, &places, &err);
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	ck_assert_int_eq(secscan_buffer_addstr(&again.text, ""), 0);
	rc = secscan_source_places(source, all.items, all.len, check_place, &again, &err);
	ck_assert_msg(rc == 0, "%s: %s", row, err.message);
	ck_assert_msg(strcmp(places.text.data, again.text.data) == 0, "%s: places\n%s\n%s", row, places.text.data, again.text.data);
	secscan_buffer_release(&again.text);
	secscan_source_free(source);
	array_release(&all);
	return places.text;
}

START_TEST(history_is_gits)
{
	static const char *const blobs_of_git = "git cat-file --batch-all-objects --batch-check='%(objecttype) %(objectname) %(objectsize)' |"
						"sed -n 's/^blob //p'";
	static const char *const reachable = "git rev-list --objects --all --reflog --no-object-names | git cat-file --batch-check |"
					     "sed -n 's/ blob .*//p'";
	/* as it comes: all blobs by git, places by libgit2; then each alone */
	static const enum repo_reader readers[] = {READER_ANY, READER_LIBGIT2, READER_PLUMBING};
	struct buffer expected[2], got[ARRAY_SIZE(readers)] = {{0}}, places[ARRAY_SIZE(readers)], blobs = {0};
	char script[1200], name[32];

	snprintf(name, sizeof(name), "seed %d", _i);
	snprintf(script, sizeof(script), random_history, _i * 7907 + 3);
	sandbox_begin();
	sh(name, script);
	sh(name, "echo unreachable | git hash-object -w --stdin > /dev/null; [ $(( $$ % 2 )) = 0 ] || git gc -q --prune=never;"
	         "echo first >> d0/s 2> /dev/null || echo first > s; git add -A; git stash -q; echo second > s2; git add -A; git stash -q;"
	         "git worktree add -q --detach ../w; cd ../w; echo detached > only-there; git add .; git commit -qm there");
	expected[0] = output_of(name, blobs_of_git);
	expected[0] = sorted(&expected[0]);
	expected[1] = output_of(name, reachable);
	expected[1] = sorted(&expected[1]);
	for (size_t i = 0; i < ARRAY_SIZE(readers); i++) {
		struct secscan_repo *repo = open_repo(name, readers[i]);

		places[i] = history_of(name, &got[i], repo);
		got[i] = sorted(&got[i]);
		ck_assert_msg(strcmp(got[i].data, expected[0].data) == 0, "%s: reader %zu has other blobs", name, i);
		ck_assert_msg(strcmp(places[i].data, places[0].data) == 0, "%s: places\n%s\n%s", name, places[0].data, places[i].data);
		secscan_repo_free(repo);
	}
	ck_assert_int_eq(secscan_buffer_addstr(&blobs, ""), 0);
	for (char *at = places[0].data; *at; at += strcspn(at, "\n") + 1)
		ck_assert_int_eq(secscan_buffer_addf(&blobs, "%.40s\n", at), 0);
	blobs = sorted(&blobs);
	ck_assert_msg(strcmp(blobs.data, expected[1].data) == 0, "%s: placed\n%s\nreachable\n%s", name, blobs.data, expected[1].data);
	ck_assert_ptr_nonnull(strstr(places[0].data, "only-there"));
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++)
		secscan_buffer_release(&expected[i]);
	for (size_t i = 0; i < ARRAY_SIZE(readers); i++) {
		secscan_buffer_release(&got[i]);
		secscan_buffer_release(&places[i]);
	}
	secscan_buffer_release(&blobs);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("range");
	TCase *tcase = tcase_create("range");

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, NULL, sandbox_end);
	tcase_add_loop_test(tcase, readers_agree, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, facts_hold, 0, (int)ARRAY_SIZE(facts));
	tcase_add_loop_test(tcase, random_ranges_are_gits, 0, 8);
	tcase_add_loop_test(tcase, history_is_gits, 0, 4);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
