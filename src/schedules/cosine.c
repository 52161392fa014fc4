#include "../kernels/power.h"
#include "../kind.h"

typedef struct cosine_options {
  int32_t over, warmup;
  double minimum;
} cosine_options;

/* The warm-up begins one part above 0, so that no step is made for nothing, and ends where the cosine begins:
 * (t + 1)/(warmup + 1), with t = warmup giving 1. */
static double factor(const void *options, uint64_t t) {
  const cosine_options *o = options;
  const uint64_t warmup = (uint64_t)o->warmup, over = (uint64_t)o->over;
  if (t < warmup) return (double)(t + 1) / (double)(warmup + 1);
  t -= warmup;
  if (t >= over) return o->minimum;
  return o->minimum + (1 - o->minimum) * 0.5 * (1 + gn_cos_pi((double)t / (double)over));
}

static const gn_field fields[] = {
    {.name = "over",
     .type = GN_INTEGER,
     .offset = offsetof(cosine_options, over),
     .range = "at least 1",
     .about = {"How long the fall takes, after the warm-up.", "预热之后下降用多久。"}},
    {.name = "warmup",
     .type = GN_INTEGER,
     .offset = offsetof(cosine_options, warmup),
     .fallback = "0",
     .range = "at least 0",
     .about = {"How long it rises in a straight line before that.", "此前线性上升多久。"}},
    {.name = "minimum",
     .type = GN_NUMBER,
     .offset = offsetof(cosine_options, minimum),
     .fallback = "0",
     .range = "from 0 to 1",
     .about = {"The share of the learning rate left at the end.", "最后保留的比例。"}},
    {0},
};

const gn_schedule gn_schedule_cosine = {
    .kind = {.type = "cosine",
             .about = {"Falls along half a cosine, after a warm-up if wanted.",
                       "沿半个余弦下降，之前可预热。"},
             .formula =
                 "\\eta_t = \\eta_0 \\left(m + (1 - m)\\, \\tfrac{1 + \\cos(\\pi (t - w) / T)}{2}\\right)",
             .source = "Loshchilov, Hutter: SGDR, stochastic gradient descent with warm restarts, 2016, "
                       "arXiv:1608.03983",
             .fields = fields,
             .options_size = sizeof(cosine_options)},
    .factor = factor,
};
