/* SPDX-License-Identifier: MIT */
#include "scanner_fixture.h"

#include "base/array.h"
#include "base/buffer.h"
#include "scan/template.h"

#define PROOF "remedy = r\nsample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"

/* One rule with a format of its own, and generic ones as loose as rules can be: all is left to the steps. */
static const char secrets[] =
		"[format]\nname = n\nseverity = critical\npattern = \\btok_[0-9A-Za-z_*.-]{16,64}\n" PROOF
		"[checked]\nname = n\nseverity = critical\npattern = \\bghp_[0-9A-Za-z]{36}\\b\ncheck = crc32-base62\n" PROOF
		"[generic]\nname = n\nseverity = medium\nyields = yes\n"
		"pattern = (?:secret|token|api_key|SECRET|TOKEN|Token)[\\w.-]{0,24}[\"']?\\s{0,3}[:=]{1,2}\\s{0,3}[\"']?"
		"([^\\s\"']{8,200})\n" PROOF
		"[password]\nname = n\nseverity = medium\nyields = yes\nchosen = yes\n"
		"pattern = (?:password|PASSWORD|Password)[\\w.-]{0,24}[\"']?\\s{0,3}[:=]{1,2}\\s{0,3}[\"']?([^\\s\"']{6,80})\n" PROOF
		"[url]\nname = n\nseverity = high\nchosen = yes\n"
		"pattern = \\bamqp://[^\\s:/@]{0,40}:([^\\s/@]{1,60})@[^\\s/]{1,80}\n" PROOF
		"[hash]\nname = n\nseverity = high\nchosen = yes\npattern = \\$2b\\$10\\$[./0-9A-Za-z]{53}\n" PROOF
		"[joined]\nname = n\nseverity = high\npattern = \\bEAAK[0-9A-Za-z]{20,60}\n" PROOF
		"[key]\nname = n\nseverity = critical\nhomemade = yes\ncheck = pem\ntrigger = -----BEGIN PRIVATE KEY-----\n"
		"pattern = -----BEGIN PRIVATE KEY-----\\s{1,2}([0-9A-Za-z+/=\\s]{40,16000})\n" PROOF
		"[ticket]\nname = n\nseverity = high\nhomemade = yes\ncheck = jwt\n"
		"pattern = \\bey[\\w-]{10,200}\\.ey[\\w-]{10,200}\\.[\\w-]{20,200}\n" PROOF;

#define BEGIN "-----BEGIN PRIVATE KEY-----\n"
#define END "\n-----END PRIVATE KEY-----\n"
#define KEY BEGIN "{pem*4}" END
#define SMALL_KEY BEGIN "MIIBOgIBAAJB{base64*412}" END
/* An OpenSSH key with a comment: its length, itself and the padding, as base64. */
#define SSH_KEY(comment) BEGIN "b3BlbnNzaC1rZXktdjEA{base64*60}" comment END
#define CERTIFICATE(body) "-----BEGIN CERTIFICATE-----\n" body "\n-----END CERTIFICATE-----\n"

static char told[128];

/* The first candidate decides: "step" for dropped, "step?" for doubted, "kept" or "verified". */
static void note(const struct secscan_explanation *e, void *payload)
{
	(void)payload;
	if (*told)
		return;
	if (e->ruling == SECSCAN_KEPT)
		snprintf(told, sizeof(told), "kept");
	else
		snprintf(told, sizeof(told), "%s%s", e->step, e->ruling == SECSCAN_DOUBTED ? "?" : "");
	ck_assert_msg(*e->reason && e->line, "%s gives no reason or no line", e->step);
}

static void setup(void)
{
	make_scanner(secrets, NULL);
	secscan_scanner_explain(scanner, note, NULL);
}

static const struct {
	const char *name;
	const char *path;
	const char *text; /* a template */
	const char *told;
} rows[] = {
	{"a format of its own", "a", "tok_{base62*32}", "kept"},
	{"a format with EXAMPLE at its end", "a", "tok_{base62*20}EXAMPLE", "placeholder"},
	{"a format with EXAMPLE inside", "a", "tok_{base62*8}EXAMPLE{base62*12}", "placeholder?"},
	{"a format with EXAMPLE twice", "a", "tok_{base62*8}EXAMPLE{base62*8}EXAMPLE{base62*4}", "placeholder"},
	{"a format with your_", "a", "tok_your_access_token_1", "placeholder"},
	{"a format with dummy", "a", "tok_dummy{base62*16}", "placeholder?"},
	{"a format of crosses", "a", "tok_{'x'*32}", "placeholder"},
	{"a format of stars", "a", "tok_{'*'*32}", "placeholder"},
	{"a format cut short", "a", "tok_{base62*60}{hex*4}...", "placeholder?"},
	{"a format of one digit", "a", "tok_{'0'*32}", "repeated"},
	{"a format of two digits", "a", "tok_{'01'*12}", "repeated?"},
	{"a format that repeats", "a", "tok_{'abC1'*8}", "repeated?"},
	{"a format that counts", "a", "tok_1234567890abcdef12", "sequence?"},
	{"a format of words", "a", "tok_the_quick_brown_fox_jumps", "kept"},
	{"a format that is masked", "a", "tok_{base62*60}{hex*4}##########", "placeholder"},
	{"a format in a test", "tests/a.py", "tok_{base62*32}", "kept"},
	{"a format in minified code", "x.min.js", "tok_{base62*32}", "kept"},
	{"a format in a lock file", "yarn.lock", "tok_{base62*32}", "kept"},
	{"a checksum that holds", "a", "ghp_{base62*30}{crc32-base62}", "kept"},
	{"a checksum that does not", "a", "ghp_{base62*36}", "check?"},

	{"random", "a", "api_key = {base62*32}", "kept"},
	{"random, quoted", "a.c", "char *api_key = \"{base62*32}\";", "kept"},
	{"hex", "a", "api_key = {hex*40}", "kept"},
	{"base64", "a", "secret: {base64*43}=", "kept"},
	{"changeme", "a", "secret = changeme-{digit*4}", "placeholder"},
	{"a variable in braces", "a", "secret = ${{API_SECRET_1}", "placeholder"},
	{"a mustache", "a", "secret = {{{{api_secret}}", "placeholder"},
	{"angle brackets", "a", "secret = <your-secret-9>", "placeholder"},
	{"a format string", "a", "token: bearer%s", "placeholder"},
	{"redacted", "a", "token = REDACTED-{digit*3}", "placeholder"},
	{"a token cut short", "a", "token = {base62*16}...", "placeholder"},
	{"my secret key", "a", "secret = my-secret-key-1", "placeholder"},
	{"deadbeef", "a", "secret_key = {'deadbeef'*4}", "placeholder"},
	{"one character", "a", "secret_key = {'7'*24}", "repeated"},
	{"a unit over and over", "a", "secret_key = {'a1b2c'*5}", "repeated"},
	{"a short count", "a", "secret_key = 1234567890", "sequence"},
	{"a long count", "a", "secret_key = 0123456789abcdef0123456789abcdef", "sequence?"},

	{"among what a log shows", "a.log", "Login{{user=ada, password=Walnut77 }", "kept"},
	{"among others, by its signs", "a.lua", "login{{user=ada, password=Zaun&Kiel3 }", "kept"},
	{"among others, in a literal", "a.cs", "o.Cache = \"redis:6380 password=Walnut77x ,ssl=True\";", "kept"},
	{"among others, in the default of a variable", "a.log", "${{password:Zaun&Kiel3 }", "reference"},
	{"among arguments", "a.lua", "login{{user=ada, password=pwValue2 }", "reference"},
	{"a UUID of a second key", "a.py", "APP_TOKEN2 = \"{hex*8}-{hex*4}-4{hex*3}-a{hex*3}-{hex*12}\"", "kept"},
	{"a UUID of a second id", "a.py", "api_key_part2 = \"{hex*8}-{hex*4}-4{hex*3}-a{hex*3}-{hex*12}\"", "id"},
	{"what stands in a field", "a.cs", "if (txtPassword.Text == \"Walnut77x\")", "kept"},
	{"the text of a label", "a.cs", "passwordLabel.Text = \"Walnut77x\";", "name"},

	{"unset inside a word", "a", "password = Sunset2021!", "kept"},
	{"todo inside a word", "a", "password = Todorov1987", "kept"},
	{"example inside a word", "a", "password = Exampleton9", "kept"},
	{"a sample that goes on", "a", "password = Sampler-kite-9", "kept"},
	{"a row of keys and more", "a", "password = Qwerty-moon-77", "kept"},
	{"a row of keys", "a", "password = Qwerty12!", "placeholder?"},
	{"example before its like", "a", "password = ExamplePass9", "placeholder"},
	{"example in capitals", "a", "api_key = {base62*9}aEXAMPLEKEY", "placeholder"},
	{"dummy before its like", "a", "password = dummypassword1", "placeholder"},
	{"unset as a word", "a", "password = UNSET-PW-1", "placeholder?"},
	{"crosses of both cases", "a", "secret = k3N/a9QzxxXX7bRt/Lw2+vPqA8dE", "kept"},
	{"a version of a word", "a", "PASSWORD: password_v1", "placeholder"},
	{"cut by its own dots", "a", "secret = 3b7cd72d9...", "placeholder"},
	{"a dollar in a password", "a", "password = 'kX9$mQ2vLt7'", "kept"},
	{"a dollar before a name", "a", "password = \"kX9$username\"", "placeholder"},
	{"a dollar at the start", "a", "password = '$kX9mQ2vLt7'", "kept"},
	{"a brace in a password", "a", "password = 'kX9{{mQ2v}Lt7'", "kept"},
	{"a name in braces", "a", "password = 'kX9{{user_name}'", "placeholder"},
	{"a template of rules", "a", "password = 'kX9{{base64url*40}'", "placeholder"},
	{"angles in a password", "a", "password = 'kX9<mQ2v>Lt7'", "kept"},
	{"a tag in a text", "a", "password = 'kX9<strong>Lt7'", "placeholder"},
	{"a hash sign at the start", "a", "password = '#kX9mQ2vLt7'", "kept"},
	{"the id of an element", "a", "password = '#field-pass-2'", "reference"},
	{"a list of kinds", "a", "password_rules = 'lower,upper,sign'", "name"},
	{"a comma in a password", "a", "password = 'kXqg,mQvLt'", "kept"},
	{"a list of words", "a", "password = 'lower,upper,sign'", "phrase"},
	{"settings of a filter", "a", "password = vpp_x=w=1280:h=720:mode=hq", "phrase"},
	{"a pattern for passwords", "a", "password = '^(?=.*[A-Z]).{{8,40}$'", "phrase"},
	{"an algorithm", "a", "password = 'PBKDF2WithHmacSHA512'", "phrase"},
	{"encrypted with a master password", "a.yml", "password: ENC({base64*22})", "phrase"},
	{"code without quotes", "a", "password = pass1.join(;)", "reference"},
	{"the same in a settings file", "a.properties", "password = kX9(mQ2;vLt7", "kept"},
	{"a member of an object", "a", "{{ password: kartoffel37, x: y }", "reference"},
	{"a password in a flow of YAML", "a.yml", "{{ password: kartoffel37 }", "kept"},
	{"a label in another language", "a", "password = 'Kennphrase'", "words"},
	{"whether it is right", "a", "password_ok = 'pwd-strength-4'", "name"},
	{"letters written as digits", "a", "secret = f3w3r-5ma11-v4r14bl35", "words"},
	{"base64 that begins with a plus", "a", "secret = '+k3N9a9QzxXX7bRtLw2vPqA8dEkk3N9a9Qzx77bRt='", "kept"},

	{"what one account of Windows opens", "a", "token = AQAAANCMnd8BFdERjHoA{base64*100}", "decoded"},
	{"the same in hex", "a", "secret = 01000000d08c9ddf0115d1118c7a00c04fc297eb{hex*100}", "decoded"},
	{"what a key of a service opens", "a", "password = AQICAH{base64*70}", "decoded"},
	{"a short value that begins so", "a", "token = AQICAH{base62*30}", "kept"},
	{"a key that is shown to browsers", "a", "pusher_app_key_token = {base62*20}", "name"},
	{"a count of tokens", "a", "token_count = {base62*20}", "name"},
	{"the name of a secret", "a", "secretName: {base62*20}", "name"},
	{"the path of a key", "a", "token-path={base62*20}", "name"},
	{"an id in camel case", "a", "accessTokenId = {base62*20}", "name"},
	{"a public token", "a", "public_token = {base62*32}", "name"},
	{"a csrf token", "a", "csrfToken = {base62*32}", "name"},
	{"a tokenizer", "a", "tokenizer = {base62*20}", "name"},
	{"a page token", "a", "nextPageToken: {base62*20}", "name"},
	{"the field of a password", "a", "passwordField = {pass*12}", "name"},
	{"a secret with a service before it", "a", "acme_mailer_secret = {base62*32}", "kept"},

	{"code in C", "a.c", "token = next{base62*12};", "code"},
	{"code in Python", "a.py", "secret_key = make{base62*12}", "code"},
	{"a comment in Python", "a.py", "# secret_key = {base62*24}", "kept"},
	{"no code in YAML", "a.yaml", "secret_key: {base62*24}", "kept"},
	{"no code in a shell", "a.sh", "SECRET_KEY={base62*24}", "kept"},
	{"the environment in Python", "a", "secret = os.environ['X_SECRET']", "reference"},
	{"the environment in JavaScript", "a", "token: process.env.APP_TOKEN,", "reference"},
	{"a look-up of C", "a", "secret = getenv(APP_SECRET_1)", "reference"},
	{"a phase of Windows Setup", "a.xml", "<settings password=\"oobeSystem\">", "reference"},
	{"an option of a module", "a.yml", "password: on_create", "reference"},
	{"a password before a colon", "a.py", "f(password=\"kX9mQ2vLt7\"): x", "kept"},
	{"a shell variable", "a", "SECRET=$APP_SECRET_1", "reference"},
	{"the name of a variable", "a", "token = 'GITHUB_API_TOKEN'", "reference"},
	{"an absolute path", "a", "secret = /run/secrets/app_key", "reference"},
	{"a path from here", "a", "secret: ../certs/server-key", "reference"},
	{"a file", "a", "token = 'server-private.pem'", "reference"},
	{"an address without a password", "a", "token = https://login.acme.io/oauth/v2", "reference"},
	{"a member", "a", "token = response.body.accessToken", "reference"},
	{"an ARN", "a", "secret = arn:aws:secretsmanager:eu-west-1:{digit*12}:secret:app", "reference"},
	{"a time", "a", "token = 2023-04-28T14:33:09", "reference"},
	{"a version", "a", "token = 12.11.10-21", "reference"},

	{"a lock file", "web/package-lock.json", "\"token\": \"{base64*64}\"", "usual-file"},
	{"go.sum", "go.sum", "token = {base64*44}", "usual-file"},
	{"a checksum that says so", "a", "token = sha512-{base64*86}==", "hash"},
	{"a checksum in its place", "a", "integrity token = {hex*64}", "hash"},
	{"a commit", "a", "commit token = {hex*40}", "hash"},
	{"as long as a checksum, no word of one", "a", "api_key = {hex*40}", "kept"},
	{"a UUID of something", "a", "secretRole: {uuid}", "name"},
	{"a UUID of something else", "a", "token_for_box: {uuid}", "id"},
	{"a class of characters", "a", "secret_key = 0-9A-Za-z+/{digit*12}", "placeholder"},
	{"a UUID as a key", "a", "api_key: {uuid}", "kept"},
	{"minified by name", "x/jquery.min.js", "api_key = '{base62*32}'", "minified"},
	{"a source map", "x.js", "api_key = '{base62*32}'\n//# sourceMappingURL=x.js.map", "minified"},
	{"a secret by its member's name in minified code", "x.min.js", "a={{client_secret:\"{base62*32}\"}", "kept"},
	{"words by such a name", "x.min.js", "a={{client_secret:\"customerAddressValidation2\"}", "minified"},
	{"another member in minified code", "x.bundle.js", "a={{deviceToken:\"{base62*32}\"}", "minified"},
	{"the sources in a source map", "x.js.map", "\"const api_key = '{base62*32}';\\\\n\"", "kept"},
	{"code in a source map", "x.js.map", "\"const api_key = f9x{base62*32};\\\\n\"", "minified"},
	{"names in a source map", "x.js.map", "\"api_key='{base62*32}'\"", "minified"},
	{"minified by line", "x.js", "{'a=b;'*500}token='{base62*32}'", "minified"},
	{"a long line of JSON", "x.json", "{'1,2,3,'*400}token='{base62*32}'", "kept"},
	{"generated code", "x.go", "// Code generated by protoc. DO NOT EDIT.\nvar api_key = \"{base62*32}\"", "generated"},

	{"words", "a", "secret = the_quick_brown_fox", "words"},
	{"a name in camel case", "a", "token: 'fetchRemoteAccount'", "words"},
	{"a name with hyphens", "a", "token: 'main-navigation-button'", "words"},
	{"words and numbers", "a", "secret: 'server-region-2-primary'", "words"},
	{"a title", "a", "Token: 'Authentication'", "words"},
	{"letters that are no words", "a", "secret = {lower*24}", "kept"},
	{"digits and letters", "a", "secret = {base36*16}z", "kept"},
	{"code between two texts", "a", "label:'Password:',other:'Other:'", "reference"},
	{"a token in a test", "src/__tests__/login.js", "api_key = '{base62*32}'", "test-file?"},
	{"a token in a fixture", "spec/fixtures/a.yml", "api_key: {base62*32}", "test-file?"},
	{"a token in a manual", "docs/guide.md", "api_key: {base62*32}", "test-file?"},
	{"a token in a runbook", "docs/runbook-db.md", "api_key: {base62*32}", "kept"},
	{"a token in a folder of the ones on duty", "docs/on-call/db.md", "api_key: {base62*32}", "kept"},
	{"a token in a manual of a protocol", "docs/client_credentials_grant.md", "api_key: {base62*32}", "test-file?"},
	{"a token beside a private address", "docs/guide.md", "ssh 10.20.4.12 api_key: {base62*32}", "test-file?"},
	{"a token beside a public address", "docs/guide.md", "ssh 11.20.4.12 api_key: {base62*32}", "test-file?"},
	{"a token beside a version", "docs/guide.md", "v10.20.4 api_key: {base62*32}", "test-file?"},
	{"a token beside a host of the house", "docs/guide.md", "db01.acme.lan: api_key: {base62*32}", "kept"},
	{"a token beside a host of every cluster", "docs/guide.md", "db.svc.cluster.local api_key: {base62*32}", "test-file?"},
	{"a token beside a made-up host", "docs/guide.md", "db.example.internal api_key: {base62*32}", "test-file?"},
	{"a token in a README", "README.md", "api_key: {base62*32}", "kept"},
	{"a token in docs that are no text", "docs/settings.py", "api_key = '{base62*32}'", "kept"},
	{"a test by its name", "pkg/login_test.go", "var api_key = \"{base62*32}\"", "test-file?"},
	{"a word for a password", "a", "amqp://app:passphrase@mq.acme.io", "placeholder?"},
	{"a plain word for this machine", "a", "amqp://app:cachepass@localhost", "documentation-host?"},
	{"a password of words", "a", "password = 'correcthorsebattery'", "words?"},
	{"a message about a password", "a", "password = 'invalid-password'", "words"},

	{"a password", "a", "password = {pass*12}", "kept"},
	{"a password called super secret", "a", "password = SuperSecret{digit*2}!", "placeholder?"},
	{"a password with a template", "a", "password = ${{PASSWORD}", "placeholder"},
	{"a short word for this machine", "a", "amqp://app:{base62*5}@localhost", "documentation-host?"},
	{"a password for this machine", "a", "amqp://guest:guest@localhost:5672", "documentation-host"},
	{"root and root in a compose file", "a", "amqp://root:root@queue:5672", "documentation-host"},
	{"a good password for this machine", "a", "amqp://guest:{pass*12}x@localhost:5672", "kept"},
	{"a variable of the shell", "a", "amqp://app:$AMQP_PASSWORD@mq.acme.io", "documentation-host"},
	{"a dollar before more", "a", "amqp://app:$kX9mQ2vLt7@mq.acme.io", "kept"},
	{"a host of the documentation", "a", "amqp://app:{base62*12}@mq.example.com", "documentation-host?"},
	{"foo and bar in the documentation", "a", "amqp://foo:bar@mq.example.com", "documentation-host"},
	{"a host", "a", "amqp://app:{base62*12}@mq.acme.io", "kept"},

	{"a password with a number", "a", "password = password1", "placeholder?"},
	{"what git wants beside a token", "a", "password = x-oauth-basic", "placeholder"},
	{"one letter as a host", "a", "amqp://app:{base62*12}@d", "documentation-host?"},
	{"a login that everybody tries", "a", "secret = dXNlcm5hbWU6cGFzc3dvcmQ=", "login"},
	{"a login with a word for a password", "a", "secret = Y3VzdG9tVXNlcjpjdXN0b21QYXNz", "login?"},
	{"a login", "a", "secret = YWRtaW46{base64*24}", "kept"},
	{"a login with words for a password", "a", "secret = Y2ktcnVubmVyOnZlbHZldGhvcnNl", "login?"},
	{"a login that is filled in later", "a", "secret = Y2ktcnVubmVyOmNoYW5nZW1lLTQy", "login"},
	{"a login that everybody tries, filled up", "a", "secret = cm9vdDpwYXNzd29yZAAA", "login"},
	{"a certificate in base64", "a", "secret = LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1J{base64*60}", "decoded"},
	{"a key's header in base64", "a", "secret = LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCg==", "decoded"},
	{"a key in base64", "a", "secret = LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1J{base64*110}", "kept"},
	{"a host in base64", "a", "secret = ZGItMS5hY21lLWNvcnAuaW8=", "decoded"},
	{"no host: it has a capital", "a", "secret = ZGItMS5BY21lLWNvcnAuaW8=", "kept"},
	{"a sealed value", "a.yml", "spec:\n  encryptedData:\n    token: AgB{base64*90}", "decoded"},
	{"a value of the next document", "a.yml", "encryptedData:\n  a: b\n---\ntoken: AgB{base64*90}", "kept"},
	{"a piece of a mail", "a", "{base64*20}+EAAK{base62*39}\n", "piece"},
	{"no piece: it is the whole line", "a", "EAAK{base62*60}\n", "kept"},
	{"no piece: the line is short", "a", "x+EAAK{base62*40}\n", "kept"},
	{"the name of a function", "a.py", "def tok_{lower*20}():", "called"},
	{"a call in a text", "a.py", "x = 'tok_{lower*20}()'", "kept"},

	{"a database of a workflow", ".github/workflows/a.yml", "services:\n  db:\n    env:\n      SA_PASSWORD: {pass*8}", "kept"},
	{"a database beside a workflow's job", ".github/workflows/a.yml",
			"jobs:\n  a:\n    services:\n      db:\n        env:\n          SA_PASSWORD: {pass*8}", "service?"},
	{"a login in a workflow with services", ".github/workflows/a.yml",
			"jobs:\n  a:\n    services:\n      db:\n    env:\n      HUB_PASSWORD: {pass*8}", "kept"},
	{"a database elsewhere", "a.yml", "x:\n  services:\n    SA_PASSWORD: {pass*8}", "kept"},

	{"commented-out code", "A.java", "// password = \"{pass*12}\"", "kept"},
	{"a Javadoc", "A.java", "/**\n * Call with password = \"{pass*12}\".\n */", "documented?"},
	{"a doc comment of Rust", "a.rs", "/// let password = \"{pass*12}\";", "documented?"},
	{"what a call gives", "a.rb", "# user.password = '{pass*12}'\n# user.save  # => true", "documented?"},
	{"what a call gives, far away", "a.rb", "# user.save  # => true\nx = 1\n# password = '{pass*12}'", "kept"},
	{"a doctest", "a.py", "\"\"\"\n>>> connect(password='{pass*12}')\n\"\"\"", "documented?"},
	{"a section of examples", "a.yml", "EXAMPLES: |\n  - name: x\n    password: {pass*12}", "documented?"},
	{"a section after the examples", "a.yml", "EXAMPLES: |\n  - x\nOTHER:\n  password: {pass*12}", "kept"},
	{"a hash", "a.yml", "auth: $2b$10${base62*53}", "kept"},
	{"a hash in a comment", "a.yml", "# ada:$2b$10${base62*53}", "documented?"},
	{"a hash of nobody", "a", "ada@example.com, $2b$10${base62*53}", "documented?"},

	{"a key", "etc/server.key", KEY, "kept"},
	{"a key among tests", "tests/server.key", KEY, "made-for-tests?"},
	{"a key among tests in camel case", "src/dockerTest/server.key", KEY, "made-for-tests?"},
	{"a key among tests with a hyphen", "smoke-test2/server.key", KEY, "made-for-tests?"},
	{"a key in a folder with test in a word", "latest/contest/server.key", KEY, "kept"},
	{"a key in a tree that lies among tests", "/tmp/smoke-test/server.key", KEY, "kept"},
	{"a key in a test's source", "a/TlsTests.java", KEY, "made-for-tests?"},
	{"a key in a manual", "docs/tls.md", KEY, "made-for-tests?"},
	{"a key in a runbook", "docs/runbooks/tls.md", KEY, "kept"},
	{"a key in a README", "README.md", KEY, "kept"},
	{"a key for production among tests", "tests/prod/server.key", KEY, "kept"},
	{"a key to log in with among tests", "tests/id_rsa", KEY, "kept"},
	{"an account's key among tests", "tests/a.json", "\"private_key" "_id\": 1, " KEY, "kept"},
	{"a key for this machine", "certs/localhost.key", KEY, "made-for-tests?"},
	{"a key that is called after a test", "certs/test-server.pem", KEY, "made-for-tests?"},
	{"a file that is called test", "test.pem", KEY, "kept"},
	{"settings that are called after a test", "test-server.yml", KEY, "kept"},
	{"a key too small", "etc/server.key", SMALL_KEY, "made-for-tests?"},
	{"a certificate for this machine", "a", CERTIFICATE("ICBsb2NhbGhvc3QgIA==") KEY, "made-for-tests?"},
	{"a certificate for a host", "a", CERTIFICATE("ICBtcS5hY21lLmlvICA=") KEY, "kept"},
	{"a certificate that an authority gave", "a", CERTIFICATE("IERpZ2lDZXJ0IGxvY2FsaG9zdCA=") KEY, "kept"},
	{"a person's key among tests", "tests/a", SSH_KEY("AAAACWFubkBkZWx0YQEC"), "kept"},
	{"a test's key among tests", "tests/a", SSH_KEY("AAAACXRlc3Qta2V5MQEC"), "made-for-tests?"},
	{"root's key of this machine among tests", "tests/id_rsa", SSH_KEY("AAAADnJvb3RAbG9jYWxob3N0"), "made-for-tests?"},
	{"a web token", "a", "{jwt}", "kept"},
	{"a web token in a test", "tests/a.py", "{jwt}", "made-for-tests?"},
	{"a web token of an issuer in a test", "tests/a.py",
			"eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lkLmFjbWUuaW8ifQ.{base64url*43}", "kept"},
	{"a web token of a test's issuer", "tests/a.py",
			"eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvY2FsaG9zdCJ9.{base64url*43}", "made-for-tests?"},

	{"a word in another script", "a", "password = Пароль", "translation"},
	{"another script with a digit", "a", "password = Пароль2024", "translation?"},
	{"an umlaut in a password", "a", "password = Grünfink-77", "kept"},
	{"a translation", "web/locales/fi.json", "\"password\": \"Vahvista\"", "translation"},
	{"a translation by its language", "i/strings_pt-BR.xml", "password=Confirmar", "translation"},
	{"a translation of a template", "src/lang/aa-ER/x.php", "'password': 'crwdns{digit*4}:0'", "translation?"},
	{"code in a folder called lang", "src/lang/db.py", "password = '{pass*12}'", "kept"},
	{"settings with a region in the name", "db-eu.json", "password: '{pass*12}'", "kept"},
	{"a label with blanks", "a", "\"Wrong password\": \"Vahvista\"", "translation"},
	{"a label with blanks, and a password", "a", "\"DB password\": \"{pass*12}\"", "kept"},
	{"the name again", "a", "Password_ResetFromApp = 'password-reset-from-app'", "restated"},
	{"the name again, of a parameter", "a.sql", "Token2Upgrade := @Token2Upgrade", "restated"},
	{"the name again, at its end", "a", "com_Password4j = 'password4j'", "restated"},
	{"an entry of a directory", "a", "passwordPolicy2 = cn=expirein10,ou=policies,dc=acme", "reference"},
	{"one word of the name", "a", "password_for_carrot = 'carrotkq'", "kept"},
	{"a published value", "a", "token = JBSWY3DP{'EHPK3PXP'*1}", "published?"},
	{"a comment that disowns", "a.c", "token = \"{base62*32}\"; // not a real one", "disowned?"},
	{"a comment above that disowns", "a.c", "// fake, for the form\ntoken = \"{base62*32}\";", "disowned?"},
	{"a comment two lines above", "a.c", "// fake\n\ntoken = \"{base62*32}\";", "kept"},
	{"a comment of something else", "a.c", "token = \"{base62*32}\"; // of the mail server", "kept"},
	{"an event's key", "a", "password = 'iam.events.pw-changed.v1'", "reference?"},
	{"a script", "a", "token = 'plugins/oauth2/secret-v1.lua'", "reference"},
	{"a URN", "a", "token = 'urn:ietf:params:oauth:2'", "reference"},
	{"a switch", "a", "amqp://app:false@mq.acme.io", "placeholder"},
	{"yours", "a", "password = 'YourMailControl7'", "placeholder"},
	{"a queue of messages", "a", "message_queue_password = '{pass*12}'", "kept"},
	{"a store of events", "a", "EVENT_STORE_PASSWORD='{pass*12}'", "kept"},
	{"one that is meant to be wrong", "a", "wrong_password = '{pass*12}'", "name"},
	{"no language: settings of a place", "db-Prod.json", "password: '{pass*12}'", "kept"},
	{"no language: settings of a region", "app-US.yml", "password: '{pass*12}'", "kept"},
	{"no comment: a URL with the word", "a.json", "token: '{base62*32}', url: 'https://fake.acme.io/#dummy'", "kept"},
	{"no comment: a bullet above", "a.md", "* fake ones:\n* token: '{base62*32}'", "kept"},
	{"a password that ends as a file", "a", "password = 'Haslo2021.pl'", "kept"},
	{"a name behind an escape", "a", "?a=1%26page_token={base62*24}", "name"},
	{"a public key", "a", "token = MFkwEwYHKoZIzj0CAQ{base64*60}", "decoded"},
	{"an account's address", "a", "token = 0x{hex*40}", "id"},
	{"a key's fingerprint", "a", "gpg_signing_token = {hex*40}", "id"},
	{"a web token for everybody", "a", "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.{base64url*43}", "made-for-tests?"},
};

START_TEST(tells)
{
	struct buffer text = {0};
	struct secscan_input input = {.path = rows[_i].path};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		secscan_buffer_reset(&text);
		ck_assert_int_eq(secscan_template_expand(&text, rows[_i].text, seed, NULL), 0);
		input.data = text.data;
		input.len = text.len;
		*told = '\0';
		ck_assert_int_eq(secscan_scanner_match(scanner, &input, NULL), 0);
		ck_assert_msg(!strcmp(told, rows[_i].told), "%s: %s, not %s (seed %d: %s)", rows[_i].name,
				*told ? told : "no candidate", rows[_i].told, (int)seed, text.data);
	}
	secscan_buffer_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plausible");
	TCase *tcase = tcase_create("plausible");

	tcase_add_unchecked_fixture(tcase, setup, free_scanner);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, tells, 0, ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
