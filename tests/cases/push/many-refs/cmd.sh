new_repo
new_remote
for i in $(seq 1 150); do git branch "b$i"; done
token_file a.txt
git add .
commit_unseen -m change
git branch z
push_must_fail a.txt:2 --all origin
