new_repo
cd ..
git clone -q --shared repo shared
cd shared
install_hooks
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
