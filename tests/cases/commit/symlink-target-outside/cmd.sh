# The link's own text is judged; what it points to is not read.
new_repo
token_file "$SCRATCH/outside.txt"
ln -s "$SCRATCH/outside.txt" link
git add link
commit_must_pass
