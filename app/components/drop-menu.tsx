import { type ReactNode, useEffect, useRef } from "react";

interface DropMenuProps {
  className: string;
  summary: ReactNode;
  children: ReactNode;
}

/** A <details>, so that it opens without JavaScript. With it, Escape and a press elsewhere close it too. */
export function DropMenu({ className, summary, children }: DropMenuProps) {
  const box = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const close = () => {
      if (box.current) box.current.open = false;
    };
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && !box.current?.contains(target)) close();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape" || !box.current?.open) return;
      close();
      box.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, []);

  return (
    <details className={className} ref={box}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
