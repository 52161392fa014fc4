#include "../kind.h"

static double factor(const void *options, uint64_t t) {
  (void)options, (void)t;
  return 1;
}

const gn_schedule gn_schedule_constant = {
    .kind = {.type = "constant", .about = {"Stays as it is.", "保持不变。"}, .formula = "\\eta_t = \\eta_0"},
    .factor = factor,
};
