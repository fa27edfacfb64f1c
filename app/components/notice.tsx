import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DangerIcon, InfoIcon, SuccessIcon, WarningIcon } from "./icons.tsx";

const ICONS = { info: InfoIcon, success: SuccessIcon, warning: WarningIcon, danger: DangerIcon };

interface NoticeProps {
  tone?: keyof typeof ICONS;
  title?: string;
  children?: ReactNode;
  /** For a message that appears because of what the person just did: screen readers say it at once. */
  live?: boolean;
}

export function Notice({ tone = "info", title, children, live = false }: NoticeProps) {
  const { t } = useTranslation();
  const NoticeIcon = ICONS[tone];
  return (
    <div className={`notice ${tone}`} role={live ? (tone === "danger" ? "alert" : "status") : undefined}>
      <NoticeIcon size={22} />
      <div className="notice-body">
        <span className="sr-only">{t(`notice.${tone}`)}</span>
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
