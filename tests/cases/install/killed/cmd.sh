# Killed in the middle of writing: the hook that was there still stands, and whoever comes next takes away what is left.
. "$CASES/install/programs.sh"
bare_repo
printf '#!/bin/sh\nexit 0\n' > .git/hooks/commit-msg
chmod 751 .git/hooks/commit-msg
listing .git/hooks > ../before
cp "$SCRATCH/programs/secscan-commit-msg" ../small
head -c 300000 /dev/zero | tr '\0' '#' >> "$SCRATCH/programs/secscan-commit-msg"
mv "$SCRATCH/programs/secscan-commit-msg" ../large
# killed: by a signal that nobody can be ready for, when 100 KiB of 300 are written
killed() {
	cp ../large "$SCRATCH/programs/secscan-commit-msg"
	code=0
	sh -c "ulimit -c 0; ulimit -f 200; exec $install" > "$OUT" 2>&1 || code=$?
	[ "$code" = 153 ] || fail "exit code $code"
	cp ../small "$SCRATCH/programs/secscan-commit-msg"
	[ "$(ls .git/hooks | grep -c '^commit-msg.secscan-new-')" = 1 ] || fail 'not one new file is left'
	[ "$(stat -c %a .git/hooks/commit-msg)" = 751 ] || fail 'their hook does not stand'
	[ ! -e .git/hooks/commit-msg.secscan-chained ] || fail 'their hook is put aside before ours can take its place'
}
nothing_left() {
	says 'commit-msg  an installation was cut off here'
	! ls .git/hooks | grep secscan-new || fail 'it is still there'
}
killed
exits 1 $doctor
nothing_left
killed
exits 0 secscan uninstall
nothing_left
listing .git/hooks | cmp - ../before
killed
# Twice, and the third time all is well.
killed
exits 0 $install
says 'the hook that was there is kept'
nothing_left
exits 0 secscan uninstall
listing .git/hooks | cmp - ../before
# What somebody is still writing, and what is not ours, is left alone.
: > .git/hooks/commit-msg.secscan-new-abcdef
: > .git/hooks/commit-msg.secscan-new-of-mine
ln -s ../config .git/hooks/pre-push.secscan-new-abcdef
listing .git/hooks > ../before
exits 0 flock .git/hooks/commit-msg.secscan-new-abcdef secscan uninstall
says_not 'cut off'
listing .git/hooks | cmp - ../before
