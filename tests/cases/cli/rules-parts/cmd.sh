# A rule of one's own that leans on a built-in one: proved, linted, compiled and used; and what may not be.
new_repo
mkdir -p .secscan/secrets
# rule WITH [MORE]
rule() {
	cat > .secscan/secrets/zoo.ini << INI
[zebra]
name     = Zebra
severity = high
pattern  = \bzebra_[0-9]{4}\b
with     = $1
${2:-within   = 2}
remedy   = Feed it.
sample   = AC{hex*32} zebra_{digit*4}
sample   = zebra_{digit*4}\n\nAC{hex*32}
sample   = AC{hex*32}\nzebra_{digit*4}
not      = zebra_{digit*4}
not      = AC{hex*32}\n\n\nzebra_{digit*4}
not      = AC{hex*32} azebra_{digit*4}
INI
}
file=.secscan/secrets/zoo.ini

rule twilio-account-sid
exits 0 secscan rules test .secscan
says '1 rule, 3 samples, 3 nots: 0 failed'
exits 0 secscan rules lint .secscan
says '1 rule, 0 remarks'
exits 0 secscan rules compile .secscan
says '1 rule compiled'
exits 0 secscan rules profile --rules .secscan base.txt
says zebra
git add .secscan
commit_unseen -m rules
exits 0 secscan rules compile

printf 'account %s\nzebra_4071\n' "AC$(hex 4)" > a.txt
printf 'zebra_4071\n' > b.txt
git add a.txt b.txt
RULE=zebra
commit_must_fail a.txt:2:1
says 'b.txt:1:1' 'doubtful'
exits 1 secscan scan --explain a.txt b.txt
says 'a.txt:2: zebra: kept by partner: its other part [twilio-account-sid] stands 1 line above' \
	'b.txt:1: zebra: doubted by partner: its other part [twilio-account-sid] is not within 2 lines'

rule twilio-acount-sid
exits 2 secscan rules test .secscan
says "$file:5:12: " 'no rule [twilio-acount-sid] is among these'
rule zebra
exits 2 secscan rules lint .secscan
says "$file:5:12: " 'a rule is not its own other part'
rule twilio-auth-token-beside-sid
exits 2 secscan rules compile .secscan
says "$file:5:12: " 'it leans on another rule itself'
rule twilio-account-sid 'within   = 51'
exits 2 secscan rules test .secscan
says "$file:6:12: " 'from 0 to 50'
