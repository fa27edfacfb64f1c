import ballot from "./polled/ballot.json";
import compare from "./polled/compare.json";
import polls from "./polled/polls.json";
import turnout from "./polled/turnout.json";
import votes from "./polled/votes.json";

export default { polls, votes, ballot, turnout, compare };
