/** A button that asks for files. */
import { useRef } from "preact/hooks";
import { Button } from "./button.jsx";

/**
 * @param {{ take(files: FileList | null): void, accept?: string, multiple?: boolean, testId?: string }
 *         & Parameters<typeof Button>[0]} props
 *   take: what is done with the chosen files; accept, multiple: as of an input of files; the rest is the button's
 */
export function ChooseFile({ take, accept, multiple, testId, ...button }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return (
    <>
      <Button onClick={() => input.current?.click()} {...button} />
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        data-testid={testId}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ""; // so that the same file can be chosen again
        }}
      />
    </>
  );
}
