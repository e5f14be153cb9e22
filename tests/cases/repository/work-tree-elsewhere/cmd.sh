new_repo
mkdir "$SCRATCH/elsewhere"
export GIT_DIR="$PWD/.git" GIT_WORK_TREE="$SCRATCH/elsewhere"
cd "$SCRATCH/elsewhere"
git checkout -q -f
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
