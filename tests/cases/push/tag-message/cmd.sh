new_repo
new_remote
git tag -a -m "release $(token)" v1
push_must_fail '' origin v1
