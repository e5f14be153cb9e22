# SPDX-License-Identifier: MIT
# Lines "name TAB length": prints "count median p90 longest name-of-the-longest".
{
	at[NR] = $2
	if ($2 > longest) {
		longest = $2
		name = $1
	}
}

END {
	for (i = 2; i <= NR; i++) {
		value = at[i]
		for (j = i - 1; j > 0 && at[j] > value; j--)
			at[j + 1] = at[j]
		at[j + 1] = value
	}
	print NR, at[int((NR + 1) / 2)], at[int(NR * 9 / 10 + 0.999)], longest + 0, name
}
