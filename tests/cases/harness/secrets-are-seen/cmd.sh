# A piece of a secret in the output ends a case.
token > secret
cut -c 9-30 secret > "$OUT"
! (check_no_secret) 2> said || fail 'a piece of a secret was not seen'
echo 'nothing secret' > "$OUT"
check_no_secret
