import author from "./ja/author.ts";
import citizen from "./ja/citizen.ts";
import clerk from "./ja/clerk.ts";
import demonstration from "./ja/demonstration.ts";
import developer from "./ja/developer.ts";
import drawn from "./ja/drawn.ts";
import law from "./ja/law.ts";
import mail from "./ja/letters/mail.json";
import outside from "./ja/letters/outside.json";
import papers from "./ja/letters/papers.json";
import office from "./ja/office.ts";
import own from "./ja/own.ts";
import quick from "./ja/quick.ts";
import reporter from "./ja/reporter.ts";
import representative from "./ja/representative.ts";
import voter from "./ja/voter.ts";

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
