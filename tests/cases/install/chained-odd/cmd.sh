# Something that is no hook stands where one would be kept: nothing is taken for kept, and nothing is left half done.
. "$CASES/install/programs.sh"
bare_repo
printf 'theirs\n' > .git/hooks/pre-commit
mkdir .git/hooks/pre-push.secscan-chained
listing .git/hooks > ../before
exits 2 $install
says 'pre-push' 'neither a file nor a link' 'nothing was installed'
listing .git/hooks | cmp - ../before
rmdir .git/hooks/pre-push.secscan-chained
exits 0 $install
mkdir .git/hooks/pre-push.secscan-chained
exits 0 secscan uninstall
[ "$(cat .git/hooks/pre-commit)" = theirs ] || fail 'their hook is not back'
[ ! -e .git/hooks/pre-push ] || fail 'ours is left'
