# Who moves a file to where nobody looks hides its secret; with another change on the way too, and by a push.
new_repo
settings '[allow]\npath = fixtures/*\npath = samples/*\n'
mkdir fixtures samples src
token_file src/a.txt
token_file src/long.txt 2
seq 30 >> src/long.txt
token_file src/listed.txt 3
printf '# secscan:allow %s reason=a sample\n%s\n' "$RULE" "$(token 4)" > src/said.txt
token_file fixtures/old.txt 5
git add .
commit_unseen -m old
let_pass src/listed.txt
new_remote
git mv src/a.txt fixtures/a.txt
commit_must_fail fixtures/a.txt:2
says SEC-012 'from src/a.txt'
commit_unseen -m moved
push_must_fail fixtures/a.txt:2
says SEC-012
git reset -q --hard origin/main
git mv src/long.txt fixtures/long.txt
echo end >> fixtures/long.txt
sed -i 's/^token/the token/' fixtures/long.txt
git add .
commit_must_fail fixtures/long.txt:2
says SEC-012
# Taken out here and put in there is the same.
git reset -q --hard
sed -i 2d src/a.txt
git rm -q src/long.txt
token_file fixtures/b.txt 2
git add .
commit_must_fail fixtures/b.txt:2
says SEC-012
# What somebody has looked at moves along, and so does what was allowed before.
git reset -q --hard
git mv src/listed.txt fixtures/listed.txt
git mv src/said.txt fixtures/said.txt
git mv fixtures/old.txt samples/old.txt
exits 0 git commit -q -m moved
exits 0 git push -q origin main
