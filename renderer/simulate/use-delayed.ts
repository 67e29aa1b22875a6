import { useEffect, useState } from 'react'

/** A value that follows another after a pause, so that typing does not ask for every letter. */
export function useDelayed<T>(value: T, delay: number): T {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return late
}
