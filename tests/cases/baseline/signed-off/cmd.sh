# Where the base names who may weaken, a line is signed off by them: in the message, and again at the push.
new_repo
settings '[settings]\nsign-off = Sue Senior <sue@example.com>\n'
token_file a.txt
git add .
commit_unseen -m old
new_remote
secscan baseline --reason 'a sample' > /dev/null
git add .
RULE=settings-sign-off
commit_must_fail .secscan.ini
commit_unseen -m baseline
push_must_fail .secscan.ini
says SEC-015 SEC-026
commit_unseen --amend -m baseline -m 'Reviewed-by: Sue Senior <sue@example.com>'
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
