import { useId } from "preact/hooks";

/**
 * A plate of glass with things on it: a section, named by its heading where it has one.
 *
 * @param {{ heading?: any, level?: 1 | 2 | 3 | 4, tools?: any, class?: string, children?: any, [rest: string]: any }} props
 *   tools: what stands at the right of the heading
 */
export function Panel({ heading, level = 2, tools, class: extra = "", children, ...rest }) {
  const id = useId();
  const Heading = /** @type {any} */ (`h${level}`);
  return (
    <section class={`panel ${extra}`} aria-labelledby={heading ? id : undefined} {...rest}>
      {(heading || tools) && (
        <div class="panel-head">
          {heading && <Heading id={id}>{heading}</Heading>}
          {tools}
        </div>
      )}
      {children}
    </section>
  );
}
