/** 训练时念出来的句子。 */
export const zh = {
  begun: "网络正在训练。",
  whole: "{epoch} 轮后：训练损失 {loss}。",
  within: "{epoch} 轮又 {read} 个样本后：训练损失 {loss}。",
  accuracy: "验证准确率 {accuracy}。",
};
