# What a merge leaves behind is named, with the way out.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass
sed -i '3i <<<<<<< HEAD' .secscan/baseline
git add .
RULE=
! git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was made'
says .secscan/baseline:3:1 'keep the lines of both sides' SEC-213
check_no_secret
