import law from "./law/law.json";

export default { law };
