# A rule file that is not well formed stops the commit that brings it; one that is there already, with the way out.
new_repo
mkdir -p .secscan/secrets
rule() { printf '[own-ticket]\nname     = Ticket of our own service\nseverity = high\n%s = ownticket_[0-9a-f]{24}\nremedy   = Ask for a new one.\n' "$1"; }
rule patern > .secscan/secrets/own.ini
git add .
RULE=
commit_must_fail .secscan/secrets/own.ini:4
says patern
commit_unseen -m broken
echo more > more.txt
git add more.txt
exits 2 .git/hooks/pre-commit
says "in commit $(git rev-parse --short=12 HEAD)" .secscan/secrets/own.ini:4 SEC-024 'git commit --no-verify'
exits 2 secscan scan --staged
says SEC-024
git reset -q
rm .secscan/secrets/own.ini
ln -s elsewhere .secscan/secrets/link.ini
git add -A .secscan
commit_unseen -m mended
git rm -q --cached .secscan/secrets/link.ini
commit_unseen -m 'no link'
git add .secscan
commit_must_fail .secscan/secrets/link.ini
says link
