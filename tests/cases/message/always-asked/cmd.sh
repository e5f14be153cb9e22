new_repo
settings '[provenance]\nrequire = always\n'
RULE=
commit_must_fail '' --allow-empty -m 'by hand'
