# A rule of the repository's own, from HEAD.
[ -x "$BUILD/cli/secscan" ] || skip 'no command to compile rules with'
new_repo
mkdir -p .secscan/secrets
cat > .secscan/secrets/own.ini << 'RULES'
[own-ticket]
name     = Ticket of our own service
severity = high
pattern  = \bownticket_[0-9a-f]{24}\b
remedy   = Ask for a new one.
sample   = ownticket_{hex*24}
sample   = x=ownticket_{hex*24}
sample   = "ownticket_{hex*24}"
not      = ownticket_{hex*23}
not      = ownticket_{hex*25}
not      = ownticket-{hex*24}
RULES
git add .
git commit -q -m rules > "$OUT" 2>&1 || fail 'the commit was refused'
secscan rules compile > "$OUT" 2>&1 || fail 'the rules were not compiled'
printf 'ownticket_%s\n' "$(token | sha1sum | cut -c1-24)" > a.txt
git add .
RULE=own-ticket
commit_must_fail a.txt:1
