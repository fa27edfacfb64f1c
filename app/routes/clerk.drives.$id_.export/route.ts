import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { exportList } from "#app/domain/kinds/drive/export-list.ts";
import { takeLimits } from "#app/doors/api/api-route.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage, requirePermission, requireViewer, textFields } from "#app/doors/page.ts";
import { listWords } from "#app/doors/pages/clerk-list.ts";

/** A look back at the form: the file is sent only when it is asked for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const path = `/clerk/drives/${idParam(params.id)}/list`;
  requirePermission(requireViewer(context, request, path), "drive.read-personal");
  return redirect(path);
}

/** The list as a file that only its recipient can open. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const id = idParam(params.id);
  const path = `/clerk/drives/${id}/list`;
  const viewer = requireViewer(context, request, path);
  requirePermission(viewer, "drive.read-personal");
  const { portal, directory } = context;
  const form = await request.formData().catch(() => new FormData());
  try {
    const { format, stream } = await readPage(async () => {
      await takeLimits(context, viewer, "text");
      return exportList(
        portal.signing,
        textFields(form),
        {
          spaceId: directory.space.id,
          matterId: id,
          readerId: viewer.personId,
          now: () => portal.clock.now(),
        },
        (drive, asked) => listWords(drive, asked, context, portal.clock.now()),
      ).catch((error: unknown) => {
        const field = isPortalError(error) ? error.details.faults?.[0]?.field : undefined;
        throw field === undefined ? error : redirect(`${path}?fault=${encodeURIComponent(field)}#export`);
      });
    });
    return new Response(stream, {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename="drive-${id}-list.${format}.age"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (answer) {
    if (answer instanceof Response) return answer;
    throw answer;
  }
}
