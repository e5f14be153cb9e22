# What a tag names need not be a commit; settings in a tree that is pushed do not judge it.
new_repo
new_remote
git tag blob "$(echo harmless | git hash-object -w --stdin)"
push_must_pass origin blob
git tag bad "$(token | git hash-object -w --stdin)"
push_must_fail '' origin bad
printf '[allow]\npath = **\n' > .secscan.ini
token_file a.txt
git add .
git tag tree "$(git write-tree)"
git tag -a -m tree annotated tree
push_must_fail a.txt:2 origin tree
push_must_fail a.txt:2 origin annotated
