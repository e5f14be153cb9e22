# A file may move within the path of its line, and not out of it.
new_repo
mkdir -p tests/a
token_file tests/a/a.txt
git add .
commit_unseen -m old
let_pass --scope '/tests/**'
mkdir tests/b
git mv tests/a/a.txt tests/b/b.txt
echo changed >> tests/b/b.txt
sed -i 's/token/the token/' tests/b/b.txt
git add .
commit_must_pass
exits 0 secscan scan
mkdir src
git mv tests/b/b.txt src/b.txt
sed -i 's/the token/my token/' src/b.txt
git add .
commit_must_fail src/b.txt:2
exits 1 secscan scan
says src/b.txt:2
exits 1 secscan baseline --check
says 'matches nothing'
