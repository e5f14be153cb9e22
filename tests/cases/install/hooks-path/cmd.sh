# core.hooksPath: into the working tree nothing is written, out of the repository only when that is meant.
. "$CASES/install/programs.sh"
bare_repo
mkdir .githooks "$SCRATCH/shared hooks"
git config core.hooksPath .githooks
exits 2 $install
says "$SCRATCH/programs/secscan-pre-commit \"\$@\"" SEC-504 "$PWD/.githooks"
[ -z "$(ls -A .githooks .git/hooks | grep -v :)" ] || fail 'something was written'
ln -s "$PWD/.githooks" "$SCRATCH/link"
git config core.hooksPath "$SCRATCH/link"
exits 2 $install
says SEC-504
git config core.hooksPath "$SCRATCH/shared hooks"
exits 2 $install
says --shared SEC-514
[ -z "$(ls -A "$SCRATCH/shared hooks")" ] || fail 'something was written'
exits 0 $install --shared
exits 0 $doctor
says 'core.hooksPath'
[ -x "$SCRATCH/shared hooks/pre-push" ] || fail 'not where git looks'
exits 0 secscan uninstall
[ -z "$(ls -A "$SCRATCH/shared hooks")" ] || fail 'something is left'
git config core.hooksPath .git/my-hooks
exits 0 $install
[ -x .git/my-hooks/pre-push ] || fail 'not where git looks'
git config core.hooksPath '~/hooks'
exits 0 $install --shared
[ -x "$HOME/hooks/pre-commit" ] || fail 'not where git looks'
