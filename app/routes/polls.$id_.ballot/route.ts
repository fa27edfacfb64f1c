import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs } from "#app/doors/page.ts";

/** Where a letter leads: to the first question, by the way of signing in for who is not. */
export async function loader(args: LoaderFunctionArgs) {
  await matterParam(args);
  const ballot = `/polls/${args.params.id}#ballot`;
  return readPageAs(args, { permission: "poll.take-part", returnTo: ballot }, async () => redirect(ballot));
}
