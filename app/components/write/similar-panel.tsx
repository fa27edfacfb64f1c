import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { matterPath } from "#app/components/duty/duty-list.tsx";
import { KIND_PARTS } from "#app/components/kinds.tsx";
import { SimilarMatters } from "#app/components/similar-matters.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { MatterLine } from "#app/domain/kinds.ts";

interface SimilarPanelProps {
  matters: readonly MatterLine[];
  /** While it is written, once more before it is published, or while a drive is applied for. */
  step: "write" | "review" | "apply";
}

const TEXTS = {
  write: ["title", "text"],
  review: ["reviewTitle", "reviewText"],
  apply: ["title", "applyText"],
} as const;

/** What asks for the same already, and the one thing to do about it. Whoever means something else goes on. */
export function SimilarPanel({ matters, step }: SimilarPanelProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  const amount = format.number(matters.length);
  const [title, text] = TEXTS[step];
  return (
    <>
      {step === "write" && (
        <p className="sr-only" role="status">
          {matters.length > 0 && t("similar.found", { count: matters.length, amount })}
        </p>
      )}
      {matters.length > 0 && (
        <section className="panel similar-panel" aria-labelledby="similar">
          <h2 className="h-sub" id="similar">
            {t(`similar.${title}`)}
          </h2>
          <p className="muted">{t(`similar.${text}`)}</p>
          {step !== "apply" &&
            matters.some(({ kind, open }) => open && KIND_PARTS[kind].action === "sign") && (
              <p>{t("similar.drive")}</p>
            )}
          <SimilarMatters matters={matters} actionOf={(matter) => <Open matter={matter} />} />
        </section>
      )}
    </>
  );
}

/** To its page, where everyone reads it before they agree or sign: the form stands there. */
function Open({ matter }: { matter: MatterLine }) {
  const { t } = useTranslation("write");
  const action = t(`similar.${matter.open ? KIND_PARTS[matter.kind].action : "read"}`);
  return (
    <LinkButton
      look="secondary"
      size="medium"
      to={matterPath(matter)}
      aria-label={t("similar.actionFor", { action, title: matter.title })}
    >
      {action}
    </LinkButton>
  );
}
