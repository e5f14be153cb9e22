# What is compressed is not looked into: it passes, and is counted among what was not read: silence would be a lie.
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
# the same in other clothes
(cat unpacks-itself | head -c -2 && perl -e 'print "\x05\0hello"') > has-comment
(echo '#!/bin/sh' && gzip -n < paper.pdf) > makeself.run
(echo && cat paper.pdf) > late.pdf
perl -e 'print "x^\x4b\x4c\x04\0\x80"' > level3.zlib
perl -e 'print "\x89PNG\r\n\x1a\n\0\0\0\x0diTXtComment\0\1\0\0\0"' > packed-itxt.png
perl -e 'print "\x89PNG\r\n\x1a\n\0\0\0\x0diTXtComment\0\0\0\0\0"' > plain-itxt.png
perl -e 'print "\x50\x2a\x4d\x18\x04\0\0\0abcd"' > skips.zst
echo 'x^2 + y^2' > formula.txt
git add .
exits 0 git commit -q -m packed
says 'pre-commit: passed. Not read: 14 (compressed 14)'
exits 0 secscan scan --details .
says 'packed.gz: not read: compressed' 'paper.pdf: not read: compressed' 'Not read: 14 (compressed 14)'
says 'all.bundle: not read: compressed' 'unpacks-itself: not read: compressed'
says 'package.deb: not read: compressed' 'old.lzma: not read' 'stream.zlib: not read' 'picture.png: not read'
says 'has-comment: not read' 'makeself.run: not read' 'late.pdf: not read' 'level3.zlib: not read'
says 'packed-itxt.png: not read' 'skips.zst: not read'
says_not all-there.pdf plain.png plain-itxt.png formula.txt
exits 0 secscan scan --history
says 'Not read: 14 (compressed 14)'
says_not packed.gz
exits 0 secscan scan --format jsonl --range HEAD~1..HEAD
says '"not_read":14'
# of a history each by its path and its oldest commit; what no commit leads to by its object
commit=$(git rev-parse HEAD | cut -c1-12)
mkdir deep
git mv packed.gz deep/moved.gz
exits 0 git commit -q -m moved
lost=$(echo lost | gzip -n | git hash-object -w --stdin)
exits 0 secscan scan --history --details
says "packed.gz in commit $commit: not read: compressed" "paper.pdf in commit $commit: not read" 'Not read: 15 (compressed 15)'
says "$lost: not read: compressed"
says_not moved.gz
# beside a finding
token_file plain.txt
git add . && commit_unseen -m leak
exits 1 secscan scan --history --details
says "packed.gz in commit $commit: not read" plain.txt "$lost: not read" 'Not read: 15'
