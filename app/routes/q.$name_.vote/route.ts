import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { vote } from "#app/domain/quick-poll/vote.ts";
import { votingDevice } from "#app/doors/device.ts";
import { readForm } from "#app/doors/form.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { nameParam } from "#app/doors/quick-poll-param.ts";

/** A vote that is sent by a form, of a browser without scripts: nobody has to be signed in. */
export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { portal, directory, address } = context;
  const name = nameParam(args);
  try {
    await takeLimit(context, "address", address);
    const { device, cookie } = await votingDevice(request, context);
    const form = await readForm(request);
    const choice = Number(form.get("choice"));
    const sent = { choice: Number.isInteger(choice) ? choice : 0, device, address };
    await vote(portal, directory.space.id, name, sent, portal.clock.now());
    return redirect(quickPollPath(name, "?voted=1#vote"), { headers: { "Set-Cookie": cookie } });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    // The page says why; it shows how the poll stands now.
    return redirect(quickPollPath(name, `?refused=${error.code}#vote`));
  }
}

/** What is only an address to send to leads back to its page. */
export function loader(args: LoaderFunctionArgs) {
  return redirect(quickPollPath(nameParam(args, "/vote")));
}
