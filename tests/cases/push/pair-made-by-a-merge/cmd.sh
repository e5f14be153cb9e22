# Each part of a pair is old to one parent, the pair to neither: the merge brings it together.
new_repo
RULE=twilio-auth-token-beside-sid
printf 'a\n\nb\n\nc\n' > a.txt
git add .
commit_unseen -m a
new_remote
git switch -q -c side
printf 'a\n\nb\nword %s\n\nc\n' "$(hex 5)" > a.txt
commit_must_pass -a -m token
git switch -q main
printf 'a\naccount %s # secscan:allow twilio-account-sid reason=an id\n\nb\n\nc\n' "AC$(hex 4)" > a.txt
commit_unseen -a -m id
git merge -q --no-commit side > "$OUT" 2>&1 || fail 'no merge'
commit_must_fail a.txt:5
commit_unseen -m merge
push_must_fail a.txt:5
exits 1 secscan check main~..main

# Where one parent had the pair, a merge brings nothing new.
git push -q --no-verify origin main
git switch -q -c other main
echo other > other.txt
git add .
commit_must_pass -m other
git switch -q main
sed -i 's/^c$/C/' a.txt
git commit -q -a -m 'the pair is old' > "$OUT" 2>&1 || fail 'the commit was refused'
git merge -q -m merge other
git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
