/** A part of a whole as a ring; what it says stands beside it. */
export function KeptRing({ share }: { share: number }) {
  return (
    <svg className="kept-ring" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <circle className="track" cx="60" cy="60" r="48" />
      {share > 0 && (
        <circle
          className="part"
          cx="60"
          cy="60"
          r="48"
          pathLength="100"
          strokeDasharray={`${share * 100} 100`}
          transform="rotate(-90 60 60)"
        />
      )}
    </svg>
  );
}
