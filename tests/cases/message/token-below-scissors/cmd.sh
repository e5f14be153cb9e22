# -m stores what stands below a scissors line and in # lines.
new_repo
printf 'subject\n\n# ------------------------ >8 ------------------------\n%s\n' "$(token)" > message
commit_must_fail '' --allow-empty -F message
printf 'subject\n\n# %s\n' "$(token)" > message
commit_must_fail '' --allow-empty --cleanup=verbatim -F message
