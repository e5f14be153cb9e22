# The shape is right, the checksum is not: seen, said, not blocked.
new_repo
mktoken broken | tee -a "$SECRETS" > a.txt
git add a.txt
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says a.txt:1 "$RULE"
check_no_secret
