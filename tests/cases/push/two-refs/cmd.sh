# The second one holds the token.
new_repo
new_remote
git switch -q -c one
commit_must_pass --allow-empty -m one
git switch -q -c two main
token_file a.txt
git add .
commit_unseen -m two
push_must_fail a.txt:2 origin one two
push_must_fail a.txt:2 origin two one
