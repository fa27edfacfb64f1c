import desk from "./office/desk.json";
import moderation from "./office/moderation.json";
import operator from "./office/operator.json";
import polling from "./office/polling.json";
import voting from "./office/voting.json";

export default { desk, moderation, operator, polling, voting };
