# A password in a column whose header is old and far above; a header that is new makes the rows below it new.
new_repo
RULE=column-password
rows() {
	i=0
	while [ $i -lt 40 ]; do
		i=$((i + 1))
		echo "$i,user$i,"
	done
}
{ echo id,username,password; rows; } > users.csv
git add users.csv
commit_must_pass -m old
echo "41,ada,$(password)" >> users.csv
git add users.csv
commit_must_fail users.csv:42:8
exits 1 secscan scan --explain users.csv
says 'column-password: kept'
git commit -q --no-verify -m unseen

sed -i '3s/user/USER/' users.csv
git add users.csv
git commit -q -m 'the row is old' > "$OUT" 2>&1 || fail 'the commit was refused'
check_no_secret

{ echo id,username,word; rows; echo "41,ada,$(password)"; } > words.csv
git add words.csv
commit_must_pass -m 'a column of words'
sed -i '1s/word/password/' words.csv
git add words.csv
commit_must_fail words.csv:42:8
