# To lengthen a line's life is to add one.
new_repo
token_file a.txt
git add .
commit_unseen -m old
let_pass --expires 2099-01-31
sed -i 's/2099-01-31/2020-01-31/' .secscan/baseline
git add .
commit_unseen -m past
sed -i 's/2020-01-31/2099-01-31/' .secscan/baseline
sed -i 's/^token/the token/' a.txt
git add .
commit_must_fail a.txt:2
says SEC-006 SEC-015
