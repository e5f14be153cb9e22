// SPDX-License-Identifier: MIT
// The same from C++, with the rules that are linked in.
#include <secscan/secscan.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

struct Free {
	void operator()(secscan_rules *p) const { secscan_rules_free(p); }
	void operator()(secscan_scanner *p) const { secscan_scanner_free(p); }
	void operator()(char *p) const { std::free(p); }
};

// A connection string with a password, made of parts so that it is none here.
static std::string sample()
{
	return std::string("url = postgres://") + "ann:" + "Xk3" + "vQ9zL2m" + "@db.example.com/shop\n";
}

static int count(const secscan_finding *finding, void *payload)
{
	std::cout << finding->line << ": " << finding->rule_id << "\n";
	++*static_cast<int *>(payload);
	return 0;
}

static std::string redact(secscan_scanner *scanner, const secscan_input &input)
{
	char *out = nullptr;
	size_t len = 0;

	if (secscan_redact(&out, &len, scanner, &input, nullptr))
		return "";
	std::unique_ptr<char, Free> owned(out);
	return std::string(out, len);
}

int main()
{
	secscan_rules *rules = nullptr;
	secscan_scanner *scanner = nullptr;
	secscan_error err = {};
	int found = 0;

	if (secscan_rules_builtin(&rules, &err) || secscan_scanner_new(&scanner, rules, &err)) {
		std::cerr << err.message << "\n";
		return 1;
	}
	std::unique_ptr<secscan_rules, Free> own_rules(rules);
	std::unique_ptr<secscan_scanner, Free> own_scanner(scanner);
	const std::string text = sample();
	const secscan_input input = {text.data(), text.size(), "a.txt"};
	if (secscan_scan(scanner, &input, count, &found, &err) || found != 1)
		return 1;
	const std::string out = redact(scanner, input);
	std::cout << out;
	return out.find("[REDACTED:") == std::string::npos || out.find("vQ9zL2m") != std::string::npos;
}
