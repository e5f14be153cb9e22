/* SPDX-License-Identifier: MIT */
#include "rules/language.h"

#include "base/array.h"

#include <stdbool.h>
#include <strings.h>

#define LANGUAGE(name) SECSCAN_LANGUAGE_##name
#define BIT(name) (UINT32_C(1) << LANGUAGE(name))

static const struct {
	const char *name;
	uint32_t also; /* languages that its rules hold for as well */
} languages[LANGUAGE(COUNT)] = {
	[LANGUAGE(NONE)] = {"none", 0},
	[LANGUAGE(C)] = {"c", BIT(CPP)},
	[LANGUAGE(CPP)] = {"cpp", 0},
	[LANGUAGE(CSHARP)] = {"csharp", 0},
	[LANGUAGE(DOCKERFILE)] = {"dockerfile", 0},
	[LANGUAGE(GO)] = {"go", 0},
	[LANGUAGE(HTML)] = {"html", 0},
	[LANGUAGE(JAVA)] = {"java", 0},
	[LANGUAGE(JAVASCRIPT)] = {"javascript", BIT(TYPESCRIPT)},
	[LANGUAGE(KOTLIN)] = {"kotlin", 0},
	[LANGUAGE(NGINX)] = {"nginx", 0},
	[LANGUAGE(PHP)] = {"php", 0},
	[LANGUAGE(PYTHON)] = {"python", 0},
	[LANGUAGE(RUBY)] = {"ruby", 0},
	[LANGUAGE(RUST)] = {"rust", 0},
	[LANGUAGE(SHELL)] = {"shell", 0},
	[LANGUAGE(SQL)] = {"sql", 0},
	[LANGUAGE(TERRAFORM)] = {"terraform", 0},
	[LANGUAGE(TYPESCRIPT)] = {"typescript", 0},
	[LANGUAGE(WORKFLOW)] = {"workflow", 0},
	[LANGUAGE(YAML)] = {"yaml", BIT(WORKFLOW)},
};

struct spelling {
	const char *text;
	enum secscan_language language;
};

/* File names in full. */
static const struct spelling file_names[] = {
	{"dockerfile", LANGUAGE(DOCKERFILE)},
	{"containerfile", LANGUAGE(DOCKERFILE)},
	{"gemfile", LANGUAGE(RUBY)},
	{"rakefile", LANGUAGE(RUBY)},
	{"vagrantfile", LANGUAGE(RUBY)},
	{"sconstruct", LANGUAGE(PYTHON)},
	{"pkgbuild", LANGUAGE(SHELL)},
	{".bashrc", LANGUAGE(SHELL)},
	{".bash_profile", LANGUAGE(SHELL)},
	{".profile", LANGUAGE(SHELL)},
	{".zshrc", LANGUAGE(SHELL)},
	{".envrc", LANGUAGE(SHELL)},
};

static const struct spelling extensions[] = {
	{"c", LANGUAGE(C)}, {"h", LANGUAGE(C)}, {"m", LANGUAGE(C)},
	{"cc", LANGUAGE(CPP)}, {"cpp", LANGUAGE(CPP)}, {"cxx", LANGUAGE(CPP)}, {"c++", LANGUAGE(CPP)},
	{"hh", LANGUAGE(CPP)}, {"hpp", LANGUAGE(CPP)}, {"hxx", LANGUAGE(CPP)}, {"h++", LANGUAGE(CPP)},
	{"ipp", LANGUAGE(CPP)}, {"tpp", LANGUAGE(CPP)}, {"mm", LANGUAGE(CPP)}, {"ino", LANGUAGE(CPP)},
	{"cu", LANGUAGE(CPP)},
	{"cs", LANGUAGE(CSHARP)}, {"csx", LANGUAGE(CSHARP)},
	{"dockerfile", LANGUAGE(DOCKERFILE)},
	{"go", LANGUAGE(GO)},
	{"html", LANGUAGE(HTML)}, {"htm", LANGUAGE(HTML)}, {"xhtml", LANGUAGE(HTML)}, {"vue", LANGUAGE(HTML)},
	{"svelte", LANGUAGE(HTML)}, {"erb", LANGUAGE(HTML)}, {"ejs", LANGUAGE(HTML)}, {"hbs", LANGUAGE(HTML)},
	{"handlebars", LANGUAGE(HTML)}, {"mustache", LANGUAGE(HTML)}, {"jinja", LANGUAGE(HTML)},
	{"jinja2", LANGUAGE(HTML)}, {"j2", LANGUAGE(HTML)}, {"twig", LANGUAGE(HTML)}, {"jsp", LANGUAGE(HTML)},
	{"jspx", LANGUAGE(HTML)}, {"cshtml", LANGUAGE(CSHARP)}, {"razor", LANGUAGE(CSHARP)},
	{"java", LANGUAGE(JAVA)},
	{"js", LANGUAGE(JAVASCRIPT)}, {"jsx", LANGUAGE(JAVASCRIPT)}, {"mjs", LANGUAGE(JAVASCRIPT)},
	{"cjs", LANGUAGE(JAVASCRIPT)},
	{"kt", LANGUAGE(KOTLIN)}, {"kts", LANGUAGE(KOTLIN)},
	{"php", LANGUAGE(PHP)}, {"phtml", LANGUAGE(PHP)}, {"php5", LANGUAGE(PHP)}, {"phps", LANGUAGE(PHP)},
	{"py", LANGUAGE(PYTHON)}, {"pyi", LANGUAGE(PYTHON)}, {"pyw", LANGUAGE(PYTHON)}, {"pyx", LANGUAGE(PYTHON)},
	{"rb", LANGUAGE(RUBY)}, {"rake", LANGUAGE(RUBY)}, {"gemspec", LANGUAGE(RUBY)}, {"ru", LANGUAGE(RUBY)},
	{"rs", LANGUAGE(RUST)},
	{"sh", LANGUAGE(SHELL)}, {"bash", LANGUAGE(SHELL)}, {"zsh", LANGUAGE(SHELL)}, {"ksh", LANGUAGE(SHELL)},
	{"ebuild", LANGUAGE(SHELL)}, {"bats", LANGUAGE(SHELL)},
	{"sql", LANGUAGE(SQL)}, {"psql", LANGUAGE(SQL)}, {"pgsql", LANGUAGE(SQL)}, {"ddl", LANGUAGE(SQL)},
	{"tf", LANGUAGE(TERRAFORM)}, {"tfvars", LANGUAGE(TERRAFORM)}, {"hcl", LANGUAGE(TERRAFORM)},
	{"ts", LANGUAGE(TYPESCRIPT)}, {"tsx", LANGUAGE(TYPESCRIPT)}, {"mts", LANGUAGE(TYPESCRIPT)},
	{"cts", LANGUAGE(TYPESCRIPT)},
	{"yml", LANGUAGE(YAML)}, {"yaml", LANGUAGE(YAML)},
};

/* Interpreters of a "#!" line, without their version. */
static const struct spelling interpreters[] = {
	{"sh", LANGUAGE(SHELL)}, {"bash", LANGUAGE(SHELL)}, {"dash", LANGUAGE(SHELL)}, {"ash", LANGUAGE(SHELL)},
	{"ksh", LANGUAGE(SHELL)}, {"zsh", LANGUAGE(SHELL)}, {"bats", LANGUAGE(SHELL)},
	{"python", LANGUAGE(PYTHON)}, {"pypy", LANGUAGE(PYTHON)},
	{"node", LANGUAGE(JAVASCRIPT)}, {"nodejs", LANGUAGE(JAVASCRIPT)}, {"bun", LANGUAGE(JAVASCRIPT)},
	{"deno", LANGUAGE(TYPESCRIPT)}, {"ts-node", LANGUAGE(TYPESCRIPT)}, {"tsx", LANGUAGE(TYPESCRIPT)},
	{"ruby", LANGUAGE(RUBY)}, {"jruby", LANGUAGE(RUBY)},
	{"php", LANGUAGE(PHP)},
};

static enum secscan_language find(const struct spelling *rows, size_t count, const char *text, size_t len)
{
	for (size_t i = 0; len > 0 && i < count; i++) {
		const char *row = rows[i].text;

		if (row[0] == (text[0] | 0x20) && strncasecmp(row, text, len) == 0 && row[len] == '\0')
			return rows[i].language;
	}
	return LANGUAGE(NONE);
}

/* Continuous integration files: YAML with shell inside, run with the repository's rights. */
static bool is_workflow(const char *path, const char *name, size_t stem)
{
	static const char folder[] = ".github/workflows/";
	const char *at = strcasestr(path, folder);

	if (at != NULL && at + sizeof(folder) - 1 == name)
		return true;
	return (stem == 6 && strncasecmp(name, "action", stem) == 0) ||
			(stem == 10 && strncasecmp(name, ".gitlab-ci", stem) == 0);
}

/* Dockerfile.alpine; but dockerfile.ini is none. */
static bool is_variant(const char *name, const char *of)
{
	const size_t len = strlen(of);

	return strncmp(name, of, len) == 0 && name[len] == '.';
}

static enum secscan_language of_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	enum secscan_language language = LANGUAGE(NONE);

	if (dot != NULL)
		language = find(extensions, ARRAY_SIZE(extensions), dot + 1, strlen(dot + 1));
	if (language == LANGUAGE(YAML) && is_workflow(path, name, (size_t)(dot - name)))
		return LANGUAGE(WORKFLOW);
	if (language == LANGUAGE(NONE) && dot != NULL && strcasecmp(dot, ".conf") == 0 && strcasestr(path, "nginx") != NULL)
		return LANGUAGE(NGINX);
	if (language != LANGUAGE(NONE))
		return language;
	if (is_variant(name, "Dockerfile") || is_variant(name, "Containerfile"))
		return LANGUAGE(DOCKERFILE);
	return find(file_names, ARRAY_SIZE(file_names), name, strlen(name));
}

/* "#!/usr/bin/env -S python3.11 -u": the last part of the first word that is neither env nor its option. */
static enum secscan_language of_shebang(const char *line, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t end, base;

		while (at < len && (line[at] == ' ' || line[at] == '\t'))
			at++;
		for (end = base = at; end < len && line[end] > ' '; end++) {
			if (line[end] == '/')
				base = end + 1;
		}
		if (end == at)
			break;
		at = end;
		if ((base < end && line[base] == '-') || (end - base == 3 && memcmp(line + base, "env", 3) == 0))
			continue;
		while (end > base && ((line[end - 1] >= '0' && line[end - 1] <= '9') || line[end - 1] == '.'))
			end--;
		return find(interpreters, ARRAY_SIZE(interpreters), line + base, end - base);
	}
	return LANGUAGE(NONE);
}

enum secscan_language secscan_language_of(const char *path, const void *data, size_t len)
{
	const char *text = data;
	enum secscan_language language = path != NULL ? of_path(path) : LANGUAGE(NONE);
	const char *end;

	if (language != LANGUAGE(NONE) || len < 3 || text[0] != '#' || text[1] != '!')
		return language;
	if (len > 256)
		len = 256;
	end = memchr(text, '\n', len);
	return of_shebang(text + 2, (end != NULL ? (size_t)(end - text) : len) - 2);
}

enum secscan_language secscan_language_parse(const char *name)
{
	for (unsigned i = LANGUAGE(NONE) + 1; i < LANGUAGE(COUNT); i++) {
		if (strcmp(languages[i].name, name) == 0)
			return (enum secscan_language)i;
	}
	return LANGUAGE(NONE);
}

const char *secscan_language_name(enum secscan_language language)
{
	return (unsigned)language < LANGUAGE(COUNT) ? languages[language].name : "none";
}

uint32_t secscan_language_mask(const char *name)
{
	enum secscan_language language = secscan_language_parse(name);

	if (strcmp(name, "any") == 0)
		return UINT32_MAX;
	if (language == LANGUAGE(NONE))
		return 0;
	return (UINT32_C(1) << language) | languages[language].also;
}
