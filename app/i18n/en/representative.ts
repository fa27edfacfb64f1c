import apply from "./representative/apply.json";

export default { apply };
