new_repo
printf '/* never use strcpy(a, b) */\nconst char *s = "strcpy(a, b)";\n' > f.c
printf 'void f(char *a, const char *b) { strcpy(a, b); }\n' > f.txt
git add .
commit_must_pass
