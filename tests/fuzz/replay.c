/* SPDX-License-Identifier: MIT */
/*
 * Runs a target over the files of a folder, each in a child of its own, as TAP. Needs no clang.
 *
 *   fuzz_x SEEDS
 */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SEED_MAX = 1 << 20 };

static int run_file(const char *path)
{
	char *data = malloc(SEED_MAX), *exact;
	FILE *in = fopen(path, "rb");
	size_t len;

	if (!in || !data)
		return 1;
	len = fread(data, 1, SEED_MAX, in);
	fclose(in);
	exact = malloc(len ? len : 1); /* so that a read past the end is seen */
	if (!exact)
		return 1;
	memcpy(exact, data, len);
	free(data);
	LLVMFuzzerTestOneInput((const uint8_t *)exact, len);
	free(exact);
	return 0;
}

static int run_apart(const char *path)
{
	int status = 1;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (!child)
		exit(run_file(path));
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 1;
	return status;
}

int main(int argc, char **argv)
{
	struct dirent **entry;
	int count = argc == 2 ? scandir(argv[1], &entry, NULL, alphasort) : -1, number = 0, failed = 0;

	for (int i = 0; i < count; i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", argv[1], entry[i]->d_name);
		if (entry[i]->d_name[0] != '.') {
			int bad = run_apart(path);

			failed += bad != 0;
			printf("%sok %d - %s\n", bad ? "not " : "", ++number, entry[i]->d_name);
		}
		free(entry[i]);
	}
	if (count >= 0)
		free(entry);
	printf("1..%d\n", number);
	return failed || !number;
}
