import about from "./newcomer/about.json";

export default { about };
