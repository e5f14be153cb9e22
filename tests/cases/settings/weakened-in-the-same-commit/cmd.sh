new_repo
settings '[push]\nprotected = main\n'
token_file a.txt
printf '[allow]\npath = **\n' >> .secscan.ini
git add .
commit_must_fail a.txt:2
says allow.path
