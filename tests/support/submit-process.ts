import { replyToOpinion } from "#app/domain/kinds/forum/answer-opinion.ts";
import { addSupplement } from "#app/domain/kinds/proposal/author-acts.ts";
import { sendInProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { connect } from "#db/client.ts";
import { FIRST_SPACE } from "./first-space.ts";

/**
 * One of the processes that send in the same: says "ready", waits for the parent's word, then sends each in once, and says
 * what came of them.
 */
const [url = "", author = "", proposal = "", opinion = "", at = ""] = process.argv.slice(2);
const { db, close } = connect(url, { max: 4 });
const now = new Date(at);
const text = { title: "같은 제안 하나", body: "두 번 보냅니다.", category: "safety", district: null };

process.once("message", async () => {
  const results = await Promise.all([
    sendInProposal(db, FIRST_SPACE, Number(author), text, now),
    addSupplement(db, FIRST_SPACE, Number(proposal), Number(author), "같은 보충 하나", now),
    replyToOpinion(db, FIRST_SPACE, Number(opinion), Number(author), "같은 답글 하나", now),
  ]);
  process.send?.({ proposal: results[0] });
  await close();
  process.disconnect();
});
process.send?.("ready");
