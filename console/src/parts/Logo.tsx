/** The mark: two halves of a torn ticket that fit, one solid, one outlined. */
export function Logo({size = 26}: {size?: number}) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
      <path d="M13 2a11 11 0 0 0 0 22l-2-5.5 4-3-4-4 3.2-4z" fill="var(--brand)" />
      <path d="M14.6 2.1A11 11 0 0 1 14.6 23.9l-1.9-5 4-3-4-4 3.2-4z" fill="none" stroke="var(--brand)" strokeWidth="1.6" strokeLinejoin="round" />
    </svg>
  );
}
