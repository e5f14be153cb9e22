# .git is a file there, the hooks lie in the outer repository.
git init -q sub
git -C sub commit -q --allow-empty -m sub
new_repo
git submodule --quiet add ../sub sub
cd sub
install_hooks
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
