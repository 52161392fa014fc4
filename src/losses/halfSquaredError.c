#include "../kernels/squared.h"
#include "../kind.h"

static void value(size_t rows, size_t width, const float *p, const float *y, float *loss) {
  gn_squared_value(0.5, rows, width, p, y, loss);
}

static void gradient(size_t rows, size_t width, const float *p, const float *y, const float *scale,
                     float *d) {
  gn_squared_gradient(0.5, rows, width, p, y, scale, d);
}

const gn_loss gn_loss_halfSquaredError = {
    .kind = {.type = "halfSquaredError",
             .about = {"Half the squared error, summed over the outputs, so that its gradient is just p − y.",
                       "平方误差之和的一半，其梯度恰为 p − y。"},
             .formula = "E = \\tfrac{1}{2} \\sum_i (p_i - y_i)^2",
             .source = "in a network: Rumelhart, Hinton, Williams: Learning representations by "
                       "back-propagating errors, 1986"},
    .of_output = {value, gradient},
};
