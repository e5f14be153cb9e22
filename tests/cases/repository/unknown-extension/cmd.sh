# Nobody can read it: not judged, not let through.
new_repo
hook=$PWD/.git/hooks/pre-commit
token_file a.txt
git add a.txt
git config core.repositoryFormatVersion 1
git config extensions.tomorrow true
exits 3 "$hook"
