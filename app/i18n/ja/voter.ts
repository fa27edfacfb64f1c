import map from "./voter/map.json";

export default { map };
