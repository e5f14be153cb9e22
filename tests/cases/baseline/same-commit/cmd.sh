# A line that comes with what it lets pass does not silence a critical finding; anything else it does, and is told.
new_repo
settings '[fingerprint]\nkey = 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n'
token_file a.txt
exits 0 secscan baseline --reason 'let me through'
git add .
commit_must_fail a.txt:2
says SEC-006
git reset -q --hard
rm -f a.txt
printf 'password = "%s"\n' "$(password)" > b.cfg
exits 0 secscan baseline --reason 'let me through'
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says 'suppressed: ' b.cfg:1 '1 of them by this change' SEC-015 'let me through'
check_no_secret
