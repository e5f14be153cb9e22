# list, test and compile; what fails a proof is said with its place, and never with what was drawn.
exits 0 secscan rules list --kind secret
says 'github-pat-classic ' ' critical '
exits 0 secscan rules list --kind pii --format jsonl
secscan rules list --format jsonl > list
grep -qF '{"id":"npm-token","kind":"secret","severity":"critical","name":"npm access token","cwe":"","remedy":"' list
mkdir -p own/secrets
cat > own/secrets/zoo.ini << 'INI'
[zebra]
name     = Zebra
severity = low
pattern  = \bzebra_[0-9]{4}\b
remedy   = Feed it.
sample   = zebra_{digit*4}
sample   = x zebra_{digit*4}
sample   = zebra-{digit*4}
not      = zebra_{digit*3}
not      = azebra_{digit*4}
not      = zebra_{digit*4}
INI
exits 1 secscan rules test own
says 'own/secrets/zoo.ini:8: [zebra] sample 3: the rule does not find it' '    sample = zebra-{digit*4}' \
	'own/secrets/zoo.ini:11: [zebra] not 3: zebra is found' '1 rule, 3 samples, 3 nots: 2 failed'
grep -qE 'zebra[-_][0-9]' "$OUT" && fail 'what was drawn is printed'
exits 1 secscan rules test own/secrets/zoo.ini
cp own/secrets/zoo.ini zoo.ini
exits 2 secscan rules test zoo.ini
says 'what kind of rules does zoo.ini hold' --kind
exits 1 secscan rules test --kind secret zoo.ini
sed -i 's/severity = low/severity = lwo/' zoo.ini
exits 2 secscan rules compile --kind secret zoo.ini
says 'zoo.ini:3:12: ' SEC-204
sed -i 's/severity = lwo/severity = low/' zoo.ini
exits 0 secscan rules compile --kind secret --output made zoo.ini
says '1 rule compiled into made'
[ "$(stat -c %a made)" = 600 ] || fail 'others can read it'
exits 3 secscan rules compile own/none
exits 3 secscan rules compile --kind secret nowhere.ini
says 'nowhere.ini: there is no such file'
sed 's/^pattern .*/trigger  = zebra_[0-9]{4}\npattern  = (?<=z+)ebra_[0-9]{4}/' own/secrets/zoo.ini > zoo.ini
exits 2 secscan rules compile --kind secret zoo.ini
says '[zebra]: PCRE2 refuses' SEC-209
exits 2 secscan rules test --kind secret zoo.ini
