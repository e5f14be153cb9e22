# A replace ref makes HEAD look as if the token were old.
new_repo
token_file a.txt
git add a.txt
tree=$(git write-tree)
fake=$(git commit-tree -m fake "$tree")
git replace -f "$(git rev-parse HEAD)" "$fake"
commit_must_fail a.txt:2
# The same where git reads for us.
git update-index --split-index
ls .git/sharedindex.* > "$SCRATCH/shared"
commit_must_fail a.txt:2
