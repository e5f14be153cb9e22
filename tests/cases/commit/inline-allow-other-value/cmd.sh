# A comment speaks for what stood beside it; another value there is found, and so is a second one.
new_repo
old=$(token 1)
printf '# secscan:allow %s reason=a sample\n%s\nend\n' "$RULE" "$old" > a.txt
git add .
commit_unseen -m old
sed -i "2s/.*/$(token 2)/" a.txt
git add .
commit_must_fail a.txt:2
says SEC-019
sed -i "2s/.*/$old $(token 3)/" a.txt
git add .
commit_must_fail a.txt:2:42
says SEC-019 '1 finding to fix'
sed -i "2s/.*/now $old/" a.txt
git add .
commit_must_pass
# Another rule is not spoken for.
sed -i "2s/.*/now $old password = \"$(password)\"/" a.txt
git add .
RULE=generic-password-assignment
commit_must_fail a.txt:2:46
# Where the comment stood alone it was landed for what comes now.
git reset -q --hard
printf '# secscan:allow github-pat-classic reason=comes next\n\n' > b.txt
git add .
commit_must_pass
token 4 >> b.txt
sed -i 2d b.txt
git add .
commit_must_pass
