# A clear error with its place; what cannot be understood does not judge.
new_repo
printf '[allow]\npth = fixtures/*\n' > .secscan.ini
git add .
RULE=
commit_must_fail .secscan.ini:2
says allow.path
printf '[allow\n' > .secscan.ini
git add .
commit_must_fail .secscan.ini:1
