/** specs.js: models made from the core's description of itself, so that a new kind is met by the tests unasked. */

const asChoice = (value) => (typeof value === "string" ? { type: value } : value);

/** The family a field's value is chosen from: "activation" → "activations"; undefined for a plain value. */
const familyOf = (schema, field) =>
  schema[`${field.type}s`]?.kinds ? `${field.type}s` : undefined;

/** Every kind that a spec uses, as "family/type": by its fields' types, without a list of them here. */
export function kindsOf(schema, spec) {
  const found = new Set();
  const visit = (family, value) => {
    const choice = asChoice(value);
    if (choice === null || choice === undefined) return;
    const type = choice.type ?? schema[family].standard;
    found.add(`${family}/${type}`);
    const kind = schema[family].kinds.find((known) => known.type === type);
    for (const field of [...kind.fields, ...schema[family].common]) {
      const child = familyOf(schema, field);
      if (child && field.name in choice) visit(child, choice[field.name]);
    }
  };
  for (const layer of spec.layers) visit("layers", layer);
  visit("losses", spec.loss);
  visit("optimizers", spec.optimizer);
  return found;
}

export const everyKind = (schema, family) =>
  schema[family].kinds.map(({ type }) => `${family}/${type}`);

/** What a layer must be told besides its type, for an input of twelve numbers; 3 or 0.5 do for a plain one. */
const special = { targetShape: [3, 4], activation: "tanh" };

/** A layer of a type with its required fields filled in, and `inputs` if it takes more than one. */
export function layerOf(kind, inputs = []) {
  const required = kind.fields.filter((field) => !("default" in field));
  const value = (field) => special[field.name] ?? (field.type === "number" ? 0.5 : 3);
  return {
    type: kind.type,
    ...(kind.inputs[0] > 1 && { inputs: inputs.slice(0, kind.inputs[0]) }),
    ...Object.fromEntries(required.map((field) => [field.name, value(field)])),
  };
}
