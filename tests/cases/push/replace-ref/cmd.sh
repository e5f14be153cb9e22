# The push sends the real commit, whatever a replace ref shows here.
replaced() {
	token_file a.txt
	git add .
	commit_unseen -m change
	real=$(git rev-parse HEAD)
	clean=$(git commit-tree -p HEAD~1 -m clean 'HEAD~1^{tree}')
	git replace "$real" "$clean"
	push_must_fail a.txt:2
}
new_repo
new_remote
replaced
# The same where git reads for us.
cd ..
rm -rf repo "$SCRATCH/remote.git"
new_repo --object-format=sha256
new_remote --object-format=sha256
replaced
