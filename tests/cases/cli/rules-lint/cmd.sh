# What is refused outright, with its place; then what compiles and is lossy, costly or known already.
exits 0 secscan rules list --kind secret
mkdir -p own/secrets
# rule PATTERN [TRIGGER]
rule() {
	cat > own/secrets/zoo.ini << INI
[zebra]
name     = Zebra
severity = low
pattern  = $1
${2:+trigger  = $2}
remedy   = Feed it.
sample   = {mark}zebra_{digit*4}
sample   = x zebra_{digit*4}
sample   = y zebra_{digit*4}
not      = zebra_{digit*3}
not      = azebra_{digit*4}
not      = zebra_{lower*4}
INI
}
place=own/secrets/zoo.ini

rule '\bzebra_[0-9]{4}\b'
exits 0 secscan rules lint own
says '1 rule, 0 remarks'
sed -i 's/= low/= lwo/' $place
exits 2 secscan rules lint own
says "$place:3:12: " 'expected low, medium, high or critical' SEC-204
rule '[0-9]{4}z'
exits 2 secscan rules lint own
says "$place:4:12: " 'every match must contain a literal of 4 bytes' SEC-207
rule '[\w.-]{0,50}zebra_[0-9]{4}'
exits 2 secscan rules lint own
says "$place:4:12: " 'starts with a repeated class or wildcard: drop it'
rule 'zebra_(?![0-9])'
exits 2 secscan rules lint own
says "$place:4:12: " 'look-around needs a `trigger` without it'

rule '\bzebra[_:][0-9]{4}(?![0-9])' 'zebra_[0-9]{4}'
exits 1 secscan rules lint own
says "$place:5:12: [zebra] lossy: " 'Every match must contain the trigger'
rule '\bzebra_[0-9]{4}[a-z]{9000}(?![a-z])x{2,}' 'xx'
exits 2 secscan rules lint own
rule '\bzebra_[0-9]{4}[a-z]{9000}(?![a-z]);stripes' ';stripes'
exits 1 secscan rules lint own
says "$place:5:12: [zebra] lossy: " 'near the start'
rule '\bzebra_[0-9]{4}[a-z]{0,3000}(?![a-z]);stripes' ';stripes'
exits 1 secscan rules lint own
says "$place:5:12: [zebra] costly: " 'bytes before its end are searched'
rule '\bZEBRA_KEY\s{0,4}=\s{0,4}[rb]?"((?:zebra-)?[^"\s<>]{40,80})"'
exits 1 secscan rules lint own
says "$place:4:12: [zebra] costly: it adds " 'Give a `trigger` of a literal and little more'

rule '\bghp_[0-9A-Za-z]{36}\b'
exits 1 secscan rules lint own
says "$place:4:12: [zebra] the built-in rule [github-pat-classic] has this very pattern"
rule '\bgh[p]_[0-9A-Za-z]{36}\b'
sed -i 's/^sample   = {mark}zebra.*/sample   = ghp_{base62*30}{crc32-base62}/; /azebra/d' $place
exits 1 secscan rules lint own
says "$place:7: [zebra] the built-in rule [github-pat-classic] finds this sample as well" \
	'[zebra] 3 samples and 2 nots prove little'
sed -i 's/^\[zebra\]/[npm-token]/' $place
exits 1 secscan rules lint own
says "$place:1:" '[npm-token] a built-in rule has this id'
exits 3 secscan rules lint --kind secret nowhere.ini
