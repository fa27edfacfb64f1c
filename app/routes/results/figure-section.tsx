import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import type { Figure } from "#app/domain/views/results/figures.ts";
import { takeAlong } from "#app/domain/views/results/lists.ts";
import type { Scope } from "#app/domain/views/results/ranges.ts";

const FILES = [
  { file: "results.csv", type: "CSV" },
  { file: "results.json", type: "JSON" },
] as const;

interface FigureSectionProps {
  id: Figure;
  title: string;
  /** What it shows, in a sentence. */
  lead?: string;
  scope: Scope;
  children: ReactNode;
}

/** A figure with its heading, and itself to be taken along. */
export function FigureSection({ id, title, lead, scope, children }: FigureSectionProps) {
  return (
    <section className="section figure-section" aria-labelledby={id}>
      <h2 className="h-section" id={id}>
        {title}
      </h2>
      {lead && <p className="figure-lead">{lead}</p>}
      {children}
      <FigureFiles id={id} title={title} scope={scope} />
    </section>
  );
}

/** A figure to be taken along, for people: whoever follows every link asks for them in each range and district. */
export function FigureFiles({ id, title, scope }: Pick<FigureSectionProps, "id" | "title" | "scope">) {
  const { t } = useTranslation("results");
  const within = useSpacePath();
  const { language } = useRootData();
  return (
    <p className="figure-files small muted">
      {t("files.label")}
      {FILES.map(({ file, type }) => (
        <a
          key={file}
          className="text-link"
          href={within(takeAlong(scope, file, id, language))}
          aria-label={t("files.of", { title, type })}
          rel="nofollow"
          download
        >
          {type}
        </a>
      ))}
    </p>
  );
}
