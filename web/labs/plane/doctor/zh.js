/** 诊断的句子：哪里不对，试什么。 */
export const zh = {
  notFinite:
    "损失已不是有限的数：每一步走得太远，权重越来越大，直到溢出。学习率 {rate} 太大，请改为 {lower} 后重新开始；输入没有标准化时，先打开标准化。",
  symmetric:
    "第 {layer} 个隐藏层的 {units} 个神经元权重完全相同，得到的梯度也就相同，怎么训练都一样（对称性）。请换用随机的初始化，如 glorotUniform 或 heNormal，再重新开始。",
  diverging:
    "训练在发散：损失从 {first} 升到了 {loss}。学习率 {rate} 太大，请改为 {lower} 后重新开始。",
  unscaled:
    "输入的数值很大（均方根到 {largest}，合适的是 1 左右），净输入因此过大，激活函数饱和，各个方向需要的学习率也相差很多。请打开标准化。",
  dead: "第 {layer} 个隐藏层有 {share} 的 ReLU 神经元对所有样本都输出 0：它们的梯度是 0，不会再学习（死亡 ReLU）。请调小学习率，用 heNormal 初始化后重新开始，或换成 leakyRelu。",
  saturated:
    "第 {layer} 个隐藏层有 {share} 的输出停在 {activation} 的两端（饱和），那里导数接近 0，几乎学不动。请打开标准化，调小学习率后重新开始，或换成 relu。",
  oscillating:
    "损失忽上忽下，每次变化约 {swing}：步子太大，总是越过谷底。学习率 {rate} 太大，请改为 {lower}，或加大批量。",
  vanishing:
    "梯度消失：传回第 {layer} 个隐藏层的梯度只有输出层的 {ratio} 倍，前面的层几乎不动。请把 sigmoid 换成 tanh 或 relu，用 glorotUniform 或 heNormal 初始化，或减少层数。",
  regularised:
    "正则化太强，网络连训练集也学不好（L1 = {l1}，L2 = {l2}，随机失活 {dropout}）。请把它们调小十倍，或先设为 0。",
  slow: "方向对了，只是太慢：损失一直在降，但每步很小。学习率 {rate} 太小，请改为 {higher}，或换成 adam。",
  noBias: "没有偏置，每个神经元的直线都只能通过原点，训练停在了这里。请打开偏置，再重新开始。",
  linear:
    "网络是线性的，只能画出一条直线（一个平面），停在了 {fit}。请加一层非线性的隐藏层（如 4 个 tanh），或添加输入特征。",
  noisyBatch:
    "损失忽上忽下，每次变化约 {swing}：一批只有 {batch} 个样本，梯度的噪声很大。请加大批量，或调小学习率。",
  overlapping:
    "数据的噪声是 {noise}，再好的网络也难超过现在的 {fit}：剩下的是噪声，不是规律。请调小噪声。",
  underfitting:
    "欠拟合：连训练集也只有 {fit}，而且不再进步。网络（{units}）对这些数据来说太小。请增加神经元或隐藏层，或添加输入特征。",
  overfitting:
    "过拟合：验证集的损失是训练集的 {ratio} 倍，是它自己最低时的 {turned} 倍。网络在背样本。请增加样本，用 L2 或随机失活，减少神经元，或提早停止。",
  untrained: "才刚开始，先训练一会儿再看。",
  learning: "还在学习，目前 {fit}，没有发现问题。请继续训练。",
  well: "一切正常：训练集上是 {fit}，验证集没有落后。",
};
