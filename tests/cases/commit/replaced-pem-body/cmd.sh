# The header is an old line: added lines alone show no key.
new_repo
pem() {
	echo "-----BEGIN RSA PRIVATE ""KEY-----"
	cat
	echo "-----END RSA PRIVATE ""KEY-----"
}
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do echo 'not a key'; done | pem > key.pem
git add .
commit_unseen -m dummy
mktoken pem > body
cat body >> "$SECRETS"
pem < body > key.pem
rm body
git add .
RULE=private-key
commit_must_fail key.pem:1
