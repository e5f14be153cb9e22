# What is compressed is not looked into: it passes, and every report counts it among what was not read.
new_repo
token_file plain.txt
gzip -n < plain.txt > packed.gz
rm plain.txt
printf '%%PDF-1.4\n1 0 obj <</Filter /FlateDecode>>\n' > paper.pdf
printf '%%PDF-1.4\n1 0 obj <<>>\n' > all-there.pdf
git bundle create -q all.bundle HEAD
perl -e 'print "!<arch>\ndebian-binary   0           0     0     100644  4         `\n2.0\n"' > package.deb
perl -e 'print "\x5d\0\0\x80\0", "\xff" x 8' > old.lzma
perl -e 'print "x\x9c\x4b\x4c\x04\0"' > stream.zlib
perl -e 'print "\x89PNG\r\n\x1a\n\0\0\0\x0dzTXtComment"' > picture.png
perl -e 'print "\x89PNG\r\n\x1a\n\0\0\0\x0dtEXtComment"' > plain.png
# a program that unpacks itself: what is compressed stands behind it
(echo '#!/bin/sh' && perl -e 'print "PK\x03\x04", "x" x 40, "PK\x05\x06", "\0" x 18') > unpacks-itself
git add .
exits 0 git commit -q -m packed
says_not "Not read"
exits 0 secscan scan --details .
says 'packed.gz: not read: compressed' 'paper.pdf: not read: compressed' 'Not read: 8 (compressed 8)'
says 'all.bundle: not read: compressed' 'unpacks-itself: not read: compressed'
says 'package.deb: not read: compressed' 'old.lzma: not read' 'stream.zlib: not read' 'picture.png: not read'
says_not all-there.pdf plain.png
exits 0 secscan scan --history
says 'Not read: 8 (compressed 8)'
says_not packed.gz
exits 0 secscan scan --format jsonl --range HEAD~1..HEAD
says '"not_read":8'
# of a history each by its path and its oldest commit; what no commit leads to by its object
commit=$(git rev-parse HEAD | cut -c1-12)
mkdir deep
git mv packed.gz deep/moved.gz
git commit -q -m moved
lost=$(echo lost | gzip -n | git hash-object -w --stdin)
exits 0 secscan scan --history --details
says "packed.gz in commit $commit: not read: compressed" "paper.pdf in commit $commit: not read" 'Not read: 9 (compressed 9)'
says "$lost: not read: compressed"
says_not moved.gz
# beside a finding
token_file plain.txt
git add . && commit_unseen -m leak
exits 1 secscan scan --history --details
says "packed.gz in commit $commit: not read" plain.txt "$lost: not read" 'Not read: 9'
