/** Every text in one language. The browser loads this as one file: only its own language. */
import about from "./ko/about.json";
import apply from "./ko/apply.json";
import auth from "./ko/auth.json";
import clerk from "./ko/clerk.json";
import common from "./ko/common.json";
import demo from "./ko/demo.json";
import desk from "./ko/desk.json";
import drives from "./ko/drives.json";
import duties from "./ko/duties.json";
import errors from "./ko/errors.json";
import forum from "./ko/forum.json";
import home from "./ko/home.json";
import ledger from "./ko/ledger.json";
import mail from "./ko/mail.json";
import me from "./ko/me.json";
import moderation from "./ko/moderation.json";
import operator from "./ko/operator.json";
import proposals from "./ko/proposals.json";
import results from "./ko/results.json";
import rules from "./ko/rules.json";
import search from "./ko/search.json";
import write from "./ko/write.json";

export default {
  about,
  apply,
  auth,
  clerk,
  common,
  demo,
  desk,
  drives,
  duties,
  errors,
  forum,
  home,
  ledger,
  mail,
  me,
  moderation,
  operator,
  proposals,
  results,
  rules,
  search,
  write,
};
