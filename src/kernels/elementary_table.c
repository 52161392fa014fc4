/* elementary_table.c: the constants of elementary.h. */
#include "elementary.h"

#include <float.h>

const struct gn_elementary gn_elementary = {
    .one = 1,
    .half = 0.5f,
    .infinity = INFINITY,
    .nan = NAN,
    .least_normal = FLT_MIN,
    .ln2_high = 0.693359375f,
    .ln2_low = -2.12194440e-4f,
    .exp_low = -104,
    .exp_high = 89,
    .log2_e = 1.44269504f,
    .round = 12582912,
    .two_23 = 8388608,
    .twenty_three = 23,
    .tanh_end = 82.41235351562f, /* 9.078125², which a float is exactly */
    /* relative errors: 2^−28.3, 2^−27.4, 2^−25.4 */
    .exp = {1.38144661e-3f, 8.36878084e-3f, 4.16683927e-2f, 1.66665196e-1f, 4.9999994e-1f},
    .log = {-7.63446242e-2f, 1.27615631e-1f, -1.31601885e-1f, 1.42017603e-1f, -1.66233569e-1f, 2.00012267e-1f,
            -2.50008196e-1f, 3.33333313e-1f},
    .tanh_over = {1.33831577e-8f, 2.06349723e-5f, 3.49740568e-3f, 1.33826435e-1f, 1},
    .tanh_under = {7.78977267e-7f, 3.28843191e-4f, 2.58841645e-2f, 4.67159659e-1f, 1},
};
