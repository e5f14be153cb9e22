/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

enum { FIRST_SIZE = 64 * 1024 };

static int fail(struct secscan_error *err, const char *path, const char *what)
{
	*err = (struct secscan_error){.code = errno == ENOENT ? SECSCAN_ERR_NOT_FOUND : SECSCAN_ERR_IO, .number = 901};
	snprintf(err->file, sizeof(err->file), "%s", path);
	snprintf(err->message, sizeof(err->message), "%s: %s", what, strerror(errno));
	return err->code;
}

static int read_all(char **out, size_t *len, FILE *file)
{
	size_t size = FIRST_SIZE;
	char *data = malloc(size);

	*len = 0;
	while (data) {
		char *grown;

		*len += fread(data + *len, 1, size - *len - 1, file);
		if (*len < size - 1)
			break;
		grown = size > SIZE_MAX / 4 ? NULL : realloc(data, size *= 2);
		if (!grown)
			free(data);
		data = grown;
	}
	if (!data || ferror(file)) {
		free(data);
		return -1;
	}
	data[*len] = '\0';
	*out = data;
	return 0;
}

int secscan_cli_read(char **out, size_t *len, const char *path, struct secscan_error *err)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *file = is_stdin ? stdin : fopen(path, "rbe");
	int rc;

	if (!file)
		return fail(err, path, "cannot open");
	rc = read_all(out, len, file) ? fail(err, path, "cannot read") : 0;
	if (!is_stdin)
		fclose(file);
	return rc;
}
