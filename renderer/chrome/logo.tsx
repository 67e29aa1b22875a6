/** The mark of the product: one light, three ways. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <path d="M7.5 12h2.2c1.6 0 2.2-4.6 6.3-4.6M9.7 12H16M9.7 12c1.6 0 2.2 4.6 6.3 4.6" fill="none" stroke="#fff" strokeOpacity="0.92" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="6.6" cy="12" r="2.3" fill="#fff" />
      <circle cx="17" cy="7.4" r="1.5" fill="#fff" />
      <circle cx="17" cy="12" r="1.5" fill="#fff" />
      <circle cx="17" cy="16.6" r="1.5" fill="#fff" />
    </svg>
  )
}
