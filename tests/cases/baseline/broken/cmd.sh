# A line that is not understood has its place told, and nothing is judged; the commit that repairs it may come.
new_repo
RULE=
mkdir .secscan
key=key:0123456789abcdef0123456789abcdef
try() {
	printf '# heading\n%s\n' "$1" > .secscan/baseline
	git add .
	exits 3 secscan-pre-commit
	says ".secscan/baseline:2:$2" SEC-213 'no line was there'
	exits 3 secscan scan --staged
	exits 3 secscan scan --format jsonl
	says '".secscan/baseline","line":2,"column":'"$2}" "$3"
	exits 3 secscan baseline --check
	exits 3 secscan baseline --reason x
	! git commit -q -m broken > "$OUT" 2>&1 || fail 'the commit was made'
}
try 'rule' 5 'fingerprint'
try "* $key /a reason=x" 1 'without wildcards'
try 'rule run:0123456789abcdef0123456789abcdef /a reason=x' 6 fingerprint
try "rule $key reason=x" 43 'path is missing'
try "rule $key /a because" 46 'only reason='
try "rule $key /a until=2027-02-30" 52 '2027-01-31'
try "rule $key /a%2 reason=x" 45 'two hex digits'
try "$(printf 'rule %s /a reason=\001' "$key")" 53 'control byte'
commit_unseen -m broken
echo more >> base.txt
git add .
exits 3 secscan-pre-commit
token_file a.txt
exits 3 secscan check HEAD~..HEAD
printf "rule $key /a reason=x\n" > .secscan/baseline
git add base.txt .secscan
git commit -q -m repaired > "$OUT" 2>&1 || fail 'it cannot be repaired'
says SEC-015
# Or be taken away: then no line counts.
try 'rule' 5 'fingerprint'
commit_unseen -m broken
git rm -q .secscan/baseline
git commit -q -m away > "$OUT" 2>&1 || fail 'it cannot be taken away'
