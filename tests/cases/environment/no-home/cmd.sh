new_repo
token_file a.txt
git add a.txt
exits 1 env -u HOME .git/hooks/pre-commit
says a.txt:2
