# One value a key, unless it is a list; a rule that does not exist is told, and is no error.
new_repo
printf '[scan]\ndecode-depth = 2\ndecode-depth = 1\n' > .secscan.ini
git add .
RULE=
commit_must_fail .secscan.ini:3
says 'scan.decode-depth stands in line 2 already' SEC-203
settings '[rules]\noff = github-pat-clasic\noff = nothing-of-this-name\noff = npm-token\n'
exits 0 secscan scan
exits 0 secscan doctor --settings
says '[rules] off = github-pat-clasic does nothing: there is no such rule; did you mean github-pat-classic?'
says '[rules] off = nothing-of-this-name does nothing: there is no such rule'
says_not npm-token
