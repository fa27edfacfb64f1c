import proposals from "./supporter/proposals.json";

export default { proposals };
