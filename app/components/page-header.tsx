import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "./breadcrumb.tsx";

interface PageHeaderProps {
  title: string;
  /** The title's language, when it is not the page's. */
  titleLang?: string;
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  /** Badges and the like, above the title. */
  above?: ReactNode;
  /** Facts and the like, below the title. */
  below?: ReactNode;
  /** The page's one primary action. */
  actions?: ReactNode;
}

/** How every page but the first begins: where it is, what it is, and what can be done. */
export function PageHeader({ title, titleLang, lead, crumbs, above, below, actions }: PageHeaderProps) {
  return (
    <header>
      {crumbs && <Breadcrumb items={crumbs} />}
      <div className="page-header">
        {above && <div className="cluster tight">{above}</div>}
        <h1 className="h-page" lang={titleLang} dir="auto">
          {title}
        </h1>
        {lead && <div className="lead">{lead}</div>}
        {below}
        {actions && <div className="page-header-actions">{actions}</div>}
      </div>
    </header>
  );
}
