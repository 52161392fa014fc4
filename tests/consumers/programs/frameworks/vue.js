import { createApp } from "vue";
import Trainer from "./Trainer.vue";

createApp(Trainer).mount("#app");
