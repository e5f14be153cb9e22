# A hook of others that refuses without a word, or dies: who refused is said, and ours lets nothing through.
. "$CASES/install/programs.sh"
cp "$BUILD"/hooks/secscan-* "$SCRATCH/programs/" 2> /dev/null || :
bare_repo
printf '#!/bin/sh\nexit 4\n' > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
exits 0 $install
echo x > x
git add x
exits 1 git commit -q -m x
says 'pre-commit.secscan-chained, refused' SEC-509
exits 4 .git/hooks/pre-commit
printf '#!/bin/sh\nkill -9 $$\n' > .git/hooks/pre-commit.secscan-chained
exits 1 git commit -q -m x
says SEC-509
printf '#!/nowhere\n' > .git/hooks/pre-commit.secscan-chained
exits 3 .git/hooks/pre-commit
says 'cannot be run: No such file'
printf 'echo no first line; exit 5\n' > .git/hooks/pre-commit.secscan-chained
exits 5 .git/hooks/pre-commit
says 'no first line'
