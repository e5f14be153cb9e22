new_repo --object-format=sha256
commit_must_fail '' --allow-empty -m "use $(token)"
commit_must_pass --allow-empty -m clean
