import auditor from "./ja/auditor.ts";
import author from "./ja/author.ts";
import citizen from "./ja/citizen.ts";
import clerk from "./ja/clerk.ts";
import debater from "./ja/debater.ts";
import demonstration from "./ja/demonstration.ts";
import developer from "./ja/developer.ts";
import drawn from "./ja/drawn.ts";
import follower from "./ja/follower.ts";
import law from "./ja/law.ts";
import mail from "./ja/letters/mail.json";
import outside from "./ja/letters/outside.json";
import papers from "./ja/letters/papers.json";
import local from "./ja/local.ts";
import member from "./ja/member.ts";
import newcomer from "./ja/newcomer.ts";
import office from "./ja/office.ts";
import own from "./ja/own.ts";
import polled from "./ja/polled.ts";
import quick from "./ja/quick.ts";
import reporter from "./ja/reporter.ts";
import representative from "./ja/representative.ts";
import subject from "./ja/subject.ts";
import supporter from "./ja/supporter.ts";
import visitor from "./ja/visitor.ts";
import voter from "./ja/voter.ts";
import watcher from "./ja/watcher.ts";

/** Every text in one language: what the server renders and writes from. A browser fetches a reader's part at a time. */
export default {
  ...citizen,
  ...member,
  ...watcher,
  ...local,
  ...auditor,
  ...follower,
  ...polled,
  ...debater,
  ...supporter,
  ...visitor,
  ...newcomer,
  ...subject,
  ...author,
  ...representative,
  ...voter,
  ...reporter,
  ...drawn,
  ...quick,
  ...own,
  ...law,
  ...developer,
  ...clerk,
  ...office,
  mail,
  outside,
  papers,
  ...demonstration,
};
