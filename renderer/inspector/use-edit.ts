import { useCallback, useState } from 'react'
import type { SpecPath } from '../../core/spec/finding.ts'
import { setField } from '../state/flow-store.ts'

/** Sets fields below one place of the workflow, and remembers which values the format refused and why. */
export type Edit = {
  readonly set: (path: SpecPath, value: unknown, label: string, gesture?: string) => void
  readonly errorOf: (path: SpecPath) => string | undefined
}

/** Edits below a place of the workflow. */
export function useEdit(base: SpecPath): Edit {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const place = base.join('/')
  const set = useCallback(
    (path: SpecPath, value: unknown, label: string, gesture?: string) => {
      const refused = setField([...place.split('/').map(keyOf), ...path], value, label, gesture ?? null)
      const key = path.join('/')
      setErrors((known) => {
        if (refused !== null) return { ...known, [key]: refused }
        if (!(key in known)) return known
        const { [key]: _settled, ...rest } = known
        return rest
      })
    },
    [place],
  )
  return { set, errorOf: (path) => errors[path.join('/')] }
}

function keyOf(part: string): string | number {
  return /^\d+$/u.test(part) ? Number(part) : part
}
