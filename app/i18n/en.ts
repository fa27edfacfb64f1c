import auditor from "./en/auditor.ts";
import author from "./en/author.ts";
import citizen from "./en/citizen.ts";
import clerk from "./en/clerk.ts";
import debater from "./en/debater.ts";
import demonstration from "./en/demonstration.ts";
import developer from "./en/developer.ts";
import drawn from "./en/drawn.ts";
import follower from "./en/follower.ts";
import law from "./en/law.ts";
import mail from "./en/letters/mail.json";
import outside from "./en/letters/outside.json";
import papers from "./en/letters/papers.json";
import local from "./en/local.ts";
import member from "./en/member.ts";
import newcomer from "./en/newcomer.ts";
import office from "./en/office.ts";
import own from "./en/own.ts";
import polled from "./en/polled.ts";
import quick from "./en/quick.ts";
import reporter from "./en/reporter.ts";
import representative from "./en/representative.ts";
import subject from "./en/subject.ts";
import supporter from "./en/supporter.ts";
import visitor from "./en/visitor.ts";
import voter from "./en/voter.ts";
import watcher from "./en/watcher.ts";

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
