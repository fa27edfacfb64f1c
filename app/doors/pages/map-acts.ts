import type { AppLoadContext } from "@remix-run/node";
import type { Similar } from "#app/components/opinion-map/add-statement.tsx";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { addStatement } from "#app/domain/opinion-map/add-statement.ts";
import { hideStatement } from "#app/domain/opinion-map/hide-statement.ts";
import { hidingSchema, statementSchema, voteSchema } from "#app/domain/opinion-map/schema.ts";
import { vote } from "#app/domain/opinion-map/vote.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";

/**
 * What the buttons of an opinion map ask for, by the name of their intent.
 *
 * @param requireMap throws where the matter has no map, or its kind lets this person say nothing on it
 * @returns where to go on, after the page's own address
 * @throws PortalError "bad-request" for anything else; "too-many-requests"
 */
export async function actOnMap(
  context: AppLoadContext,
  matterId: number,
  requireMap: (write: PageWrite) => Promise<void>,
  write: PageWrite,
): Promise<{ to: string } | Similar> {
  const { viewer, form, now } = write;
  const { db } = context.portal;
  const spaceId = context.directory.space.id;
  const typed = textFields(form);
  const ofStatement = () => {
    const id = parseId(typed.statement);
    if (id === undefined) throw new PortalError("not-found");
    return id;
  };
  await requireMap(write);
  switch (typed.intent) {
    case "vote":
    case "change": {
      const said = { statement: ofStatement(), ...parseInput(voteSchema, typed) };
      await vote(db, spaceId, matterId, viewer.personId, [said], now);
      return { to: typed.intent === "vote" ? "#ask" : `?list=1#statement-${said.statement}` };
    }
    case "add": {
      await takeLimit(context, "text", String(viewer.personId));
      const statement = { ...parseInput(statementSchema, typed), anyway: typed.anyway === "yes" };
      const added = await addStatement(db, spaceId, matterId, viewer.personId, statement, now);
      if ("similar" in added) return { ...added, typed };
      return { to: `?${added.isNew ? "added" : "there"}=${added.id}#add` };
    }
    case "hide": {
      const { reason } = parseInput(hidingSchema, typed);
      const id = ofStatement();
      await hideStatement(db, viewer, spaceId, { matterId, id }, reason, now);
      return { to: `?list=1#statement-${id}` };
    }
    default:
      throw new PortalError("bad-request");
  }
}
