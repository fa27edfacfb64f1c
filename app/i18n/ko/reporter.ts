import report from "./reporter/report.json";

export default { report };
