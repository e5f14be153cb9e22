# Whom the base names may weaken; nobody else, and not without the trailer.
new_repo
settings '[settings]\nsign-off = Sue Senior <sue@example.com>\n'
RULE=
printf '[settings]\nsign-off = Sue Senior <sue@example.com>\n[allow]\npath = docs/**\n' > .secscan.ini
git add .
commit_must_fail ''
commit_must_fail '' -m 'weaker

Signed-off-by: Ann Author <ann@example.com>'
