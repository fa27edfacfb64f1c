/** Every text in one language. The browser loads this as one file: only its own language. */
import about from "./en/about.json";
import apply from "./en/apply.json";
import auth from "./en/auth.json";
import clerk from "./en/clerk.json";
import common from "./en/common.json";
import demo from "./en/demo.json";
import desk from "./en/desk.json";
import drives from "./en/drives.json";
import duties from "./en/duties.json";
import errors from "./en/errors.json";
import forum from "./en/forum.json";
import home from "./en/home.json";
import ledger from "./en/ledger.json";
import mail from "./en/mail.json";
import me from "./en/me.json";
import moderation from "./en/moderation.json";
import operator from "./en/operator.json";
import proposals from "./en/proposals.json";
import results from "./en/results.json";
import rules from "./en/rules.json";
import search from "./en/search.json";
import write from "./en/write.json";

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
