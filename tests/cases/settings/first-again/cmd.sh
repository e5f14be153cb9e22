# Taken away and brought back looser, one commit each: a commit sees only its step, a push the whole way.
new_repo
settings '[provenance]\nrequire = always\n'
new_remote
git rm -q .secscan.ini
commit_unseen -m away
printf '[allow]\npath = **\n' > .secscan.ini
git add .
commit_unseen -m again
RULE=SEC-020
push_must_fail .secscan.ini
says 'provenance.require: now evidence' 'allow.path: now names **'
