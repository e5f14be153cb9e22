# Nothing is known of the remote: all history is judged, and the way to accept it is named.
new_repo
token_file a.txt
git add .
commit_unseen -m old
commit_must_pass --allow-empty -m newer
git init -q --bare "$SCRATCH/remote.git"
git remote add origin "$SCRATCH/remote.git"
push_must_fail a.txt:2
says 'secscan check --accept-base'
