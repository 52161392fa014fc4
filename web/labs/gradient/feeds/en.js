/** @type {{ [K in keyof typeof import("./zh.js").zh]: string }} */
export const en = {
  "batch.task": "Task",
  "task.linear": "Linear unit, 12 samples",
  "task.logistic": "Logistic regression, 12 samples",
  "batch.size": "Batch size B",
  "batch.epochs": "Epochs",
  "batch.plane": "The plane of w and b",
  "batch.label":
    "Contour map of the loss J over w and b, with the paths of the three ways to update",
  "batch.now":
    "Each way has seen {seen} {seen|sample|samples}, which is {epochs} {epochs|epoch|epochs}. One epoch = N/B iterations: with N = {count} and B = {size}, {iterations}.",
  "batch.heading": "Three ways to update",
  "feed.sample": "stochastic",
  "feed.mini": "mini-batch",
  "feed.batch": "batch",
  "batch.updates": "Iterations",
  "batch.update": "Iteration",
  "batch.used": "Samples used",
  "batch.byGradient": "first ‖∇J‖ < θ",
  "batch.byStep": "first ‖Δw‖ < ε",
  "batch.theta": "Stop rule θ: ‖∇J‖ < θ",
  "batch.epsilon": "Stop rule ε: ‖Δw‖ < ε",
  "batch.rules":
    "Stochastic: one sample an update; batch: all of them. The last two rows say at which iteration each rule holds first. ∇J is the gradient over all samples. Stochastic steps are now long, now short: a short one by chance does not mean that the valley is reached.",
  "batch.table": "{name}: the figures of each iteration (table)",
  "batch.fit": "Samples and fit",
  "batch.samples": "The samples and the fit; used in the last update: {list}",
  "batch.fitNote": "The fit now, by {name} updates; the large rings were used in the last of them.",
  "batch.losses": "Loss",
  "batch.chart": "Loss J over all samples",
  "batch.seen": "Samples seen",
};
