/**
 * A button. `kind`: "primary" for the one thing to do next, "quiet" without a border, else plain.
 * `label` names it where its content is a picture; `pressed` makes it a toggle.
 *
 * @param {{ kind?: "primary" | "plain" | "quiet", label?: string, pressed?: boolean, class?: string,
 *           children?: any } & import("preact").ButtonHTMLAttributes<HTMLButtonElement>} props
 */
export function Button({ kind = "plain", label, pressed, class: extra = "", children, ...rest }) {
  return (
    <button
      type="button"
      class={`button button-${kind} ${extra}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      {...rest}
    >
      {children}
    </button>
  );
}
