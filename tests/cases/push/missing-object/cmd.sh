new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m change
object=$(git rev-parse HEAD:a.txt | sed 's|..|&/|')
rm -f ".git/objects/$object"
printf 'refs/heads/main %s refs/heads/main %s\n' "$(git rev-parse HEAD)" "$(git rev-parse HEAD~1)" > "$SCRATCH/lines"
exits 3 sh -c ".git/hooks/pre-push origin url < $SCRATCH/lines"
