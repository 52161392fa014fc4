/** 反向传播实验的工具。 */
export const zh = {
  heading: "工具",
  "tool.code": "程序",
  "code.text":
    "第 {step} 次训练的同一计算，写成程序。三个程序打印的各行相同，与页面上的数一致；程序不做中间舍入。",
  "code.language": "语言",
  "code.what": "{name} 程序",
  "code.run": "保存后运行：{command}",
  "code.forward": "前向传播",
  "code.loss": "损失",
  "code.backward": "反向传播",
  "code.update": "更新",
  "code.kernel": "每行对应一个输入，每列对应一个神经元",
  "code.fixed": "这个偏置不学习",
  "code.cancelled": "激活函数的导数与损失的导数约去",
  "code.through": "梯度原样通过",
};
