import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { exportList } from "#app/domain/kinds/drive/export-list.ts";
import { readForm } from "#app/doors/form.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";
import { streamInTurn, takeLimits } from "#app/doors/guard.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs, textFields } from "#app/doors/page.ts";
import { listWords } from "./list-words.server.ts";

const doorOf = (path: string) => ({ permission: "drive.read-personal", returnTo: path }) as const;

/** A look back at the form: the file is sent only when it is asked for. */
export function loader(args: LoaderFunctionArgs) {
  const path = `/clerk/drives/${idParam(args.params.id)}/list`;
  return readPageAs(args, doorOf(path), async () => redirect(path));
}

/** The list as a file that only its recipient can open; what was not accepted goes back in the form's address. */
export function action(args: ActionFunctionArgs): Promise<Response> {
  const { request, params, context } = args;
  const id = idParam(params.id);
  const path = `/clerk/drives/${id}/list`;
  return readPageAs(args, doorOf(path), async ({ viewer }) => {
    await requireFreshFor(args, "export", path);
    await takeLimits(context, viewer, "text");
    const { portal } = context;
    const form = await readForm(request);
    const services = { ...portal.signing, papers: portal.papers };
    const asking = {
      spaceId: context.directory.space.id,
      matterId: id,
      readerId: viewer.personId,
      now: () => portal.clock.now(),
    };
    const { format, stream } = await streamInTurn(context, "list", String(viewer.personId), () =>
      exportList(services, textFields(form), asking, (drive, asked) =>
        listWords(drive, asked, context, portal.clock.now()),
      ),
    ).catch((error: unknown) => {
      const field = isPortalError(error) ? error.details.faults?.[0]?.field : undefined;
      throw field === undefined ? error : redirect(`${path}?fault=${encodeURIComponent(field)}#export`);
    });
    return new Response(stream, {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename="drive-${id}-list.${format}.age"`,
        "Cache-Control": "private, no-store",
      },
    });
  });
}
