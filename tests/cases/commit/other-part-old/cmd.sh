# A secret that can be told only by the id beside it: the id is old, even allowed, the secret is new.
new_repo
RULE=twilio-auth-token-beside-sid
sid=AC$(hex 4)
printf 'one\ntwo\naccount %s # secscan:allow twilio-account-sid reason=an id\n' "$sid" > a.txt
git add a.txt
commit_unseen -m old
printf '4\n5\nword %s\n' "$(hex 5)" >> a.txt
git add a.txt
commit_must_fail a.txt:6:6
says 'Twilio auth token beside its account SID'
says_not '[twilio-account-sid]'

git reset -q --hard
printf '4\n5\n6\nword %s\n' "$(hex 5)" >> a.txt
git add a.txt
commit_must_pass -m 'four lines below it may be anything'

printf 'word %s\n' "$(hex 5)" | base64 -w0 > b.txt
printf '\n%s\n' "$sid" >> b.txt
git add b.txt
git commit -q -m 'what is encoded is looked through for an id of its own' > "$OUT" 2>&1 || fail 'the commit was refused'
