# 2 GiB, nearly all of it holes: read to its last byte, in the room that it takes and little more. One token lies across the
# border of what Hyperscan gets at once. Sanitizers want many times the room and time: there it is 64 MiB.
new_repo
size=2147483648
limit=2600000
if grep -qaF __asan_init "$BUILD/cli/secscan"; then
	size=67108864
	limit=unlimited
elif [ "$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)" -lt 3000 ]; then
	skip 'less than 3 GiB of memory are free'
fi
truncate -s $((size - 50)) huge
printf '\ntoken = %s' "$(token 1)" | dd of=huge bs=1 seek=$((size / 2 - 24)) conv=notrunc 2> /dev/null
printf '\ntoken = %s\n' "$(token 2)" >> huge
[ "$(du -k huge | cut -f1)" -lt 1024 ] || skip 'this file system has no holes'
for how in 'huge' '- < huge'; do
	exits 1 sh -c "ulimit -v $limit; exec secscan scan $how"
	says :2:9 :3:9 "Read: 1 file, $size bytes"
done
# Its bytes as a blob: git takes a minute to pack 2 GiB, and we read packed ones the same way whatever their size.
truncate -s 67108864 staged
printf '\ntoken = %s\n' "$(token 3)" >> staged
git add staged
commit_must_fail staged:2
