# What is compressed is not looked into: it passes, and every report counts it among what was not read.
new_repo
token_file plain.txt
gzip -n < plain.txt > packed.gz
rm plain.txt
printf '%%PDF-1.4\n1 0 obj <</Filter /FlateDecode>>\n' > paper.pdf
printf '%%PDF-1.4\n1 0 obj <<>>\n' > all-there.pdf
git add .
exits 0 git commit -q -m packed
says_not "Not read"
exits 0 secscan scan --details .
says 'packed.gz: not read: compressed' 'paper.pdf: not read: compressed' 'Not read: 2 (compressed 2)'
says_not all-there.pdf
exits 0 secscan scan --history
says 'Not read: 2 (compressed 2)'
exits 0 secscan scan --format jsonl --range HEAD~1..HEAD
says '"not_read":2'
