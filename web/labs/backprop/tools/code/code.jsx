/** The training step at hand as a program, to be copied, kept and run. */
import { Copy } from "../../../../ui/copy/copy.jsx";
import { Button } from "../../../../ui/button.jsx";
import { download } from "../../../../ui/download.js";
import { Select } from "../../../../ui/fields.jsx";
import { Icon } from "../../../../ui/icon.jsx";
import { given } from "../../given.js";
import { parametersOf } from "../../network.js";
import { state } from "../../state.js";
import { network, valueAt } from "../../walk.js";
import { t } from "../words.js";
import { programs } from "./programs.js";

/** The weights and biases before the training step that is shown. */
function weightsHere() {
  const numbers = { ...given.value, w: [...given.value.w], b: [...given.value.b] };
  for (const { id, kind, number } of parametersOf(network.value)) {
    const value = valueAt(id, state.step.value);
    if (value !== undefined) numbers[kind === "weight" ? "w" : "b"][number] = value;
  }
  return numbers;
}

export default function Code() {
  const { name, file, run, write } = programs[state.code.value];
  const program = write({
    ...weightsHere(),
    places: state.places.value,
    say: (key) => t(`code.${key}`),
  });
  return (
    <>
      <p class="muted">{t("code.text", { step: state.step.value + 1 })}</p>
      <div class="tool-row">
        <Select
          label={t("code.language")}
          value={state.code.value}
          options={languages.map((value) => ({ value, label: programs[value].name }))}
          onChange={(value) => (state.code.value = value)}
        />
        <Copy what={t("code.what", { name })} formats={{ text: () => program }} />
        <Button onClick={() => download(file, new Blob([program], { type: "text/plain" }))}>
          <Icon name="download" />
          {file}
        </Button>
        <span class="muted">{t.parts("code.run", { command: <code>{run}</code> })}</span>
      </div>
      <pre class="program" tabIndex={0} aria-label={t("code.what", { name })} lang="en">
        <code>
          {program.split("\n").map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </code>
      </pre>
    </>
  );
}

const languages = /** @type {(keyof typeof programs)[]} */ (Object.keys(programs));

/** Comments step back. @param {{ line: string }} props */
function Line({ line }) {
  const cut = line.search(/(\/\/|#) /);
  if (cut < 0) return `${line}\n`;
  return (
    <>
      {line.slice(0, cut)}
      <span class="muted">{line.slice(cut)}</span>
      {"\n"}
    </>
  );
}
