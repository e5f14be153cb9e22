# No HEAD yet.
git init -q repo
cd repo
install_hooks
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
