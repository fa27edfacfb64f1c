import accessibility from "./subject/accessibility.json";
import privacy from "./subject/privacy.json";

export default { accessibility, privacy };
