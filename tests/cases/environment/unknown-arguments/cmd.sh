new_repo
exits 2 .git/hooks/pre-commit --what
exits 2 .git/hooks/pre-commit one two
