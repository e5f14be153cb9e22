new_repo
git config extensions.worktreeConfig true
git config core.repositoryFormatVersion 1
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
