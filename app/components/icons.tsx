import type { ReactNode, SVGProps } from "react";

/** The few icons that the portal draws, inline: they take the text's colour, grow with it and need no request. */
type IconProps = Omit<SVGProps<SVGSVGElement>, "children"> & { size?: number };

function Icon({ size = 20, children, ...rest }: IconProps & { children: ReactNode }) {
  return (
    <svg
      className="icon"
      width={`${size / 10}rem`}
      height={`${size / 10}rem`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {children}
    </svg>
  );
}

const icon = (paths: ReactNode) => (props: IconProps) => <Icon {...props}>{paths}</Icon>;

export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
/** A letter, and a screen half dark. */
export const DisplayIcon = icon(
  <>
    <path d="M3 5h18v12H3ZM9 21h6" />
    <path d="M12 5h9v12h-9Z" fill="currentColor" />
  </>,
);
export const SpeakerIcon = icon(
  <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />,
);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const PencilIcon = icon(<path d="M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4" />);
export const UserIcon = icon(
  <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.7 3.8-5.5 7.5-5.5s6.7 1.8 7.5 5.5" />,
);
export const ChevronDownIcon = icon(<path d="m6 9 6 6 6-6" />);
export const ArrowRightIcon = icon(<path d="M5 12h14M13 6l6 6-6 6" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const SearchIcon = icon(<path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l4.5 4.5" />);
export const ClockIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2" />);
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />,
);
export const ShareIcon = icon(<path d="M12 15V4M8 7.500l4-3.500 4 3.500M6 11H5v9h14v-9h-1" />);
export const MailIcon = icon(<path d="M4 6h16v12H4V6ZM4 7l8 6 8-6" />);
export const PrintIcon = icon(<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z" />);
export const ForumIcon = icon(<path d="M4 5h12v9H9l-5 4V5ZM19 9h1v11l-4-3h-5" />);
export const InfoIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8v.01" />);
export const WarningIcon = icon(<path d="M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.01" />);
export const SuccessIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.3l2.8 2.7L16 9.5" />);
export const DangerIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V13M12 16v.01" />);
export const BellIcon = icon(<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17ZM10 21h4" />);
export const HeartIcon = icon(
  <path d="M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.2 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10Z" />,
);
export const PlaceIcon = icon(
  <path d="M12 21s6.500-5.600 6.500-11a6.500 6.500 0 0 0-13 0c0 5.400 6.500 11 6.500 11ZM12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z" />,
);
export const OfficeIcon = icon(
  <path d="M4 20h16M5 20V9h14v11M3.500 9 12 4l8.500 5M9 20v-7M12 20v-7M15 20v-7" />,
);
export const CalendarIcon = icon(<path d="M5 6h14v14H5V6ZM5 10.500h14M9 3.500v4M15 3.500v4" />);
