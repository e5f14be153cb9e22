new_repo
settings '[provenance]\nrequire = never\n'
export CLAUDECODE=1
commit_must_pass --allow-empty -m 'helped'
