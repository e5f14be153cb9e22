# The push sends the real commit, whatever a replace ref shows here.
new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m change
real=$(git rev-parse HEAD)
clean=$(git commit-tree -p HEAD~1 -m clean 'HEAD~1^{tree}')
git replace "$real" "$clean"
push_must_fail a.txt:2
