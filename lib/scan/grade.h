/* SPDX-License-Identifier: MIT */
#ifndef SCAN_GRADE_H
#define SCAN_GRADE_H

#include "scan/scanner.h"

/* Fill the confidence and the ruling of a match in the bytes at hand. */
void secscan_grade(struct secscan_scanner *scanner, struct match *m);

#endif
