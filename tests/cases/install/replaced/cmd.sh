# Another tool put its hook over ours: it is not ours to take away, and the one kept is not lost.
. "$CASES/install/programs.sh"
bare_repo
echo first > .git/hooks/pre-commit
exits 0 $install
echo second > .git/hooks/pre-commit
exits 2 $install
says SEC-503 'one already kept'
[ "$(cat .git/hooks/pre-commit) $(cat .git/hooks/pre-commit.secscan-chained)" = 'second first' ] || fail 'a hook is lost'
exits 1 $doctor
says 'pre-commit  is a hook of somebody else'
exits 0 secscan uninstall
says 'pre-commit  is not ours and stays'
[ "$(cat .git/hooks/pre-commit) $(cat .git/hooks/pre-commit.secscan-chained)" = 'second first' ] || fail 'a hook is lost'
