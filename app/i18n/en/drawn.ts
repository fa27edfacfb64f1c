import draw from "./drawn/draw.json";

export default { draw };
