import type { TFunction } from "i18next";
import type { TabItem } from "#app/components/tabs.tsx";

const OWN_VIEWS = [
  "written",
  "supported",
  "forums",
  "drives",
  "polls",
  "quick",
  "searches",
  "reports",
  "settings",
] as const;
type OwnView = (typeof OWN_VIEWS)[number];

export function isOwnView(value: string): value is OwnView {
  return OWN_VIEWS.some((view) => view === value);
}

interface Owned {
  show: OwnView;
  written: readonly unknown[];
  supported: readonly unknown[];
  forums: readonly unknown[];
  drives: readonly unknown[];
  polls: readonly unknown[];
  quick: readonly unknown[];
  searches: readonly unknown[];
  reports: readonly unknown[];
}

export function ownTabs(t: TFunction<"me">, owned: Owned): TabItem[] {
  const views = OWN_VIEWS.map((view) => ({
    to: view === "written" ? "/me" : `/me?show=${view}`,
    label: t(`tabs.${view}`),
    current: view === owned.show,
    count: view === "settings" ? undefined : owned[view].length,
  }));
  return [
    ...views,
    { to: "/me/follows", label: t("tabs.follows"), current: false },
    { to: "/me/notices", label: t("tabs.notices"), current: false },
  ];
}
