import quick from "./quick/quick.json";

export default { quick };
