/** Where the user's own files of MNIST's format are dropped or chosen. */
import { useState } from "preact/hooks";
import { ChooseFile } from "../../ui/choose-file.jsx";
import { Icon } from "../../ui/icon.jsx";
import { whole as count } from "../../ui/number.js";
import { fileProblem, files } from "./data.js";
import { readFiles } from "./read-files.js";
import { isUnderWay } from "./run.js";
import { t } from "./words.js";

export default function DropZone() {
  const [isOver, setOver] = useState(false);
  const problem = fileProblem.value;
  const own = files.value;
  return (
    <div
      class={isOver ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        readFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p>
        {own
          ? t("files.got", {
              train: count(own.train.labels.length),
              validation: count(own.validation.labels.length),
            })
          : t("files.hint")}
      </p>
      <ChooseFile
        take={(chosen) => readFiles([...(chosen ?? [])])}
        multiple
        testId="mnist-files"
        disabled={isUnderWay.value}
      >
        <Icon name="file" />
        {t("files.choose")}
      </ChooseFile>
      {problem && (
        <p class="complaint" role="alert">
          {t(`files.${problem.code}`, { file: problem.file ?? "", detail: problem.detail ?? "" })}
        </p>
      )}
    </div>
  );
}
