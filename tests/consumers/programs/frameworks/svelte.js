import { mount } from "svelte";
import Trainer from "./Trainer.svelte";

mount(Trainer, { target: document.getElementById("app") });
