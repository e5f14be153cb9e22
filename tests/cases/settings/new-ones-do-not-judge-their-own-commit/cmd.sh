# The first settings allow everything: the token beside them is still judged without them.
new_repo
printf '[allow]\npath = **\n' > .secscan.ini
token_file a.txt
git add .
commit_must_fail a.txt:2
