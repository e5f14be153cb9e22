# Writing fails in the middle: their hooks are where they were, no half of ours is left, and the next try goes through.
. "$CASES/install/programs.sh"
bare_repo
printf '#!/bin/sh\nexit 0\n' > .git/hooks/commit-msg
chmod 751 .git/hooks/commit-msg
head -c 300000 /dev/zero | tr '\0' '#' >> "$SCRATCH/programs/secscan-commit-msg"
listing .git/hooks > ../before
exits 3 sh -c "ulimit -f 200; trap '' XFSZ; $install"
says 'commit-msg' 'File too large' SEC-901
rm .git/hooks/pre-commit
listing .git/hooks | cmp - ../before
exits 0 $install
says 'the hook that was there is kept'
exits 0 secscan uninstall
listing .git/hooks | cmp - ../before
