import { type ChangeObject, diffWordsWithSpace } from "diff";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface TextDiffProps {
  /** Null: there is none, the other side is new or goes. */
  before: string | null;
  after: string | null;
  /** What the two sides are called, such as "current text" and "as asked for". */
  beforeLabel: string;
  afterLabel: string;
  /** The texts' language. */
  lang?: string;
}

/** Two versions of a text beside each other, word by word; marked by underline and strike, not by colour alone. */
export function TextDiff({ before, after, beforeLabel, afterLabel, lang = "ko" }: TextDiffProps) {
  const { t } = useTranslation("drives");
  // One side alone has nothing to be compared with: no marks.
  const both = before !== null && before !== "" && after !== null && after !== "";
  const parts = both ? diffWordsWithSpace(before, after) : [];
  return (
    <div className="text-diff">
      <Side label={beforeLabel}>
        {both ? (
          <Marked parts={parts.filter(({ added }) => !added)} lang={lang} />
        ) : (
          <Whole text={before} missing={t("diff.new")} lang={lang} />
        )}
      </Side>
      <Side label={afterLabel}>
        {both ? (
          <Marked parts={parts.filter(({ removed }) => !removed)} lang={lang} />
        ) : (
          <Whole text={after} missing={t("diff.gone")} lang={lang} />
        )}
      </Side>
    </div>
  );
}

function Side({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="text-diff-side">
      <p className="text-diff-label">{label}</p>
      {children}
    </div>
  );
}

function Whole({ text, missing, lang }: { text: string | null; missing: string; lang: string }) {
  return text ? (
    <p className="text-diff-text" dir="auto" lang={lang}>
      {text}
    </p>
  ) : (
    <p className="text-diff-missing">{missing}</p>
  );
}

function Marked({ parts, lang }: { parts: readonly ChangeObject<string>[]; lang: string }) {
  let at = 0;
  return (
    <p className="text-diff-text" dir="auto" lang={lang}>
      {parts.map(({ value, added, removed }) => {
        const key = at;
        at += value.length;
        if (added) return <ins key={key}>{value}</ins>;
        return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>;
      })}
    </p>
  );
}
