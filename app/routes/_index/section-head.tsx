import { Link } from "@remix-run/react";
import { ArrowRightIcon } from "#app/components/icons.tsx";

interface SectionHeadProps {
  id: string;
  title: string;
  /** Where there is more of it, and what that is called. */
  more: { to: string; label: string };
}

export function SectionHead({ id, title, more }: SectionHeadProps) {
  return (
    <div className="section-head">
      <h2 className="h-section" id={id}>
        {title}
      </h2>
      <Link className="text-link" to={more.to}>
        {more.label}
        <ArrowRightIcon size={18} />
      </Link>
    </div>
  );
}
