import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";

type Look = "primary" | "secondary" | "tertiary" | "text";
type Size = "xsmall" | "small" | "medium" | "large" | "xlarge";

interface Shape {
  /** One primary action a page; everything beside it is secondary or tertiary. */
  look?: Look;
  size?: Size;
}

const classes = ({ look = "primary", size = "large" }: Shape, extra?: string) =>
  ["krds-btn", look, size, extra].filter(Boolean).join(" ");

type ButtonProps = Shape &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** Shows a spinner and keeps the button from being pressed twice, without taking focus away. */
    pending?: boolean;
  };

export function Button({
  look,
  size,
  pending = false,
  className,
  children,
  type = "submit",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes({ look, size }, className)}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending && <span className="btn-spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

type LinkButtonProps = Shape & LinkProps;

/** Looks like a button, but goes somewhere. */
export function LinkButton({ look, size, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={classes({ look, size }, className)} />;
}
