/** Every text in one language. The browser loads this as one file: only its own language. */
import about from "./ja/about.json";
import apply from "./ja/apply.json";
import auth from "./ja/auth.json";
import clerk from "./ja/clerk.json";
import common from "./ja/common.json";
import demo from "./ja/demo.json";
import desk from "./ja/desk.json";
import drives from "./ja/drives.json";
import duties from "./ja/duties.json";
import errors from "./ja/errors.json";
import forum from "./ja/forum.json";
import home from "./ja/home.json";
import ledger from "./ja/ledger.json";
import mail from "./ja/mail.json";
import me from "./ja/me.json";
import moderation from "./ja/moderation.json";
import operator from "./ja/operator.json";
import proposals from "./ja/proposals.json";
import results from "./ja/results.json";
import rules from "./ja/rules.json";
import search from "./ja/search.json";
import write from "./ja/write.json";

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
