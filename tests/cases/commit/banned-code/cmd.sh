new_repo
printf '#include <string.h>\nvoid f(char *a, const char *b)\n{\n\tstrcpy(a, b); /* strcpy( in a comment */\n}\n' > f.c
git add f.c
RULE=
commit_must_fail f.c:4
says CWE
says_not f.c:1 f.c:2
