# Installed, and then core.hooksPath leads git elsewhere.
. "$CASES/install/programs.sh"
bare_repo
exits 0 $install
mkdir elsewhere
git config core.hooksPath elsewhere
exits 1 $doctor
says "pre-commit  is installed in $PWD/.git/hooks, but git looks in $PWD/elsewhere (core.hooksPath)"
exits 1 env GIT_DIR=.git $doctor
