# Other scanners' comments count where the settings say so, and only those.
new_repo
line() { printf 'password = "%s" %s\n' "$(password "$1")" "$2"; }
line 1 '# gitleaks:allow' > gitleaks.py
line 2 '# pragma: allowlist secret' > detect.py
line 3 '// kingfisher:ignore' > kingfisher.js
{ echo '# pragma: allowlist nextline secret'; line 4 ''; } > nextline.py
git add .
commit_unseen -m old
exits 1 secscan scan
says '4 findings to fix'
check() {
	printf '[allow]\nforeign = %s\n' "$1" > .secscan.ini
	git add .
	commit_unseen -m settings
	exits "$2" secscan scan
	says "$3"
}
check gitleaks 1 '1 suppressed.'
says_not gitleaks.py
check detect-secrets 1 '2 suppressed.'
says_not detect.py nextline.py
check kingfisher 1 '1 suppressed.'
says_not kingfisher.js
check 'gitleaks, detect-secrets, kingfisher' 0 '4 suppressed.'
# They cannot say who or how long: where that is asked for, they do nothing and the finding tells.
ask() {
	printf '[allow]\nforeign = gitleaks, detect-secrets, kingfisher\n%s\n' "$1" > .secscan.ini
	git add .
	commit_unseen -m asks
	exits 1 secscan scan
	says '4 findings to fix' "$2"
}
ask 'require = owner' 'cannot say the owner that [allow] require asks for'
ask 'require = until' 'cannot say the last day'
ask 'longest = 90' 'cannot say the last day'
check 'gitleaks, detect-secrets, kingfisher' 0 '4 suppressed.'
# A comment of this change is listed, and does not silence a critical finding.
line 5 '# gitleaks:allow' > new.py
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says new.py:1 'suppressed: ' gitleaks:allow
check_no_secret
echo "$(token) # gitleaks:allow" > a.txt
git add .
commit_must_fail a.txt:1
says SEC-011
git rm -q --cached a.txt
# The line below does not follow the line's own comment, nor does banned code follow any.
{ line 6 ''; echo '# gitleaks:allow'; line 6 ''; } > below.py
printf 'eval(input()) # gitleaks:allow\n' > b.py
exits 1 secscan scan below.py b.py
says below.py:1 below.py:3 b.py:1
rm a.txt below.py b.py
printf '[allow]\ninline = no\nforeign = gitleaks, detect-secrets, kingfisher\n' > .secscan.ini
git add .
commit_unseen -m off
exits 1 secscan scan
says '5 findings to fix'
