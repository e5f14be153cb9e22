# git asks pre-commit neither for am, cherry-pick, rebase nor revert: the push is where what they bring is judged.
new_repo
new_remote
git switch -q -c side
token_file a.txt
git add .
commit_unseen -m token
git format-patch -q -1 -o "$SCRATCH/patches"
again() {
	git switch -q -C "$1" origin/main
}
again cherry-picked
git cherry-pick side > /dev/null
push_must_fail a.txt:2 origin HEAD
again applied
git am -q "$SCRATCH"/patches/*.patch
push_must_fail a.txt:2 origin HEAD
again rebased
git commit -q --allow-empty -m other
git rebase -q HEAD side > "$OUT" 2>&1 || fail 'no rebase'
push_must_fail a.txt:2 origin HEAD:refs/heads/rebased
git rm -q a.txt
commit_unseen -m gone
git revert --no-edit HEAD > /dev/null
push_must_fail a.txt:2 origin HEAD:refs/heads/reverted
again fixed-up
git merge -q --no-ff -m merge side
push_must_fail a.txt:2 origin HEAD
# pre-commit is asked for these.
again by-commit
token_file b.txt 2
git add .
commit_must_fail b.txt:2 --fixup HEAD
commit_must_fail b.txt:2 --squash HEAD -m x
commit_must_fail b.txt:2 --amend -m x
commit_must_fail b.txt:2 -C HEAD
