import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";

/** The election commission that holds a space's votes; undefined: it has none, and no vote is made there. */
export const commissionOf = ({ offices }: Directory) => offices.find(({ kind }) => kind === "commission");

/** Whether somebody is an officer of that commission. */
export function mayManage(viewer: Viewer | null, directory: Directory): boolean {
  const office = commissionOf(directory)?.id;
  return office !== undefined && may(viewer, "vote.manage", { space: directory.space.id, office });
}

/** The commission's office, for an officer of it. @throws PortalError "not-permitted" */
export function ownCommission(viewer: Viewer, directory: Directory) {
  const office = commissionOf(directory);
  if (!office || !mayManage(viewer, directory)) throw new PortalError("not-permitted");
  return office;
}
