new_repo
settings '[allow]\npath = fixtures/*\n'
mkdir fixtures
token_file fixtures/a.txt
git add .
git commit -q -m change > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret
token_file b.txt
git add .
commit_must_fail b.txt:2
