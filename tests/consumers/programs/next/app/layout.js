import { createElement } from "react";

export const metadata = { icons: { icon: "data:," } };

export default function Layout({ children }) {
  return createElement("html", { lang: "en" }, createElement("body", null, children));
}
