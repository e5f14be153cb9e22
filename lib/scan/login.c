/* SPDX-License-Identifier: MIT */
/* A user and a password, in a URL or encoded for a header: who they are, and where they lead. */
#include "base/base64.h"
#include "scan/plausible.h"
#include "scan/words.h"

#include <ctype.h>
#include <string.h>

enum {
	SHORT_PASSWORD = 6,
	WORDY = 450, /* single words have little to be judged by */
	LONGEST_LOGIN = 120,
};

struct url {
	struct span user, password, host;
};

static const char *const trivial[] = {"password", "passwd", "pass", "pwd", "pw", "p", "secret", "root", "admin",
		"administrator", "postgres", "postgresql", "mysql", "mongo", "redis", "rabbitmq", "guest", "user",
		"username", "usr", "u", "test", "testing", "tester", "foo", "bar", "baz", "foobar", "abc", "abc123",
		"123", "1234", "12345", "123456", "12345678", "hunter2", "letmein", "token", "key", "app", "dev",
		"demo", "db", "dbuser", "dbpass", "dbpassword", "myuser", "mypass", "mypassword", "mysecret",
		"auth", "login", "me", "you", "a", "b", "x", "y", "xxx", "password123",
		"passw0rd", "passw@rd", "p@ssword", "p@ssw0rd", "pass123", "s3cr3t", "toor",
		"sa", "name", "some", "pass1", "user1", "alice", "bob", NULL};

static const char *const local_hosts[] = {"localhost", "127.0.0.1", "0.0.0.0", "[::1]", "host.docker.internal",
		"host", "hostname", "server", "myhost", "yourhost", NULL};

static const char *const documentation_hosts[] = {"example.com", "example.org", "example.net", ".example", ".test",
		".invalid", ".localhost", "domain.com", "domain.tld", "myserver.com", "yourdomain.com",
		"mydomain.com", "host.com", "hostname.com", "host.name", "foo.com", "bar.com", "foobar.com",
		"acme.test", NULL};

static bool is_host_end(char ch)
{
	return !isalnum((unsigned char)ch) && !strchr(".-_[", ch);
}

/* The URL that the value is the password of, or that it holds. */
static bool find_url(struct url *out, const struct candidate *c)
{
	const char *scheme = memmem(c->match.at, c->match.len, "://", 3);
	const char *end = c->line.at + c->line.len, *at, *colon;

	if (!scheme)
		return false;
	scheme += 3;
	at = memchr(scheme, '@', (size_t)(end - scheme));
	colon = at ? memchr(scheme, ':', (size_t)(at - scheme)) : NULL;
	if (!colon)
		return false;
	for (const char *p = at + 1; p < end && !is_host_end(*p) && *p != '@'; p++)
		out->host.len = (size_t)(p + 1 - (at + 1));
	out->host.at = at + 1;
	out->user = (struct span){scheme, (size_t)(colon - scheme)};
	out->password = (struct span){colon + 1, (size_t)(at - colon - 1)};
	return true;
}

static bool same_span(struct span a, struct span b)
{
	return a.len == b.len && !memcmp(a.at, b.at, a.len);
}

static bool is_plain_word(struct span password)
{
	return !secscan_span_count(password, isdigit) && secscan_words_cost(password) < WORDY;
}

/* $PGPASSWORD: what a shell fills in. */
static bool is_shell_variable(struct span password)
{
	size_t letters = secscan_span_count(password, isupper), digits = secscan_span_count(password, isdigit), marks = 0;

	for (size_t i = 0; i < password.len; i++)
		marks += password.at[i] == '_';
	return password.len > 2 && *password.at == '$' && letters > digits && !isdigit((unsigned char)password.at[1]) &&
			1 + letters + digits + marks == password.len;
}

const char *secscan_step_host(const struct candidate *c, enum secscan_ruling *ruling)
{
	struct url url = {0};
	bool is_trivial, is_local;

	if (!find_url(&url, c))
		return NULL;
	if (is_shell_variable(url.password))
		return "it is a variable";
	is_trivial = same_span(url.user, url.password) || secscan_span_is_any(url.password, trivial);
	is_local = secscan_span_is_any(url.host, local_hosts) || !memchr(url.host.at, '.', url.host.len);
	if (is_trivial && is_local)
		return "a password that everybody tries, for a server on this machine";
	if (is_local && (url.password.len < SHORT_PASSWORD || is_plain_word(url.password))) {
		*ruling = SECSCAN_DOUBTED;
		return "a plain or short word, for a server on this machine";
	}
	if (url.host.len != 1 && !secscan_span_ends_any(url.host, documentation_hosts))
		return NULL;
	*ruling = is_trivial ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
	return "its host exists in documentation only";
}

/* The user and the password of a Basic header, where the value is one: text:text, in base64. */
static bool decode_login(struct url *out, char text[LONGEST_LOGIN], struct span value)
{
	size_t len = value.len <= LONGEST_LOGIN ? secscan_base64_decode(text, LONGEST_LOGIN, value.at, value.len) : 0;
	const char *colon = memchr(text, ':', len);

	while (len && !text[len - 1])
		len--; /* Docker fills up with zeros */
	if (!colon || colon == text || *text == '{' || secscan_span_count((struct span){text, len}, isprint) != len)
		return false;
	out->user = (struct span){text, (size_t)(colon - text)};
	out->password = (struct span){colon + 1, (size_t)(text + len - colon - 1)};
	return out->password.len > 0;
}

static struct span without_digits(struct span s)
{
	while (s.len > 1 && isdigit((unsigned char)s.at[s.len - 1]))
		s.len--;
	return s;
}

/* testpass123, customPass: a word for a password that is its own value. */
static bool speaks_of_itself(struct span password)
{
	static const char *const words[] = {"pass", "pwd", "secret", "token", "test", "demo", "dummy", "fake", NULL};
	struct span word = without_digits(password);

	return secscan_span_has_any(word, words) && is_plain_word(word);
}

/* As if it stood in the open. */
static bool is_placeholder(const struct candidate *c, struct span password, enum secscan_ruling *ruling)
{
	struct candidate open = *c;

	open.text = open.value = password;
	return secscan_step_placeholder(&open, ruling) != NULL;
}

const char *secscan_step_login(const struct candidate *c, enum secscan_ruling *ruling)
{
	char text[LONGEST_LOGIN];
	struct url login = {0};

	if (!decode_login(&login, text, c->value))
		return NULL;
	if (same_span(login.user, login.password) || secscan_span_is_any(login.password, trivial))
		return "decoded, it is a password that everybody tries";
	if (is_placeholder(c, login.password, ruling))
		return "decoded, its password is one that is filled in later";
	*ruling = SECSCAN_DOUBTED;
	if (speaks_of_itself(login.password))
		return "decoded, its password is a word for one";
	return is_plain_word(login.password) ? "decoded, its password is made of words" : NULL;
}
