import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Trainer } from "./Trainer.jsx";

createRoot(document.getElementById("app")).render(createElement(Trainer));
