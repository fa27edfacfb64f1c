import { Link } from "@remix-run/react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { ProposalPictures } from "../proposal/proposal-pictures.tsx";
import { ReportLink } from "../report-link.tsx";

export interface BackgroundItem {
  /** By which it is reported. */
  id: number;
  /** For ever its own; the place is another's once it was taken out. */
  number: number;
  position: number;
  title: string;
  body: string;
  url: string | null;
}

interface BackgroundListProps {
  items: readonly BackgroundItem[];
  /** Of the proposal that the forum is about. */
  pictures: ComponentProps<typeof ProposalPictures>["pictures"];
  mayEdit: boolean;
}

/** What one should know before arguing: the proposal's pictures and what the office put together, open until folded. */
export function BackgroundList({ items, pictures, mayEdit }: BackgroundListProps) {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  if (items.length === 0 && pictures.length === 0 && !mayEdit) return null;
  return (
    <section className="section" aria-labelledby="background">
      <div className="section-head">
        <h2 className="h-section" id="background">
          {t("background.heading")}
        </h2>
        {mayEdit && (
          <Link className="text-link" to={`/forums/${here}/background`}>
            {t("background.edit")}
          </Link>
        )}
      </div>
      <ProposalPictures label={t("background.pictures")} pictures={pictures} />
      {items.length === 0 ? (
        <p className="muted">{t("background.none")}</p>
      ) : (
        <ol className="background-list">
          {items.map((item, index) => (
            <li key={item.position} id={`background-${item.id}`}>
              <details open>
                <summary>
                  <span className="background-number numeric">{index + 1}</span>
                  {item.title}
                </summary>
                <BackgroundText item={item}>
                  <ReportLink of={{ background: item.id }} about={item.title} />
                </BackgroundText>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface BackgroundTextProps {
  item: BackgroundItem;
  /** What can be done with it. */
  children?: ReactNode;
}

export function BackgroundText({ item: { body, url }, children }: BackgroundTextProps) {
  const { t } = useTranslation("forum");
  return (
    <div className="background-body">
      <p className="opinion-body" dir="auto">
        {body}
      </p>
      <p className="cluster">
        {url && (
          <a className="text-link" href={url} rel="noopener nofollow">
            {t("background.source")}: {new URL(url).hostname}
          </a>
        )}
        {children}
      </p>
    </div>
  );
}
