import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/doors/api/problem.ts";

/** Any address of the API that does not exist: a problem, not a page. */
export const loader = ({ context }: LoaderFunctionArgs) => problemResponse("not-found", context.language);
export const action = ({ context }: ActionFunctionArgs) => problemResponse("not-found", context.language);
