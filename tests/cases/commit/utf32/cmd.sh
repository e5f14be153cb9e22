new_repo
token_file utf8
iconv -f UTF-8 -t UTF-32LE utf8 > little.txt
rm utf8
git add little.txt
commit_must_fail little.txt:2
