import type { Finding, Fix, TextEdit } from '../spec/finding.ts'

/** A repair that was made, at the place where its finding stood when it was made. */
export type MadeRepair = { readonly code: string; readonly title: string; readonly message: string; readonly line: number }

/** A text after its repairs. */
export type RepairedText = { readonly text: string; readonly made: readonly MadeRepair[] }

/** Codes whose repair deletes what somebody wrote, perhaps because they have not come to connect it yet. */
export const deletingCodes: ReadonlySet<string> = new Set(['LUM102', 'LUM105'])

/** What a check of a text found, and whether the text could be read at all. */
export type TextCheck = (text: string) => { readonly readable: boolean; readonly findings: readonly Finding[] }

// One repair can make way for the next, but not without end.
const mostRounds = 12

/** The text with all edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.toSorted((a, b) => b.offset - a.offset).reduce((next, edit) => next.slice(0, edit.offset) + edit.text + next.slice(edit.offset + edit.length), text)
}

function overlap(left: TextEdit, right: TextEdit): boolean {
  return left.offset <= right.offset + right.length && right.offset <= left.offset + left.length
}

function fixable(findings: readonly Finding[], accepts: (finding: Finding) => boolean): readonly (Finding & { readonly fix: Fix })[] {
  return findings.flatMap((finding) => (finding.fix !== undefined && accepts(finding) ? [{ ...finding, fix: finding.fix }] : []))
}

function errorsIn(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === 'error').length
}

/**
 * Makes every repair that findings offer and `accepts` lets through, in rounds, until nothing changes. Where two repairs touch the
 * same place the one that begins first is made, and the other one is looked at again in the next round. A repair after which the text
 * could no longer be read, or had more errors, is not made.
 */
export function repairSpec(text: string, check: TextCheck, accepts: (finding: Finding) => boolean): RepairedText {
  const made: MadeRepair[] = []
  const seen = new Set([text])
  let present = text
  let checked = check(text)
  for (let round = 0; round < mostRounds; round += 1) {
    let edits: readonly TextEdit[] = []
    const chosen: MadeRepair[] = []
    for (const { code, message, range, fix } of fixable(checked.findings, accepts)) {
      if (fix.edits.length === 0 || fix.edits.some((edit) => edits.some((other) => overlap(edit, other)))) continue
      const attempt = [...edits, ...fix.edits]
      const after = check(applyEdits(present, attempt))
      const before = edits.length === 0 ? checked : check(applyEdits(present, edits))
      if ((before.readable && !after.readable) || errorsIn(after.findings) > errorsIn(before.findings)) continue
      edits = attempt
      chosen.push({ code, title: fix.title, message, line: range.start.line })
    }
    const next = applyEdits(present, edits)
    if (chosen.length === 0 || seen.has(next)) break
    seen.add(next)
    made.push(...chosen)
    present = next
    checked = check(present)
  }
  return { text: present, made }
}
