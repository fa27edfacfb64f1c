import { SHOW_REASONS, type ShowReason } from "#db/tables/report.ts";

export const isShowReason = (value: unknown): value is ShowReason =>
  SHOW_REASONS.some((reason) => reason === value);
