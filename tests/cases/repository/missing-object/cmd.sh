# What is staged cannot be read: not judged, not let through.
new_repo
token_file a.txt
git add a.txt
object=$(git rev-parse :a.txt | sed 's|..|&/|')
rm -f ".git/objects/$object"
exits 3 .git/hooks/pre-commit
says a.txt
