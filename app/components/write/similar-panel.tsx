import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { matterPath } from "#app/components/duty/duty-list.tsx";
import { isOpen, type SimilarMatterItem, SimilarMatters } from "#app/components/similar-matters.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface SimilarPanelProps {
  matters: readonly SimilarMatterItem[];
  /** While it is written, or once more before it is published. */
  step: "write" | "review";
}

/** What asks for the same already, and the one thing to do about it. Whoever means something else goes on. */
export function SimilarPanel({ matters, step }: SimilarPanelProps) {
  const { t } = useTranslation("write");
  const format = useFormat();
  const amount = format.number(matters.length);
  const writing = step === "write";
  return (
    <>
      {writing && (
        <p className="sr-only" role="status">
          {matters.length > 0 && t("similar.found", { count: matters.length, amount })}
        </p>
      )}
      {matters.length > 0 && (
        <section className="panel similar-panel" aria-labelledby="similar">
          <h2 className="h-sub" id="similar">
            {writing ? t("similar.title") : t("similar.reviewTitle")}
          </h2>
          <p className="muted">{writing ? t("similar.text") : t("similar.reviewText")}</p>
          <SimilarMatters matters={matters} actionOf={(matter) => <Open matter={matter} />} />
        </section>
      )}
    </>
  );
}

/** To its page, where everyone reads it before they agree: the form to agree by stands there. */
function Open({ matter }: { matter: SimilarMatterItem }) {
  const { t } = useTranslation("write");
  const action = !isOpen(matter)
    ? t("similar.read")
    : matter.kind === "forum"
      ? t("similar.join")
      : t("similar.agree");
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
