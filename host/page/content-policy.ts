/** The content policy of the studio's page: its own files and nothing else. Styles may be inline (the code editor and the menus add theirs at run time); scripts may not. */
export function contentPolicy(where: 'header' | 'meta', connect: readonly string[] = []): string {
  const parts = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    // A meta element cannot carry this one.
    ...(where === 'header' ? ["frame-ancestors 'none'"] : []),
  ]
  return parts.join('; ')
}
