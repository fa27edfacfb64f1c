import desk from "./office/desk.json";
import moderation from "./office/moderation.json";
import operator from "./office/operator.json";
import pollDesk from "./office/poll-desk.json";

export default { desk, moderation, operator, pollDesk };
