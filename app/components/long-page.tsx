import { type ReactNode, useId } from "react";

interface LongPageProps {
  /** What the list of sections is called. */
  contents: string;
  sections: readonly { id: string; title: string }[];
  children: ReactNode;
}

/** A page to be read from its list of sections. */
export function LongPage({ contents, sections, children }: LongPageProps) {
  return (
    <div className="about">
      <nav className="about-contents" aria-label={contents}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="about-text">{children}</div>
    </div>
  );
}

export function LongPageSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="section" id={id} aria-labelledby={heading}>
      <h2 className="h-section" id={heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
