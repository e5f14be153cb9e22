# SPDX-License-Identifier: MIT
# Numbers the lines "ok - name", adds the plan, and ends with 1 when one of them is not ok.

/^(not )?ok - / {
	sub(/ok - /, "ok " ++count " - ")
	failed += /^not/
}

{
	print
	fflush()
}

END {
	print "1.." count + 0
	exit failed > 0 || count == 0
}
