# A locked key is said where somebody sets it; a lock that locks nothing is an error, and there are no includes.
machine() {
	# shellcheck disable=SC2059
	printf "$1" > "$HOME/.config/secscan/config.ini"
}
mkdir -p "$HOME/.config/secscan"
new_repo
machine '[lock]\nkey = allow.path\nkey = secrets.high-plausible\n[secrets]\nhigh-plausible = block\n'
printf '[allow]\npath = q\n[secrets]\nhigh-plausible = note\n[rules]\noff = x\n' > .secscan.ini
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
says SEC-023 'allow.path (.secscan.ini:2)' 'secrets.high-plausible (.secscan.ini:4)'
says_not 'allow.path: now names'
echo more > more.txt
git add .
commit_must_pass
# The repository's own lock holds for nobody: the machine's layers come before it.
machine '[allow]\npath = fixtures/*\n'
settings '[lock]\nkey = allow.path\n'
mkdir fixtures
token_file fixtures/a.txt
git add .
exits 0 .git/hooks/pre-commit
machine '[lock]\nkey = allow.pth\n'
exits 2 .git/hooks/pre-commit
says config.ini:2:7 'allow.pth; did you mean allow.path?'
machine '[lock]\nkey = allow\n'
exits 2 .git/hooks/pre-commit
machine '[lock]\nkey =\n'
exits 2 .git/hooks/pre-commit
machine '[include]\npath = /etc/passwd\n'
exits 2 .git/hooks/pre-commit
says config.ini:2:1 include.path
