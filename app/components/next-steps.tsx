import { useTranslation } from "react-i18next";
import type { MatterLine } from "#app/domain/kinds.ts";
import { ShareBlock } from "./share-links.tsx";
import { SimilarMatters } from "./similar-matters.tsx";

interface NextStepsProps {
  /** Of the matter. */
  title: string;
  /** Of its page, within its space. */
  path: string;
  /** It was done a moment ago: then also where else one may go. */
  just: boolean;
  matters: readonly MatterLine[];
  /** Say thanks: where nothing else on the page does. */
  thanks?: boolean;
}

const SHOWN = 3;

/** After an act: whom to tell, and what is like it. */
export function NextSteps({ title, path, just, matters, thanks = false }: NextStepsProps) {
  const { t } = useTranslation();
  return (
    <div className="after-act stack">
      {thanks && (
        <p className="next-thanks" role="status">
          {t("next.thanks")}
        </p>
      )}
      <div className="stack tight">
        <p>{t("next.share")}</p>
        <ShareBlock title={title} path={path} />
      </div>
      {just && matters.length > 0 && (
        <div className="stack tight">
          <p>{t("next.similar")}</p>
          <SimilarMatters matters={matters.slice(0, SHOWN)} />
        </div>
      )}
    </div>
  );
}
