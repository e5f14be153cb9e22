# Without -v git stores what looks like the diff of -v. Only what HEAD or the index hold is taken for it.
new_repo
cut='# ------------------------ >8 ------------------------'
fake() { # FILE OF LINES
	{
		printf 'subject\n\n%s\n# Do not modify or remove the line above.\n# Everything below it will be ignored.\n' "$cut"
		printf 'diff --git a/base.txt b/base.txt\nindex 1234567..89abcde 100644\n--- a/base.txt\n+++ b/base.txt\n@@ -1 +1,9 @@\n'
		cat
	} > message
}
printf ' base\n+%s\n' "$(token)" | fake
commit_must_fail COMMIT_EDITMSG:12 --allow-empty -F message
says 'neither HEAD nor what is'
commit_must_fail COMMIT_EDITMSG:12 --allow-empty --cleanup=verbatim -F message
printf '@@ -1,3 +1,3 @@ %s\n base\n' "$(token)" | fake
commit_must_fail COMMIT_EDITMSG:11 --allow-empty -F message
{ printf ' base\n'; printf 'diff --git a/%s b/x\n' "$(token)"; } | fake
commit_must_fail COMMIT_EDITMSG:12 --allow-empty -F message
printf ' base\n++%s\n' "$(token)" | fake
commit_must_fail COMMIT_EDITMSG:12 --allow-empty -F message
# The key's first and last line are known, those between are not.
pem() {
	echo "-----BEGIN RSA PRIVATE ""KEY-----"
	cat
	echo "-----END RSA PRIVATE ""KEY-----"
}
echo dummy | pem > key.pem
git add key.pem
commit_unseen -m dummy
mktoken pem > ../body
cat ../body >> "$SECRETS"
pem < ../body | sed 's/^/ /' | fake
RULE=private-key
commit_must_fail COMMIT_EDITMSG:11 --allow-empty -F message
