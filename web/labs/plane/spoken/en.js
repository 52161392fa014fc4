/** @type {typeof import("./zh.js").zh} */
export const en = {
  begun: "The network is in training.",
  whole: "After {epoch} {epoch|epoch|epochs}: training loss {loss}.",
  within:
    "After {epoch} {epoch|epoch|epochs} and {read} {read|sample|samples}: training loss {loss}.",
  accuracy: "Validation accuracy {accuracy}.",
};
