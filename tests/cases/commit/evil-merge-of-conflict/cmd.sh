new_repo
git switch -q -c side
echo side > base.txt
commit_must_pass -a -m side
git switch -q main
echo main > base.txt
commit_must_pass -a -m main
! git merge -q side > /dev/null 2>&1
{ echo side && token && echo main; } > base.txt
git add base.txt
commit_must_fail base.txt:2
printf 'side\nmain\n' > base.txt
git add base.txt
commit_must_pass
