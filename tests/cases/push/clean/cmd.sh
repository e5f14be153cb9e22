new_repo
new_remote
echo more > more.txt
git add .
commit_must_pass
push_must_pass
git switch -q -c side
commit_must_pass --allow-empty -m side
push_must_pass origin side main
push_must_pass origin :side
