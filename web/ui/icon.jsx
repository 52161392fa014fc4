/** Line icons on a 24-unit grid, drawn in the colour of the text beside them. */
const paths = {
  sun: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12 1v2.5M12 20.5V23M4.2 4.2 6 6M18 18l1.8 1.8M1 12h2.5M20.5 12H23M4.2 19.8 6 18M18 6l1.8-1.8",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  play: "M7 4.5v15l12-7.5Z",
  pause: "M8 5v14M16 5v14",
  next: "m9 5 7 7-7 7",
  previous: "m15 5-7 7 7 7",
  first: "M6 5v14M18 5l-8 7 8 7",
  last: "M18 5v14M6 5l8 7-8 7",
  reset: "M4 4v6h6M4.6 10A8 8 0 1 1 4 13.5",
  stop: "M6 6h12v12H6Z",
  plus: "M12 5v14M5 12h14",
  close: "m6 6 12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  file: "M6 3h8l4 4v14H6ZM14 3v4h4",
  lock: "M6 11h12v9H6ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  share: "M12 15V3M7.5 7.5 12 3l4.5 4.5M6 12H4.5v9h15v-9H18",
  screen: "M3 4h18v12H3ZM12 16v4M8 20h8M9 13l3-6 3 6M10 11h4",
  copy: "M9 9h11v12H9ZM15 9V3H4v12h5",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
};

/** @param {{ name: keyof typeof paths }} props */
export function Icon({ name }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
