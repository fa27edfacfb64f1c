import place from "./local/place.json";

export default { place };
