# Hooks of others are kept, and come back byte for byte with their mode; a link is moved, not followed.
. "$CASES/install/programs.sh"
bare_repo
printf '#!/bin/sh\nexit 0\n\0binary\n' > .git/hooks/pre-commit
chmod 741 .git/hooks/pre-commit
printf 'linked\n' > target
chmod 755 target
ln -s ../../target .git/hooks/commit-msg
printf 'not executable\n' > .git/hooks/pre-push
listing .git/hooks > ../before
exits 0 $install
says 'kept as pre-commit.secscan-chained and runs first'
[ "$(cat target)" = linked ] || fail 'written through the link'
[ "$(readlink .git/hooks/commit-msg.secscan-chained)" = ../../target ] || fail 'the link was changed'
exits 0 $install
says 'is installed already'
exits 0 $doctor
exits 0 secscan uninstall
says 'the hook that was there before is back'
listing .git/hooks | cmp - ../before

# A link that leads nowhere is kept as well.
rm .git/hooks/*
ln -s nowhere .git/hooks/pre-push
exits 0 $install
exits 0 $install
exits 0 secscan uninstall
[ "$(readlink .git/hooks/pre-push)" = nowhere ] || fail 'the link is lost'
