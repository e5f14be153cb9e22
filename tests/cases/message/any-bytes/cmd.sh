# Not UTF-8, NULs, empty: a message is bytes.
new_repo
hook=$PWD/.git/hooks/commit-msg
printf 'latin1 \344\366\n' > m && exits 0 "$hook" m
printf 'a\0b\n' > m && exits 0 "$hook" m
: > m && exits 0 "$hook" m
{ printf 'nul \0 then ' && token; } > m && exits 1 "$hook" m
