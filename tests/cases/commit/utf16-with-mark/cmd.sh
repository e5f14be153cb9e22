new_repo
token_file utf8
{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE utf8; } > little.txt
{ printf '\376\377' && iconv -f UTF-8 -t UTF-16BE utf8; } > big.txt
rm utf8
git add little.txt
commit_must_fail little.txt:2
git rm -q --cached little.txt
git add big.txt
commit_must_fail big.txt:2
