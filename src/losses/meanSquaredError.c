#include "../kernels/squared.h"
#include "../kind.h"

static void value(size_t rows, size_t width, const float *p, const float *y, float *loss) {
  gn_squared_value(1.0 / (double)width, rows, width, p, y, loss);
}

static void gradient(size_t rows, size_t width, const float *p, const float *y, const float *scale,
                     float *d) {
  gn_squared_gradient(1.0 / (double)width, rows, width, p, y, scale, d);
}

const gn_loss gn_loss_meanSquaredError = {
    .kind =
        {.type = "meanSquaredError",
         .about = {"Mean squared error: the squared differences to the targets, averaged over the outputs.",
                   "均方误差：预测与目标之差的平方，对各输出取平均。"},
         .formula = "E = \\frac{1}{n} \\sum_{i=1}^{n} (p_i - y_i)^2",
         .source = "least squares: Legendre: Nouvelles méthodes pour la détermination des orbites des "
                   "comètes, 1805"},
    .of_output = {value, gradient},
};
