# A key among tests is a notice that says why; the same key where one is in use stops the commit.
RULE=private-key-pem
new_repo
mkdir tests etc
body=$(mktoken pem 1 | tee -a "$SECRETS")
printf -- '-----BEGIN RSA %s KEY-----\n%s\n-----END RSA %s KEY-----\n' PRIVATE "$body" PRIVATE > tests/server.key
git add tests
git commit -q -m test > "$OUT" 2>&1 || fail 'the commit was refused'
says private-key-pem tests/server.key:1
check_no_secret
exits 0 secscan scan --explain tests
says made-for-tests 'it lies among tests or examples, and nothing says that it is in use'
exits 1 secscan check --strict HEAD^..HEAD

cp tests/server.key etc/server.key
git add etc
commit_must_fail etc/server.key:1
git rm -q -f --cached etc/server.key
mkdir tests/prod
cp tests/server.key tests/prod/other.key
echo >> tests/prod/other.key
git add tests/prod
commit_must_fail tests/prod/other.key:1
