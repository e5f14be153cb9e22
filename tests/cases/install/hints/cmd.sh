# How to wire us into other tools is said where they are used.
. "$CASES/install/programs.sh"
bare_repo
exits 0 $install
says_not husky lefthook 'pre-commit is used'
mkdir .husky && : > lefthook.yml && : > .pre-commit-config.yaml
exits 0 $install
says 'husky is used here' "    $SCRATCH/programs/secscan-pre-push \"\$@\"" 'lefthook is used here' \
	"secscan-commit-msg {1}" 'pre-commit is used here' "entry: $SCRATCH/programs/secscan-pre-commit"
# As husky sets it up: doctor sees the line and tries the program.
mkdir .husky/_
git config core.hooksPath .husky/_
for hook in pre-commit commit-msg pre-push; do
	echo 'husky' > .husky/_/$hook
	echo "$SCRATCH/programs/secscan-$hook \"\$@\"" > .husky/$hook
done
exits 0 $doctor
says 'pre-commit  is of another tool, which names secscan-pre-commit'
: > .husky/pre-push
: > lefthook.yml
exits 1 $doctor
says 'pre-push    is installed in'
rm .git/hooks/pre-push
exits 1 $doctor
says 'pre-push    is a hook of somebody else that does not call secscan-pre-push'
