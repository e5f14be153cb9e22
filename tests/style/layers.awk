# SPDX-License-Identifier: MIT
# layers.txt, then lines "file:line:#include ..." (grep -n): prints each include that its room may not have.

function room_of(file,   best, room) {
	best = ""
	for (room in may)
		if ((file == room || index(file, room "/") == 1) && length(room) > length(best))
			best = room
	return best
}

# lib/scan -> scan: how its headers are written
function short(room) {
	sub(/^lib\//, "", room)
	return room
}

# A quoted name without a folder is the file's own folder's.
function is_own(room, name) {
	return name !~ /\// || index(name, short(room) "/") == 1
}

function has(room, word) {
	return index(may[room] " ", " " word " ") > 0
}

function is_allowed(room, name, quoted,   last) {
	last = name
	sub(/.*\//, "", last)
	if (quoted)
		return is_own(room, name) || has(room, name) || has(room, substr(name, 1, index(name, "/") - 1))
	if (name ~ /^secscan\//)
		return has(room, "<secscan>") && !has(room, "-" last)
	if (name ~ /^git2\//)
		return has(room, "git2/*")
	if (name in system_header)
		return 1
	return has(room, name)
}

BEGIN {
	n = split("assert.h ctype.h dirent.h errno.h fcntl.h float.h fnmatch.h ftw.h getopt.h inttypes.h langinfo.h " \
		"libgen.h limits.h locale.h math.h poll.h pthread.h pwd.h regex.h sched.h setjmp.h signal.h " \
		"spawn.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h " \
		"strings.h sys/file.h sys/ioctl.h sys/mman.h sys/param.h sys/pidfd.h sys/random.h sys/resource.h sys/stat.h " \
		"sys/sysmacros.h sys/syscall.h sys/time.h sys/types.h sys/un.h sys/socket.h sys/wait.h termios.h time.h unistd.h " \
		"wchar.h elf.h link.h malloc.h sys/prctl.h", names, " ")
	for (i = 1; i <= n; i++)
		system_header[names[i]] = 1
}

FNR == NR {
	if ($0 !~ /^#/ && NF) {
		room = $1
		$1 = ""
		may[room] = $0
	}
	next
}

{
	file = $0
	sub(/:.*/, "", file)
	room = room_of(file)
	name = $0
	quoted = name ~ /include[ \t]*"/
	sub(/^[^"<]*["<]/, "", name)
	sub(/[">].*/, "", name)
	if (room == "")
		print file ": no room of layers.txt"
	else if (!is_allowed(room, name, quoted))
		print file ": " room " may not include " name
}
