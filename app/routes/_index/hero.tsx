import type { ReactNode } from "react";
import { LogoMark } from "#app/components/logo.tsx";

interface HeroProps {
  title: string;
  lead: string;
  /** A search box, above the buttons. */
  search?: ReactNode;
  /** One primary button, and at most one beside it. */
  actions: ReactNode;
  /** Below, on a card of its own: usually a StatRow. */
  children?: ReactNode;
}

/** The beginning of the home page. */
export function Hero({ title, lead, search, actions, children }: HeroProps) {
  return (
    <section className="hero">
      <div className="inner">
        <div className="hero-text">
          <h1 className="h-display">{title}</h1>
          <p className="lead">{lead}</p>
          {search}
          <div className="cluster">{actions}</div>
        </div>
        <LogoMark size={420} />
        {children}
      </div>
    </section>
  );
}
