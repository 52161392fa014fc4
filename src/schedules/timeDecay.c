#include "../kind.h"

typedef struct time_decay_options {
  double rate;
} time_decay_options;

static double factor(const void *options, uint64_t t) {
  const time_decay_options *o = options;
  return 1 / (1 + o->rate * (double)t);
}

static const gn_field fields[] = {
    {.name = "rate",
     .type = GN_NUMBER,
     .offset = offsetof(time_decay_options, rate),
     .fallback = "1",
     .range = "from 0 to 1000000",
     .about = {"It has halved at t = 1/rate.", "t = 1/rate 时减半。"}},
    {0},
};

const gn_schedule gn_schedule_timeDecay = {
    .kind = {.type = "timeDecay",
             .about = {"Falls fast at first, then ever slower.", "先快后慢地下降。"},
             .formula = "\\eta_t = \\frac{\\eta_0}{1 + \\mathrm{rate} \\cdot t}",
             .source = "Robbins, Monro: A stochastic approximation method, 1951",
             .fields = fields,
             .options_size = sizeof(time_decay_options)},
    .factor = factor,
};
