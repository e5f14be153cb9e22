new_repo
new_remote
commit_must_pass --allow-empty -m two
push_must_pass
git reset -q --hard HEAD~1
token_file a.txt
git add .
commit_unseen -m other
push_must_fail a.txt:2 --force origin main
push_must_fail a.txt:2 origin +main
