import ledger from "./auditor/ledger.json";

export default { ledger };
