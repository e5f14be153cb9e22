# What doctor must not take for protection.
. "$CASES/install/programs.sh"
bare_repo
exits 1 $doctor
says 'pre-commit  is not installed; `secscan install` does it'
exits 0 $install
chmod -x .git/hooks/pre-commit
exits 1 $doctor
says 'pre-commit  may not be executed, so git passes over it'
exits 0 $install
exits 0 $doctor
programs "$SCRATCH/programs" 'echo no; exit 1'
exits 0 $install
exits 1 $doctor
says 'pre-push    refuses work in which there is nothing to find'
programs "$SCRATCH/programs" 'case $(git diff --cached; git show; cat "${1:-/dev/null}") in *"token = gh"*) exit 1 ;; esac 2> /dev/null'
exits 0 $install
exits 1 $doctor
says 'refuses a made-up GitHub token without naming its rule'
exits 0 secscan doctor --settings
says '[provenance]' 'review-at'
[ -z "$(ls -A "$TMPDIR")" ] || fail 'something is left in TMPDIR'
