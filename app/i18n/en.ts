import author from "./en/author.ts";
import citizen from "./en/citizen.ts";
import clerk from "./en/clerk.ts";
import demonstration from "./en/demonstration.ts";
import developer from "./en/developer.ts";
import drawn from "./en/drawn.ts";
import law from "./en/law.ts";
import mail from "./en/letters/mail.json";
import outside from "./en/letters/outside.json";
import papers from "./en/letters/papers.json";
import office from "./en/office.ts";
import own from "./en/own.ts";
import quick from "./en/quick.ts";
import reporter from "./en/reporter.ts";
import representative from "./en/representative.ts";
import voter from "./en/voter.ts";

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
