import { useEffect, useState } from 'react'

/** Whether the page is light or dark now, for drawings that cannot read CSS variables themselves. */
export function useResolvedTheme(): string {
  const [theme, setTheme] = useState(() => document.documentElement.dataset['theme'] ?? 'light')
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset['theme'] ?? 'light'))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}
