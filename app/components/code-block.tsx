interface CodeBlockProps {
  /** What it is, for who does not see it. */
  label: string;
  code: string;
}

/** Something to copy; what is wider than the page scrolls in its own frame, also by keyboard. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard.
    <section className="code-block" aria-label={label} tabIndex={0}>
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  );
}
