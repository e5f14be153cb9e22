# Into a new repository, twice, then out again: nothing is left.
. "$CASES/install/programs.sh"
bare_repo
listing .git/hooks > ../before
exits 0 $install
says 'pre-commit  installed' 'commit-msg  installed' 'pre-push    installed' "$PWD/.git/hooks"
for hook in pre-commit commit-msg pre-push; do
	[ -x .git/hooks/$hook ] || fail "$hook is not executable"
	[ ! -L .git/hooks/$hook ] || fail "$hook is a link"
	head -c "$(stat -c %s ../../programs/secscan-$hook)" .git/hooks/$hook | cmp - ../../programs/secscan-$hook
done
listing .git/hooks > ../installed
exits 0 $install
says 'pre-commit  is installed already'
listing .git/hooks | cmp - ../installed
exits 0 $doctor
says 'pre-commit  refuses a made-up token' 'commit-msg  refuses' 'pre-push    refuses' 'All hooks do their work.'
exits 0 secscan uninstall
listing .git/hooks | cmp - ../before
exits 0 secscan uninstall
says 'is not installed'
[ -z "$(ls -A "$TMPDIR")" ] || fail 'something is left in TMPDIR'
