import { useTranslation } from "react-i18next";
import type { SummaryError } from "#app/components/error-summary.tsx";
import { useFaultMessage } from "#app/components/use-fault-message.ts";
import type { Refusal } from "#app/components/use-refusal.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { stepOfField } from "#app/domain/kinds/drive/application-schema.ts";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";

export interface StepProps {
  application: ApplicationView;
  /** What was in a form that was not accepted. */
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** The id of a field's control, for links from an error summary. */
export const fieldId = (field: string) => `apply-${field.replaceAll(".", "-")}`;

const PLAIN = ["request", "title", "targetCode", "category", "summary", "reasons", "costs", "note"] as const;

/** Faults in the words of the application's own fields. */
export function useApplicationFaults(application: ApplicationView) {
  const { t } = useTranslation(["apply", "drives", "errors"]);
  const say = useFaultMessage();

  function labelOf(field: string): string {
    const plain = PLAIN.find((name) => name === field);
    if (plain) return t(`apply:field.${plain}`);
    if (field === "target") return t(`apply:subject.${application.subject}.target`);
    if (field === "articles") return t("apply:field.articles");
    if (field === "consent") return t("apply:consent.heading");
    const [, place, part] = /^articles\.(\d+)\.(\w+)$/.exec(field) ?? [];
    if (place !== undefined) {
      const name = part === "number" || part === "title" || part === "current" ? part : "proposed";
      return t("drives:article.fieldOf", { place: Number(place) + 1, field: t(`drives:article.${name}`) });
    }
    const code = /^exclusions\.(.+)$/.exec(field)?.[1];
    return application.exclusions.find((one) => one.code === code)?.question ?? field;
  }

  return {
    labelOf,
    messageOf: (fault: FieldFault) => say(fault, labelOf(fault.field)),
    /** A refusal of the form on this page. */
    refusal(refused: Refusal | null): {
      summary: SummaryError[];
      errorsOf: StepProps["errorsOf"];
    } {
      const faults = refused?.faults ?? [];
      const summary: SummaryError[] = faults.map((fault) => ({
        fieldId: fieldId(fault.field),
        message: say(fault, labelOf(fault.field)),
      }));
      if (refused && faults.length === 0) {
        const { code } = refused;
        summary.push({ message: `${t(`errors:code.${code}.title`)}. ${t(`errors:code.${code}.message`)}` });
      }
      return {
        summary,
        errorsOf: (field) =>
          faults.filter((fault) => fault.field === field).map((fault) => say(fault, labelOf(field))),
      };
    },
    stepOf: (fault: FieldFault) => stepOfField(fault.field),
  };
}
