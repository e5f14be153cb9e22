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
# A comment that stood alone has been read by nobody as one for this value.
git reset -q --hard
printf '# secscan:allow github-pat-classic reason=comes next\n\n' > b.txt
git add .
commit_must_pass
token 4 >> b.txt
sed -i 2d b.txt
git add .
RULE=github-pat-classic
commit_must_fail b.txt:2
says SEC-011
# A line of the baseline in its place knows the value.
git reset -q
sed -i 1d b.txt
secscan baseline --reason 'a sample' > "$OUT" 2>&1 || fail 'no baseline was made'
git add .secscan .secscan.ini
git commit -q -m baseline > "$OUT" 2>&1 || fail 'the baseline was refused'
git add .
commit_must_pass
# What is less than critical passes, and is listed.
printf '# secscan:allow generic-password-assignment reason=comes next\n' > c.txt
git add .
commit_must_pass
echo "password = \"$(password 2)\"" >> c.txt
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says c.txt:2 'suppressed: '
