import about from "./citizen/about.json";
import auth from "./citizen/auth.json";
import ballot from "./citizen/ballot.json";
import common from "./citizen/common.json";
import compare from "./citizen/compare.json";
import drives from "./citizen/drives.json";
import duties from "./citizen/duties.json";
import errors from "./citizen/errors.json";
import forum from "./citizen/forum.json";
import home from "./citizen/home.json";
import ledger from "./citizen/ledger.json";
import me from "./citizen/me.json";
import polls from "./citizen/polls.json";
import proposals from "./citizen/proposals.json";
import results from "./citizen/results.json";
import rules from "./citizen/rules.json";
import search from "./citizen/search.json";
import turnout from "./citizen/turnout.json";
import votes from "./citizen/votes.json";

export default {
  common,
  home,
  proposals,
  polls,
  votes,
  ballot,
  turnout,
  compare,
  forum,
  duties,
  rules,
  results,
  search,
  ledger,
  me,
  auth,
  errors,
  about,
  drives,
};
