import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { countPoll } from "#app/domain/kinds/poll/count-ballots.ts";
import { remindVoters } from "#app/domain/kinds/poll/remind-voters.ts";
import { connect } from "#db/client.ts";
import { killAtStatement } from "./kill-at-statement.ts";
import { CHOICES, countingPollServices, vote } from "./polls.ts";

/**
 * One of the processes that vote or count: "vote" lets each person of a range say three things and then the one that their
 * number gives, while it counts as a portal does; the others die by SIGKILL at a statement of their work.
 */
const [url = "", act = "", moment = "", ...numbers] = process.argv.slice(2);
const [id = 0, first = 0, last = 0] = numbers.map(Number);
const at = new Date(moment);
const { db, close } = connect(url, { max: 8 });
const services = countingPollServices(db);

async function voteAndChange(person: number): Promise<void> {
  for (const choice of [person + 1, person + 2, person + 1, person])
    await vote(services, id, person, { first: CHOICES[choice % CHOICES.length] }, at);
}

switch (act) {
  case "vote":
    await Promise.all(Array.from({ length: last - first + 1 }, (_, index) => voteAndChange(first + index)));
    await services.counter.close();
    await close();
    break;
  case "count-and-die":
    killAtStatement(1 + (first % 9), first % 4);
    await countPoll(services, id, at);
    process.kill(process.pid, "SIGKILL");
    break;
  case "cast-and-die":
    // Of the person `first`, at the statement `last`.
    killAtStatement(last, last % 3);
    await vote(services, id, first, { first: "wide" }, at);
    process.kill(process.pid, "SIGKILL");
    break;
  case "remind-and-die":
    killAtStatement(first, first % 3);
    await remindVoters(db, "https://portal.test", at);
    process.kill(process.pid, "SIGKILL");
    break;
  case "end-and-die":
    killAtStatement(first, first % 4);
    await advancePolls(services, at);
    process.kill(process.pid, "SIGKILL");
    break;
}
