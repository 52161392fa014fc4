#include "../kernels/power.h"
#include "../kind.h"

typedef struct exponential_options {
  double rate;
} exponential_options;

static double factor(const void *options, uint64_t t) {
  const exponential_options *o = options;
  return gn_power(o->rate, t);
}

static const gn_field fields[] = {
    {.name = "rate",
     .type = GN_NUMBER,
     .offset = offsetof(exponential_options, rate),
     .fallback = "0.95",
     .range = "above 0 to 1",
     .about = {"What it is multiplied by.", "每次所乘的比例。"}},
    {0},
};

const gn_schedule gn_schedule_exponential = {
    .kind = {.type = "exponential",
             .about = {"Falls by the same share each time.", "每次按同一比例下降。"},
             .formula = "\\eta_t = \\eta_0 \\cdot \\mathrm{rate}^t",
             .fields = fields,
             .options_size = sizeof(exponential_options)},
    .factor = factor,
};
