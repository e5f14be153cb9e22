# By URL there are no tracking refs, but the remote's own tip is on stdin.
new_repo
new_remote
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2 "$SCRATCH/remote.git" main
