import type { DutyItem } from "#app/components/duty/duty-list.tsx";
import type { DutySummary } from "#app/domain/duty/read-duties.ts";
import type { Language } from "#db/tables/language.ts";

/** A duty as a list shows it, in the reader's language. */
export function dutyItemsOf(
  duties: DutySummary[],
  titles: Map<number, string>,
  language: Language,
): DutyItem[] {
  return duties.map(
    ({
      id,
      kind,
      officeName,
      openedAt,
      dueAt,
      metAt,
      replies,
      nextDate,
      answered,
      byLaw,
      article,
      matter,
    }) => ({
      id,
      kind,
      office: officeName[language],
      openedAt,
      dueAt,
      metAt,
      replies,
      nextDate,
      answered,
      byLaw,
      article,
      matter: {
        id: matter.id,
        kind: matter.kind,
        title: titles.get(matter.id) ?? matter.title,
        supportCount: matter.supportCount,
      },
    }),
  );
}
