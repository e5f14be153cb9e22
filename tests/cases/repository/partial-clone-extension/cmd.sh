new_repo
git config core.repositoryFormatVersion 1
git config extensions.partialClone origin
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
