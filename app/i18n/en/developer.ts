import open from "./developer/open.json";

export default { open };
