# A new rule proves itself, lies where hooks look for it, and never takes the place of a file that is there.
new_repo
mkdir deep
cd deep
exits 0 secscan rules new acme-key
says '.secscan/secrets/acme-key.ini is made' 'secscan rules test .secscan'
exits 0 secscan rules new acme-call --kind banned
cd ..
exits 0 secscan rules test .secscan
says '2 rules, 6 samples, 6 nots: 0 failed'
exits 0 secscan rules lint .secscan
echo mine > .secscan/secrets/acme-key.ini
exits 3 secscan rules new acme-key
says '.secscan/secrets/acme-key.ini: cannot be made: it is there already, and stays as it is'
[ "$(cat .secscan/secrets/acme-key.ini)" = mine ] || fail 'it was overwritten'
exits 2 secscan rules new Acme
says 'lower case letters, digits and - only'
exits 2 secscan rules new github-pat-classic
says 'a built-in rule is named github-pat-classic'
exits 2 secscan rules new
exits 2 secscan rules new one --kind pii
rm -rf .secscan
ln -s "$SCRATCH" .secscan
exits 3 secscan rules new other
says '.secscan: cannot be made: it is no folder'
