import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";

const DONE = ["published", "edited", "supplemented"] as const;
export type Done = (typeof DONE)[number];

/** What the author has just done, from the address that the act led to. */
export function doneOf(parameters: URLSearchParams): Done | null {
  if (parameters.has("published")) return "published";
  return DONE.find((done) => done === parameters.get("done")) ?? null;
}

export function DoneNotice({ done }: { done: Done }) {
  const { t } = useTranslation("proposals");
  return (
    <Notice tone="success" live title={t(`done.${done}.title`)}>
      {t(`done.${done}.text`)}
    </Notice>
  );
}
