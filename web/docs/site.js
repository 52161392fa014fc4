/**
 * The documentation's table of contents: every page with its address and its titles. What a page says stands in
 * guides/<path>.md and guides/zh/<path>.md, and is made by reference/: of the schema in both languages, of comments in English.
 *
 * @typedef {{ path: string, en: string, zh: string }} Page
 * @typedef {{ en: string, zh: string, pages: Page[] }} Section
 */

/** @type {Section[]} */
export const sections = [
  {
    en: "Start",
    zh: "开始",
    pages: [
      { path: "index", en: "Overview", zh: "概览" },
      { path: "migrate", en: "From Keras or TensorFlow.js", zh: "从 Keras 或 TensorFlow.js 迁移" },
      { path: "classroom", en: "The playground in a course", zh: "用演练场上课" },
      { path: "questions", en: "Questions and answers", zh: "常见问题" },
    ],
  },
  {
    en: "Guides",
    zh: "指南",
    pages: [
      { path: "train", en: "Train a network", zh: "训练一个网络" },
      { path: "trace", en: "See every number", zh: "看清每一个数" },
      { path: "own-data", en: "Data of your own", zh: "使用自己的数据" },
      { path: "save", en: "Save and resume", zh: "保存与继续训练" },
      { path: "checkpoints", en: "Survive a reload or a crash", zh: "刷新或崩溃之后接着训练" },
      { path: "worker", en: "Train in a worker", zh: "在 worker 中训练" },
      { path: "frameworks", en: "In React, Vue and Svelte", zh: "在 React、Vue 和 Svelte 中" },
      { path: "builds", en: "Fast builds and threads", zh: "更快的构建与线程" },
      { path: "serving", en: "Serving and security policies", zh: "部署与安全策略" },
      { path: "failures", en: "When something fails", zh: "出错的时候" },
      { path: "command-line", en: "On the command line", zh: "命令行" },
    ],
  },
  {
    en: "JavaScript interface",
    zh: "JavaScript 接口",
    pages: [
      { path: "api", en: "At a glance", zh: "一览" },
      { path: "api-glassnet", en: "load and Glassnet", zh: "load 与 Glassnet" },
      { path: "api-model", en: "Model", zh: "模型（Model）" },
      { path: "api-data", en: "Data sets and readers", zh: "数据集与文件读取" },
      { path: "api-advice", en: "Diagnosis and learning rate", zh: "诊断与学习率" },
      { path: "api-worker", en: "glassnet/worker", zh: "glassnet/worker" },
      { path: "api-networks", en: "glassnet/networks", zh: "glassnet/networks" },
      { path: "api-errors", en: "Errors", zh: "错误" },
    ],
  },
  {
    en: "What a network is made of",
    zh: "网络的组成",
    pages: [
      { path: "spec", en: "The spec of a network", zh: "网络的描述" },
      { path: "layers", en: "Layers", zh: "层" },
      { path: "activations", en: "Activations", zh: "激活函数" },
      { path: "losses", en: "Losses", zh: "损失函数" },
      { path: "optimizers", en: "Optimizers", zh: "优化器" },
      { path: "schedules", en: "Learning-rate schedules", zh: "学习率调度" },
      { path: "initializers", en: "Initializers", zh: "初始化" },
      { path: "regularizers", en: "Regularizers", zh: "正则化" },
      { path: "constraints", en: "Constraints", zh: "约束" },
      { path: "augmentations", en: "Augmentations", zh: "数据增广" },
    ],
  },
  {
    en: "Inside",
    zh: "内部",
    pages: [
      { path: "c", en: "The C interface", zh: "C 语言接口" },
      { path: "numerics", en: "Numerics: which bits are promised", zh: "数值：哪些结果逐位相同" },
      { path: "architecture", en: "Architecture", zh: "架构" },
    ],
  },
];

export const pages = sections.flatMap((section) => section.pages);
