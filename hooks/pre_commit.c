#include <secscan/secscan.h>
#include <stdio.h>
static int show(const struct secscan_finding *f, void *p)
{
	(void)p;
	printf("%u:%u %s %s\n", f->line, f->column, f->rule_id, secscan_confidence_name(f->confidence));
	return 0;
}
int main(void)
{
	static char buf[1 << 20];
	struct secscan_rules *r; struct secscan_scanner *s; struct secscan_error e = {0};
	if (secscan_rules_builtin(&r, &e) || secscan_scanner_new(&s, r, &e)) { puts(e.message); return 3; }
	struct secscan_input in = {buf, fread(buf, 1, sizeof buf, stdin), "x"};
	if (secscan_scan(s, &in, show, 0, &e)) puts(e.message);
	secscan_scanner_free(s); secscan_rules_free(r);
	return 0;
}
