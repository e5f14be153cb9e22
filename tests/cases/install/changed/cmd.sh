# A hook of ours that somebody changed is neither written over nor taken away.
. "$CASES/install/programs.sh"
bare_repo
exits 0 $install
sed -i '2s/.*/# mine now/' .git/hooks/commit-msg
listing .git/hooks > ../before
exits 2 $install
says '.git/hooks/commit-msg' SEC-506 'nothing was installed'
listing .git/hooks | cmp - ../before
exits 1 $doctor
says 'commit-msg  was changed since we installed it'
exits 1 secscan uninstall
says 'commit-msg  was changed since we installed it and is left alone'
[ ! -e .git/hooks/pre-commit ] || fail 'pre-commit is left'
grep -q 'mine now' .git/hooks/commit-msg
