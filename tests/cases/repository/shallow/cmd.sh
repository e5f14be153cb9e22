new_repo
commit_must_pass --allow-empty -m two
cd ..
git clone -q --depth 1 "file://$PWD/repo" shallow
cd shallow
install_hooks
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
