git init -q --object-format=sha256 repo
cd repo
install_hooks
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
