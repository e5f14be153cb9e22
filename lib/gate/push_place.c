/* SPDX-License-Identifier: MIT */
#include "gate/push_place.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

struct place {
	const char *host, *path;
	size_t host_len, path_len;
};

/* [user@]host[:port], the port only where a scheme stands in front: without one the colon begins the path. */
static void set_host(struct place *out, const char *text, size_t len)
{
	const char *at = memrchr(text, '@', len);
	size_t skip = at ? (size_t)(at + 1 - text) : 0;
	const char *colon;

	out->host = text + skip;
	out->host_len = len - skip;
	colon = memrchr(out->host, ':', out->host_len);
	if (colon && strspn(colon + 1, "0123456789") >= (size_t)(text + len - colon - 1))
		out->host_len = (size_t)(colon - out->host);
}

static void set_path(struct place *out, const char *path)
{
	size_t len;

	if (out->host_len)
		path += strspn(path, "/");
	len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	if (len > 4 && !memcmp(path + len - 4, ".git", 4))
		len -= 4;
	while (len > 1 && path[len - 1] == '/')
		len--;
	out->path = path;
	out->path_len = len;
}

static struct place split(const char *url)
{
	const char *scheme = strstr(url, "://"), *slash = strchr(url, '/'), *colon = strchr(url, ':');
	struct place out = {.host = ""};

	if (scheme && slash == scheme + 1) {
		const char *host = scheme + 3;
		size_t len = strcspn(host, "/");

		set_host(&out, host, len);
		set_path(&out, host + len);
	} else if (colon && (!slash || colon < slash)) {
		set_host(&out, url, (size_t)(colon - url));
		set_path(&out, colon + 1);
	} else {
		set_path(&out, url);
	}
	return out;
}

bool secscan_same_place(const char *one, const char *other)
{
	struct place a = split(one), b = split(other);

	return a.host_len == b.host_len && !strncasecmp(a.host, b.host, a.host_len) && a.path_len == b.path_len &&
			!memcmp(a.path, b.path, a.path_len);
}
