# Rules that are tried at runs: they need no literal, work without any other rule, and say what cannot be.
mkdir -p own/secrets
place=own/secrets/zoo.ini
# rule PATTERN [LINE]
rule() {
	cat > $place << INI
[zebra]
name     = Zebra
severity = high
finder   = runs
pattern  = $1
${2:+$2
}remedy   = Feed it.
sample   = zebra {base62*32}
sample   = "zebra": "{hex*40}"
sample   = zebra={base64*43}=
not      = zebra the-striped-animal-of-the-savannah2
not      = zebra {hex*20}
not      = zebra sha256:{hex*64}
INI
}

rule '(?<![a-z])(?i:zebra)\W{1,4}([\w+/-]{20,}={0,2})(?![\w=])'
exits 0 secscan rules lint own
says '1 rule, 0 remarks'
exits 0 secscan rules test own
says '1 rule, 3 samples, 3 nots: 0 failed'

rule '(?i:zebra)\W{1,4}([\w+/-]{20,})' 'words    = zebra'
exits 0 secscan rules test own
says '1 rule, 3 samples, 3 nots: 0 failed'
rule '(?i:zebra)\W{1,4}([\w+/-]{20,})' 'words    = horse'
exits 1 secscan rules test own
says '1 rule, 3 samples, 3 nots: 3 failed'
rule '(?i:zebra)\W{1,4}([\w+/-]{20,})' 'words    = Zebra'
exits 2 secscan rules lint own
says "$place:6:12: " 'words are in lower case'
rule '(?i:zebra)\W{1,4}([\w+/-]{20,})' 'words    = zebra'
sed -i '/^finder/d' $place
exits 2 secscan rules lint own
says "$place:5:12: " '`words` is for rules with a `finder`' SEC-207

rule '(?i:zebra)\W{1,4}([\w+/-]{20,})' 'trigger  = zebra'
exits 2 secscan rules lint own
says "$place:6:12: " 'a rule with a `finder` has no use for a `trigger`' SEC-207
rule '(?i:zebra)\W+([\w+/-]{20,})'
exits 2 secscan rules lint own
says "$place:5:12: " 'bound the other repeats' SEC-208
rule '(?i:zebra)\W{1,4}([\w+/-]{20,})'
sed -i 's/^finder .*/finder   = walks/' $place
exits 2 secscan rules lint own
says "$place:4:12: " 'finder: expected trigger, runs or columns'

mkdir -p own/banned
{
	echo '[no-run]'
	sed -n '2,3p;5p' $place
	printf 'finder = runs\nlanguage = any\ncwe = CWE-798\ninstead = none\nremedy = r\n'
	printf 'sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n'
} > own/banned/zoo.ini
rm $place
exits 2 secscan rules lint own
says own/banned/zoo.ini:4: '`finder` is for secrets only'
