/** The doctor's sentences: what is wrong, and what to try. */
export const en = {
  notFinite:
    "The loss is no longer a finite number: each step went too far, and the weights grew until they overflowed. The learning rate of {rate} is too high: set it to {lower} and start again; if the inputs are not standardised, switch that on first.",
  symmetric:
    "The {units} neurons of hidden layer {layer} have the same weights, so they get the same gradients and stay alike however long they train (symmetry). Choose a random initialisation, such as glorotUniform or heNormal, and start again.",
  diverging:
    "The training diverges: the loss has risen from {first} to {loss}. The learning rate of {rate} is too high: set it to {lower} and start again.",
  unscaled:
    "The inputs are large (root mean square up to {largest}; about 1 is right): net inputs become too large, activations saturate, and each direction needs a learning rate of its own. Switch standardisation on.",
  dead: "{share} of the ReLU neurons of hidden layer {layer} give 0 for every sample: their gradient is 0, and they learn no more (dying ReLU). Lower the learning rate and start again from heNormal, or take leakyRelu.",
  saturated:
    "{share} of the outputs of hidden layer {layer} stand at an end of {activation} (saturation), where its derivative is close to 0, and hardly learn. Switch standardisation on, lower the learning rate and start again, or take relu.",
  oscillating:
    "The loss goes up and down by about {swing} each time: the steps are so long that they jump across the valley. The learning rate of {rate} is too high: set it to {lower}, or take larger batches.",
  vanishing:
    "Vanishing gradients: those that reach hidden layer {layer} are only {ratio} times those of the output layer, so the first layers hardly move. Take tanh or relu in place of sigmoid, start from glorotUniform or heNormal, or take fewer layers.",
  regularised:
    "The regularisation is so strong that not even the training samples are fitted (L1 = {l1}, L2 = {l2}, dropout {dropout}). Make it ten times weaker, or set it to 0 first.",
  slow: "The direction is right, the pace is not: the loss keeps falling, but by little. The learning rate of {rate} is too low: set it to {higher}, or take adam.",
  noBias:
    "Without biases each neuron's line goes through the origin, and here the training has come to a stop. Switch biases on and start again.",
  linear:
    "The network is linear: all it can draw is a straight line (a plane), and it has come to a stop at {fit}. Add a hidden layer that is not linear (4 neurons with tanh, say), or input features.",
  noisyBatch:
    "The loss goes up and down by about {swing} each time: a batch of {batch} {batch|sample|samples} gives a noisy gradient. Take larger batches, or a lower learning rate.",
  overlapping:
    "With a noise of {noise} even the best network will hardly get beyond {fit}: what is left is noise, and follows no rule. Take less noise.",
  underfitting:
    "Underfitting: {fit} on the training samples, and no more progress. The network ({units}) is too small for these samples. Add neurons or hidden layers, or input features.",
  overfitting:
    "Overfitting: the validation loss is {ratio} times the training loss, and {turned} times its own lowest. The network learns the samples by heart. Take more samples, L2 or dropout, fewer neurons, or stop early.",
  untrained: "It has only begun: train for a while first.",
  learning: "It is still learning, at {fit} now, and nothing is wrong. Let it go on.",
  well: "All is well: {fit} on the training samples, and validation keeps up.",
};
