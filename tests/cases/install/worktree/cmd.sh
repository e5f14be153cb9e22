# Linked worktrees share the hooks; a submodule has its own, behind a file .git.
. "$CASES/install/programs.sh"
bare_repo
git commit -q --allow-empty -m base
git worktree add -q ../linked
git init -q --template= ../inner
git -C ../inner commit -q --allow-empty -m base
git submodule --quiet add "$SCRATCH/work/inner" sub
rm -rf .git/hooks .git/modules/sub/hooks
cd ../linked
exits 0 $install
[ -x ../repo/.git/hooks/pre-commit ] || fail 'not in the common folder'
exits 0 $doctor
cd ../repo/sub
exits 0 $install
[ -x ../.git/modules/sub/hooks/pre-commit ] || fail 'not in the folder of the submodule'
mkdir deep && cd deep
exits 0 secscan uninstall
[ ! -e ../../.git/modules/sub/hooks/pre-commit ] || fail 'it is left'
[ -x ../../.git/hooks/pre-commit ] || fail "the other repository's hook is gone"
exits 0 secscan uninstall "$SCRATCH/work/linked"
[ ! -e ../../.git/hooks/pre-commit ] || fail 'it is left'
