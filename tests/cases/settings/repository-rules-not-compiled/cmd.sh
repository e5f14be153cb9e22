# A rule of the repository's own that no cache holds and no installed program compiles: not judged, not let through.
new_repo
mkdir -p .secscan/secrets
printf '[own-ticket]\nname = Ticket\nseverity = high\npattern = ownticket_[0-9a-f]{24}\nremedy = Ask for a new one.\nsample = ownticket_{hex*24}\nnot = ownticket_\n' > .secscan/secrets/own.ini
git add .
commit_unseen -m rules
echo harmless > a.txt
git add a.txt
exits 3 .git/hooks/pre-commit
says 'rules compile'
