/* Random streams: the same numbers for ever, the right distributions, no relation between streams. */
#include "check.h"
#include "random.h"

enum { DRAWS = 200000 };

/* SplitMix64's published sequence starts so from 0; a stream gives the high halves. */
static void check_generator(void) {
  gn_random random = {0};
  CHECK(gn_random_u32(&random) == 0xe220a839u);
  CHECK(gn_random_u32(&random) == 0x6e789e6au);
  CHECK(gn_random_u32(&random) == 0x06c45d18u);
}

/* These may never change: saved seeds would mean other weights. */
static void check_fixed_numbers(void) {
  gn_random random = gn_random_stream(1, GN_RANDOM_LAYER, 2, 3);
  CHECK(random.state == 0xc05d562fb03cf199u);
  CHECK(gn_random_u32(&random) == 0x1350a3f4u);
  CHECK(gn_random_uniform(&random) == 0x1.d23e18p-2f);
  CHECK(gn_random_normal(&random) == -0x1.728962p-1f);
  CHECK(gn_random_below(&random, 1000) == 549);
}

static void check_uniform(void) {
  gn_random random = gn_random_stream(5, GN_RANDOM_SHUFFLE, 0, 0);
  double sum = 0, squares = 0;
  for (int i = 0; i < DRAWS; i++) {
    const float u = gn_random_uniform(&random);
    if (!(u >= 0 && u < 1 && floorf(u * 0x1p24f) == u * 0x1p24f))
      CHECK(!"uniform on [0, 1) in steps of 2^-24");
    sum += u, squares += (double)u * u;
  }
  CHECK_NEAR(sum / DRAWS, 0.5, 5 * sqrt(1.0 / 12 / DRAWS));
  CHECK_NEAR(squares / DRAWS, 1.0 / 3, 5 * sqrt(4.0 / 45 / DRAWS));
}

static void check_normal(void) {
  gn_random random = gn_random_stream(5, GN_RANDOM_WEIGHTS, 0, 0);
  double moment[5] = {0};
  int within_one = 0;
  for (int i = 0; i < DRAWS; i++) {
    const double x = gn_random_normal(&random);
    double power = 1;
    for (int p = 1; p <= 4; p++) moment[p] += power *= x;
    within_one += fabs(x) < 1;
  }
  CHECK_NEAR(moment[1] / DRAWS, 0, 5 * sqrt(1.0 / DRAWS));
  CHECK_NEAR(moment[2] / DRAWS, 1, 5 * sqrt(2.0 / DRAWS));
  CHECK_NEAR(moment[3] / DRAWS, 0, 5 * sqrt(15.0 / DRAWS));
  CHECK_NEAR(moment[4] / DRAWS, 3, 5 * sqrt(96.0 / DRAWS));
  CHECK_NEAR((double)within_one / DRAWS, 0.682689, 5 * sqrt(0.2166 / DRAWS));
}

static void check_below(uint32_t n) {
  int count[16] = {0};
  gn_random random = gn_random_stream(n, GN_RANDOM_SHUFFLE, 1, 0);
  for (int i = 0; i < DRAWS; i++) {
    const uint32_t x = gn_random_below(&random, n);
    if (x >= n)
      CHECK(!"a number below n");
    else
      count[(uint64_t)x * 16 / n]++;
  }
  if (n % 16 == 0 || n > 1u << 20)
    for (int i = 0; i < 16; i++) CHECK_NEAR(count[i] / (double)DRAWS, 1.0 / 16, 5 * sqrt(15.0 / 256 / DRAWS));
}

/* Streams that differ in one small number, compared draw by draw. */
static double correlation(gn_random a, gn_random b) {
  double sum = 0;
  for (int i = 0; i < DRAWS; i++)
    sum += ((double)gn_random_uniform(&a) - 0.5) * ((double)gn_random_uniform(&b) - 0.5) * 12;
  return sum / DRAWS;
}

static void check_streams(void) {
  const gn_random first = gn_random_stream(1, GN_RANDOM_WEIGHTS, 1, 1);
  const gn_random others[] = {
      gn_random_stream(2, GN_RANDOM_WEIGHTS, 1, 1), gn_random_stream(1, GN_RANDOM_SHUFFLE, 1, 1),
      gn_random_stream(1, GN_RANDOM_LAYER, 1, 1),   gn_random_stream(1, GN_RANDOM_WEIGHTS, 2, 1),
      gn_random_stream(1, GN_RANDOM_WEIGHTS, 1, 2), gn_random_stream(1, GN_RANDOM_WEIGHTS, 0, 1)};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    CHECK_NEAR(correlation(first, others[i]), 0, 5 * sqrt(1.0 / DRAWS));
  CHECK(gn_random_stream(1, GN_RANDOM_WEIGHTS, 1, 1).state == first.state);
}

int main(void) {
  check_generator();
  check_fixed_numbers();
  check_uniform();
  check_normal();
  check_below(1), check_below(3), check_below(16), check_below(3000000000u), check_below(UINT32_MAX);
  check_streams();
  return report();
}
