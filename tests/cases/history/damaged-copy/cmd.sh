# A packed object is damaged and there is another copy: git finds it, also where libgit2 does not, and all behind it.
new_repo
seq 1 900 > long.txt
token_file leak.txt
git add .
commit_unseen -m leak
git repack -adq
blob=$(git rev-parse HEAD:long.txt)
pack=$(ls .git/objects/pack/*.pack)
offset=$(git verify-pack -v "${pack%.pack}.idx" | awk -v name="$blob" '$1 == name {print $5}')
mkdir "$SCRATCH/copy"
git cat-file blob "$blob" | GIT_OBJECT_DIRECTORY=$SCRATCH/copy git hash-object -w --stdin > "$OUT"
chmod u+w "$pack"
printf '\377\377\377\377' | dd of="$pack" bs=1 seek=$((offset + 12)) conv=notrunc 2> "$OUT"
exits 3 secscan scan --history
says "object $blob"
cp -r "$SCRATCH/copy/." .git/objects/
exits 1 secscan scan --history --format jsonl
says '"path":"leak.txt"' '"blobs":3'
