import type { Version } from '../spec/version-range.ts'
import { compareNumbers, versionNumbers } from '../spec/version-range.ts'
import type { ChangeClass } from './change.ts'

/** Whether a version says enough about what changed: the least version that does, where it does not. */
export type VersionCheck = { readonly kind: 'enough' } | { readonly kind: 'tooSmall'; readonly needed: string }

/** Checks the version of a changed flow against the one before; before 1.0.0 a breaking change needs the minor number only. */
export function checkVersion(before: string, after: string, change: ChangeClass | undefined): VersionCheck {
  const old = versionNumbers(before)
  const [major, minor, patch] = old
  const wanted = change === 'major' && major === 0 ? 'minor' : change
  const isRelease = before.includes('-') && compareNumbers(versionNumbers(after), old) === 0 && after !== before
  if (wanted === undefined) return compareNumbers(versionNumbers(after), old) >= 0 ? { kind: 'enough' } : { kind: 'tooSmall', needed: before }
  const needed: Version = wanted === 'major' ? [major + 1, 0, 0] : wanted === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1]
  // What led to a release was not out yet, so the release itself may be the next version.
  return isRelease || compareNumbers(versionNumbers(after), needed) >= 0 ? { kind: 'enough' } : { kind: 'tooSmall', needed: needed.join('.') }
}
