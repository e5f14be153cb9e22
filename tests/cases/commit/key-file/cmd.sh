# A file that is nothing but a key is known by its name; elsewhere the same digits are no secret.
new_repo
mkdir config
hex > config/master.key
git add .
RULE=rails-master-key
commit_must_fail config/master.key:1
git mv -q config/master.key config/sum.txt 2> "$OUT" || mv config/master.key config/sum.txt
git add -A
commit_must_pass
# With anything else in it, it is something else.
{ echo some words; cat config/sum.txt; } > config/master.key
git add .
commit_must_pass
