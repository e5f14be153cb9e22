# libgit2 cannot read it and git is not to be found: not let through.
new_repo --object-format=sha256
token_file a.txt
git add a.txt
exits 3 env PATH=/nonexistent .git/hooks/pre-commit
