# The settings say what every suppression must tell, the baseline's lines and comments alike.
new_repo
settings '[allow]\nrequire = owner, until\nlongest = 30\n'
printf 'password = "%s"\n' "$(password)" > a.cfg
printf 'password = "%s" # secscan:allow generic-password-assignment reason=a sample\n' "$(password 8)" > b.cfg
git add .
commit_unseen -m old
soon=$(date -u -d '+20 days' +%F)
late=$(date -u -d '+40 days' +%F)
exits 1 secscan scan b.cfg
says 'it has no owner='
exits 2 secscan baseline --reason x
says owner=
exits 2 secscan baseline --reason x --owner ann
says until=DATE
exits 2 secscan baseline --reason x --owner ann --expires "$late"
says 'further away'
exits 0 secscan baseline --reason x --owner ann --expires "$soon" a.cfg
sed -i "s/reason=a sample/until=$soon owner=ann reason=a sample/" b.cfg
git add .
commit_unseen -m baseline
exits 0 secscan scan
says '2 suppressed.'
sed -i 's/ owner=ann//' .secscan/baseline
git add .
commit_unseen -m weaker
exits 1 secscan scan
says a.cfg:1 'line 3 of .secscan/baseline does nothing: it has no owner='
exits 1 secscan baseline --check
says SEC-018
exits 0 secscan baseline --owner bob
says '1 renewed'
exits 0 secscan scan
# To ask for less is to weaken.
settings '[allow]\nrequire = owner\nlongest = 60\nforeign = gitleaks\n'
git reset -q HEAD~
RULE=
git add .
commit_must_fail .secscan.ini
says 'allow.require: no longer names until' 'allow.longest: now 60' 'allow.foreign: now names gitleaks'
