/* SPDX-License-Identifier: MIT */
#ifndef SCAN_PROOFS_H
#define SCAN_PROOFS_H

#include "scan/generators.h"

/* Generators of values that prove themselves to the checks of rules/checks.h. */

/* What completes the run, as the check of the generator's name wants it. */
int secscan_draw_tail(struct drawing *d, const struct generator *self, size_t n);
/* As marvin32, but letters and digits only: the run's first character is drawn anew until it fits. */
int secscan_draw_marvin_base62(struct drawing *d, const struct generator *self, size_t n);

int secscan_draw_base64_json(struct drawing *d, const struct generator *self, size_t n);
int secscan_draw_jwt(struct drawing *d, const struct generator *self, size_t n);
int secscan_draw_jwt_base64(struct drawing *d, const struct generator *self, size_t n);
int secscan_draw_pem(struct drawing *d, const struct generator *self, size_t n);
int secscan_draw_pypi_macaroon(struct drawing *d, const struct generator *self, size_t n);

#endif
