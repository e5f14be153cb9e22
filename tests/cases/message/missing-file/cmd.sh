new_repo
exits 3 .git/hooks/commit-msg .git/nowhere
exits 2 .git/hooks/commit-msg
exits 2 .git/hooks/commit-msg one two
