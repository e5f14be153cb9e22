# A replace ref shows a clean blob where the commit will hold the other.
new_repo
token_file a.txt
git add a.txt
real=$(git rev-parse :a.txt)
clean=$(echo harmless | git hash-object -w --stdin)
git replace "$real" "$clean"
commit_must_fail a.txt:2
# The same where git reads for us.
git update-index --split-index
ls .git/sharedindex.* > "$SCRATCH/shared"
commit_must_fail a.txt:2
