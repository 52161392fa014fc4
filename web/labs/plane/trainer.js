/**
 * A network in training, and how far it is. Each epoch has an order of its own, from the seed; whether a run is played or
 * stepped by epoch, batch or sample, its weights are the same bits.
 */
import { randomStream } from "../../state/random.js";
import { withSpec } from "./saved.js";

/** @typedef {{ x: Float32Array, y: Float32Array | Uint8Array, count: number }} Set  x: [count × inputs]; y: [count] */
/** @typedef {{ train: Set, validation: Set }} Sets */
/** @typedef {{ epoch: number, read: number, used: number }} Cursor  epoch: epochs completed; read: samples read of the next one; used: those of them that have made updates */
/** @typedef {{ loss: number, accuracy?: number }} Score */
/** @typedef {{ name: string, units: number, output: Float32Array, kernel: Float32Array, bias?: Float32Array }} SeenLayer  output: [places × units] */
/**
 * @typedef {object} Moment
 * @property {Cursor} cursor
 * @property {number} at in epochs, with a fraction within one
 * @property {readonly number[]} waiting the samples of the batch that have been read, and are still to make an update
 * @property {Uint8Array} bytes the saved model
 * @property {Score} train
 * @property {Score | undefined} validation
 * @property {number} rate the learning rate of the next update
 * @property {{ epoch: number, step: number }} counted by the core, for the schedule of that rate
 * @property {SeenLayer[]} layers what each layer makes of the places that are looked at
 */

/** @param {any} layer as trace() gives it @returns {SeenLayer} */
const seen = ({ name, output, outputShape, parameters }) => ({
  name,
  units: outputShape[0],
  output,
  kernel: parameters.kernel.value,
  bias: parameters.bias?.value,
});

const isSame = (/** @type {object} */ a, /** @type {object} */ b) =>
  JSON.stringify(a) === JSON.stringify(b);

/** What an optimizer remembers depends on its type, and on whether there is momentum at all. @param {any} spec */
export const memoryOf = ({ optimizer: { type, momentum } }) => `${type} ${Boolean(momentum)}`;

/** Whether the learning rate goes by the core's count of epochs, which then must be that of the run. @param {any} spec */
const goesByEpoch = ({ optimizer: { schedule } }) => schedule && schedule.by !== "step";

/** Samples that are sent to the worker at once. */
const mostAtOnce = 20_000;

export class Trainer {
  #gn;
  #spec;
  #model;
  /** @type {{ epoch: number, count: number, order: number[] } | undefined} */
  #order;
  /** @type {Sets} */
  sets;
  /** @type {Cursor} */
  cursor = { epoch: 0, read: 0, used: 0 };

  /** @param {any} gn @param {any} model @param {any} spec @param {Sets} sets */
  constructor(gn, model, spec, sets) {
    this.#gn = gn;
    this.#model = model;
    this.#spec = spec;
    this.sets = sets;
  }

  /** @param {any} gn the worker's @param {any} spec @param {Sets} sets */
  static async begin(gn, spec, sets) {
    return new Trainer(gn, await gn.model(spec), spec, sets);
  }

  get spec() {
    return this.#spec;
  }

  get model() {
    return this.#model;
  }

  /** How far it is, in epochs. */
  get at() {
    return this.cursor.epoch + this.cursor.read / this.sets.train.count;
  }

  /** The numbers of the samples in an epoch's order. @param {number} epoch */
  #orderOf(epoch) {
    return randomStream(this.#spec.seed, epoch).order(this.sets.train.count);
  }

  /** Those of this epoch. */
  get order() {
    const { epoch } = this.cursor;
    const { count } = this.sets.train;
    if (this.#order?.epoch !== epoch || this.#order.count !== count)
      this.#order = { epoch, count, order: this.#orderOf(epoch) };
    return this.#order.order;
  }

  /** @param {readonly number[]} rows of the training part */
  #rows(rows) {
    const { x, y, count } = this.sets.train;
    const width = x.length / count;
    const xs = new Float32Array(rows.length * width);
    rows.forEach((row, i) => xs.set(x.subarray(row * width, (row + 1) * width), i * width));
    const Targets = /** @type {any} */ (y.constructor);
    return { x: xs, y: Targets.from(rows, (/** @type {number} */ row) => y[row]) };
  }

  /**
   * What is left of this epoch and, where no batch ends within one epoch and the next, those after it: the worker is
   * asked but once. To the core they are one epoch, so it is not done where the learning rate goes by epochs.
   * @param {number} batchSize @param {number} [most] epochs @returns {Promise<number>} how many it were
   */
  async epochs(batchSize, most = 1) {
    const { epoch, used } = this.cursor;
    const { count } = this.sets.train;
    const areWhole = count % batchSize === 0 && used % batchSize === 0;
    const room = areWhole && !goesByEpoch(this.#spec) ? Math.floor(mostAtOnce / count) : 1;
    const done = Math.max(1, Math.min(most, room));
    const rows = this.order.slice(used);
    for (let i = 1; i < done; i++) rows.push(...this.#orderOf(epoch + i));
    const { x, y } = this.#rows(rows);
    await this.#model.fit(x, y, { batchSize, shuffle: false });
    this.cursor = { epoch: epoch + done, read: 0, used: 0 };
    return done;
  }

  /** The next update; with the last of an epoch the core counts it. @param {number} batchSize */
  async batch(batchSize) {
    const { used } = this.cursor;
    const to = used + batchSize;
    if (to >= this.sets.train.count) return void (await this.epochs(batchSize));
    const { x, y } = this.#rows(this.order.slice(used, to));
    await this.#model.trainOnBatch(x, y);
    this.cursor = { ...this.cursor, read: to, used: to };
  }

  /** The next sample; an update where it completes a batch. @param {number} batchSize */
  async sample(batchSize) {
    const { used, read } = this.cursor;
    const isComplete = read + 1 >= Math.min(used + batchSize, this.sets.train.count);
    if (isComplete) await this.batch(batchSize);
    else this.cursor = { ...this.cursor, read: read + 1 };
  }

  /** How well it does on samples; of none, nothing. @param {Set} samples @returns {Promise<Score | undefined>} */
  async score({ x, y, count }) {
    return count ? this.#model.evaluate(x, y) : undefined;
  }

  /** What the network is now. @param {Float32Array} places what it is shown, [places × inputs] @returns {Promise<Moment>} */
  async look(places) {
    const { train, validation } = this.sets;
    const { at, cursor } = this;
    const [{ layers }, ofTrain, ofValidation, bytes] = await Promise.all([
      this.#model.trace(places),
      this.score(train),
      this.score(validation),
      this.#model.save(),
    ]);
    return {
      cursor,
      at,
      waiting: this.order.slice(cursor.used, cursor.read),
      bytes,
      train: /** @type {Score} */ (ofTrain),
      validation: ofValidation,
      rate: this.#model.learningRate,
      counted: { epoch: this.#model.epochs, step: this.#model.steps },
      layers: layers.filter((/** @type {any} */ layer) => layer.type === "dense").map(seen),
    };
  }

  /** Goes on with other settings, or other samples: the weights stay. @param {any} spec @param {Sets} sets */
  async alter(spec, sets) {
    if (sets !== this.sets) this.cursor = { epoch: this.cursor.epoch, read: 0, used: 0 };
    this.sets = sets;
    if (isSame(spec, this.#spec)) return;
    await this.#replace(await this.#under(spec, this.#model));
    this.#spec = spec;
  }

  /** Back to a moment, to the bit; settings stay as they are now. @param {Moment} moment */
  async back({ bytes, cursor }) {
    const model = await this.#gn.open(bytes);
    this.cursor = cursor;
    await this.#replace(
      isSame(model.spec, this.#spec) ? model : await this.#under(this.#spec, model),
    );
  }

  /** The model under another spec, with what its optimizer remembers where that is of the same sort. @param {any} spec @param {any} model */
  async #under(spec, model) {
    const optimizer = memoryOf(spec) === memoryOf(model.spec);
    const epochs = goesByEpoch(model.spec) ? undefined : this.cursor.epoch;
    return this.#gn.open(withSpec(await model.save({ optimizer }), spec, epochs));
  }

  /** @param {any} model */
  async #replace(model) {
    const old = this.#model;
    this.#model = model;
    await old.dispose();
  }

  /** One weight. @param {import("./runs/written.js").Hand} hand */
  async setWeight([tensor, index, value]) {
    const values = (await this.#model.getWeights())[tensor];
    if (!(index < values?.length)) throw new RangeError(`there is no weight ${tensor}[${index}]`);
    values[index] = value;
    await this.#model.setWeights({ [tensor]: values });
  }

  async dispose() {
    await this.#model.dispose();
  }
}
