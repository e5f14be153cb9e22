new_repo
{ printf 'ab\0cd\0\0\n' && token && printf '\0\0'; } > data.bin
git add data.bin
commit_must_fail data.bin:2
