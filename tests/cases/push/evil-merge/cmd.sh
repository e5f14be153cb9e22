new_repo
new_remote
git switch -q -c side
echo side > side.txt
git add .
commit_must_pass
git switch -q main
echo main > main.txt
git add .
commit_must_pass
git merge -q --no-commit --no-ff side 2> /dev/null
token_file side.txt
git add side.txt
commit_unseen -m merge
push_must_fail side.txt:2
