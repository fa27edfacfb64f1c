import data from "./own/data.json";

export default { data };
