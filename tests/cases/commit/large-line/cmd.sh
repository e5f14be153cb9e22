new_repo
{ head -c 1100000 /dev/zero | tr '\0' 'x' && printf ' ' && token; } > a.txt
git add a.txt
commit_must_fail a.txt:1
