import home from "./visitor/home.json";
import rules from "./visitor/rules.json";

export default { home, rules };
