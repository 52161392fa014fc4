#include "../kernels/power.h"
#include "../kind.h"

typedef struct step_options {
  double factor;
  int32_t every;
} step_options;

static double factor(const void *options, uint64_t t) {
  const step_options *o = options;
  return gn_power(o->factor, t / (uint64_t)o->every);
}

static const gn_field fields[] = {
    {.name = "factor",
     .type = GN_NUMBER,
     .offset = offsetof(step_options, factor),
     .fallback = "0.1",
     .range = "above 0 to 1",
     .about = {"What it is multiplied by.", "每次所乘的比例。"}},
    {.name = "every",
     .type = GN_INTEGER,
     .offset = offsetof(step_options, every),
     .fallback = "10",
     .range = "at least 1",
     .about = {"How long it stays between two drops.", "两次下降之间隔多久。"}},
    {0},
};

const gn_schedule gn_schedule_step = {
    .kind = {.type = "step",
             .about = {"Stays, then drops, again and again.", "逐级下降。"},
             .formula = "\\eta_t = \\eta_0 \\cdot \\mathrm{factor}^{\\lfloor t / \\mathrm{every} \\rfloor}",
             .fields = fields,
             .options_size = sizeof(step_options)},
    .factor = factor,
};
