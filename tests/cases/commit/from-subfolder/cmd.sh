new_repo
mkdir -p deep/er
token_file deep/er/a.txt
git add .
cd deep
commit_must_fail deep/er/a.txt:2
