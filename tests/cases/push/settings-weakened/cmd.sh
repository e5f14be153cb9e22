new_repo
settings '[push]\nprotected = main\n'
new_remote
printf '[allow]\npath = **\n' >> .secscan.ini
token_file a.txt
git add .
commit_unseen -m weaker
push_must_fail a.txt:2
says allow.path
