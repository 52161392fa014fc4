/** The lab's own line icons, in the manner of ui/icon.jsx. */
const paths = {
  undo: "M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3",
  erase: "M4 16.5 13.5 7l6 6L13 19.5H7ZM12 20h8M9 11.5l6 6",
  upload: "M12 16V5M7 10l5-5 5 5M5 20h14",
  arrow: "M4 12h15M13 6l6 6-6 6",
};

/** @param {{ name: keyof typeof paths }} props */
export function Glyph({ name }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
