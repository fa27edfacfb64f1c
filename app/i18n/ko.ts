import auditor from "./ko/auditor.ts";
import author from "./ko/author.ts";
import citizen from "./ko/citizen.ts";
import clerk from "./ko/clerk.ts";
import debater from "./ko/debater.ts";
import demonstration from "./ko/demonstration.ts";
import developer from "./ko/developer.ts";
import drawn from "./ko/drawn.ts";
import follower from "./ko/follower.ts";
import law from "./ko/law.ts";
import mail from "./ko/letters/mail.json";
import outside from "./ko/letters/outside.json";
import papers from "./ko/letters/papers.json";
import local from "./ko/local.ts";
import member from "./ko/member.ts";
import newcomer from "./ko/newcomer.ts";
import office from "./ko/office.ts";
import own from "./ko/own.ts";
import polled from "./ko/polled.ts";
import quick from "./ko/quick.ts";
import reporter from "./ko/reporter.ts";
import representative from "./ko/representative.ts";
import subject from "./ko/subject.ts";
import supporter from "./ko/supporter.ts";
import visitor from "./ko/visitor.ts";
import voter from "./ko/voter.ts";
import watcher from "./ko/watcher.ts";

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
