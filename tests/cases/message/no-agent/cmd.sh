# Nothing says that an AI helped: nothing is asked.
new_repo
commit_must_pass --allow-empty -m 'by hand'
