import write from "./author/write.json";

export default { write };
