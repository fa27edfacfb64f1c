import { type ReactNode, useEffect, useState } from "react";

interface ActionBarProps {
  /** The ids of what it stands for; while any of it is in sight, it is not there. */
  standsFor: readonly string[];
  /** How far it has come. */
  children: ReactNode;
  /** The page's one primary action, once more. */
  action: ReactNode;
}

/**
 * On a phone, at the lower edge while a matter's own action is out of sight. A script shows it; without one the action is
 * where it was. What has focus is never behind it: see `scroll-padding` in its styles.
 */
export function ActionBar({ standsFor, children, action }: ActionBarProps) {
  const [shown, setShown] = useState(false);
  const ids = standsFor.join(" ");
  useEffect(() => {
    const seen = new Map<Element, boolean>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) seen.set(target, isIntersecting);
      setShown(![...seen.values()].includes(true));
    });
    for (const id of ids.split(" ")) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [ids]);
  return (
    <div className="action-bar" hidden={!shown}>
      <p className="action-bar-count">{children}</p>
      {action}
    </div>
  );
}
