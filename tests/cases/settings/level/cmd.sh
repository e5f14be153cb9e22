# What a finding means is a setting.
new_repo
settings '[secrets]\ncritical-verified = review\n'
token_file a.txt
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says a.txt:2 "$RULE"
check_no_secret
