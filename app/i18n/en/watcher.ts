import results from "./watcher/results.json";

export default { results };
