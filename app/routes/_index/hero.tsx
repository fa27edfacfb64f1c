import type { ReactNode } from "react";
import { LogoMark } from "#app/components/logo.tsx";

interface HeroProps {
  title: string;
  lead: string;
  /** The page's one primary button. */
  action: ReactNode;
  /** Below the words, on a card of its own. */
  children: ReactNode;
}

/** The beginning of the home page. */
export function Hero({ title, lead, action, children }: HeroProps) {
  return (
    <section className="hero">
      <div className="inner">
        <div className="hero-text">
          <h1 className="h-display">{title}</h1>
          <p className="lead">{lead}</p>
          <div className="cluster">{action}</div>
        </div>
        <LogoMark size={420} />
        {children}
      </div>
    </section>
  );
}
