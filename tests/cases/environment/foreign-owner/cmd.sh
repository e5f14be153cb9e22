# A repository of somebody else is read by neither git nor us until the user says that it is safe.
[ "$(id -u)" = 0 ] || skip 'only root can give a folder away'
new_repo
token_file a.txt
git add a.txt
chown -R 12345:12345 .
exits 3 .git/hooks/pre-commit
git config --global safe.directory "$PWD"
exits 1 .git/hooks/pre-commit
says a.txt:2
