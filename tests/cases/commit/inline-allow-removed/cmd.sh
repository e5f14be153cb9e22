# Who takes the comment away brings the secret back.
new_repo
printf 'one\n# secscan:allow %s reason=a sample of the docs\n%s\nfour\n' "$RULE" "$(token)" > a.txt
git add a.txt
commit_unseen -m old
sed -i 2d a.txt
git add a.txt
commit_must_fail a.txt:2
