# What nobody could tell from any other 32 digits becomes a secret when its id comes to stand beside it.
new_repo
RULE=twilio-auth-token-beside-sid
printf 'one\nword %s\nthree\n' "$(hex 5)" > a.txt
git add a.txt
commit_must_pass
printf 'account %s\n' "AC$(hex 4)" >> a.txt
git add a.txt
commit_must_fail a.txt:2:6
git commit -q --no-verify -m unseen

sed -i '1s/one/ONE/; 3s/three/THREE/' a.txt
git add a.txt
git commit -q -m 'the pair is old' > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
exits 1 secscan scan --history
says "[$RULE]"
