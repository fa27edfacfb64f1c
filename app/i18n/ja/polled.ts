import ballot from "./polled/ballot.json";
import compare from "./polled/compare.json";
import polls from "./polled/polls.json";
import turnout from "./polled/turnout.json";

export default { polls, ballot, turnout, compare };
