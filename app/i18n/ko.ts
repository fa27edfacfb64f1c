import author from "./ko/author.ts";
import citizen from "./ko/citizen.ts";
import clerk from "./ko/clerk.ts";
import demonstration from "./ko/demonstration.ts";
import developer from "./ko/developer.ts";
import drawn from "./ko/drawn.ts";
import law from "./ko/law.ts";
import mail from "./ko/letters/mail.json";
import outside from "./ko/letters/outside.json";
import papers from "./ko/letters/papers.json";
import office from "./ko/office.ts";
import own from "./ko/own.ts";
import quick from "./ko/quick.ts";
import reporter from "./ko/reporter.ts";
import representative from "./ko/representative.ts";
import voter from "./ko/voter.ts";

/** Every text in one language: what the server renders and writes from. A browser fetches a reader's part at a time. */
export default {
  ...citizen,
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
