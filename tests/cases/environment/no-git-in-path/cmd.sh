# libgit2 reads this one; no child is needed.
new_repo
token_file a.txt
git add a.txt
exits 1 env PATH=/nonexistent .git/hooks/pre-commit
says a.txt:2
