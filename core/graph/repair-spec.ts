import type { Finding, Fix, TextEdit } from '../spec/finding.ts'

/** A repair that was made, at the place where its finding stood when it was made. */
export type MadeRepair = { readonly code: string; readonly title: string; readonly message: string; readonly line: number }

/** A text after its repairs. */
export type RepairedText = { readonly text: string; readonly made: readonly MadeRepair[] }

/** Codes whose repair deletes what somebody wrote, perhaps because they have not come to connect it yet. */
export const deletingCodes: ReadonlySet<string> = new Set(['LUM102', 'LUM105'])

/** Whether a repair may be made, given everything that is found at that time. */
export type Accepts = (finding: Finding, all: readonly Finding[]) => boolean

/** Accepts repairs that delete only where asked to, and only once no other error is left: a misspelt name makes what it means look unused. */
export function acceptRepairs(options: { readonly deletions: boolean }): Accepts {
  return (finding, all) => !deletingCodes.has(finding.code) || (options.deletions && !all.some((other) => other.severity === 'error' && !deletingCodes.has(other.code)))
}

/** What a check of a text found, and whether the text could be read at all. */
export type TextCheck = { readonly readable: boolean; readonly findings: readonly Finding[] }

type Fixable = Finding & { readonly fix: Fix }

// One repair can make way for the next, but not without end.
const mostRounds = 12

/** The text with all edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits.toSorted((a, b) => b.offset - a.offset).reduce((next, edit) => next.slice(0, edit.offset) + edit.text + next.slice(edit.offset + edit.length), text)
}

function touches(left: TextEdit, right: TextEdit): boolean {
  return left.offset <= right.offset + right.length && right.offset <= left.offset + left.length
}

function isHarmed(before: TextCheck, after: TextCheck): boolean {
  const errorsIn = ({ findings }: TextCheck): number => findings.filter((finding) => finding.severity === 'error').length
  return (before.readable && !after.readable) || (before.readable === after.readable && errorsIn(after) > errorsIn(before))
}

/** The repairs of one round: those that do not touch one that begins before them. */
function apart(findings: readonly Finding[], accepts: Accepts): readonly Fixable[] {
  const chosen: Fixable[] = []
  for (const finding of findings) {
    const { fix } = finding
    if (fix === undefined || fix.edits.length === 0 || finding.file !== undefined || !accepts(finding, findings)) continue
    if (!fix.edits.some((edit) => chosen.some((other) => other.fix.edits.some((theirs) => touches(edit, theirs))))) chosen.push({ ...finding, fix })
  }
  return chosen
}

/**
 * Makes every repair that findings offer and `accepts` lets through, in rounds, until nothing changes. Where two repairs touch the
 * same place the one whose finding stands first is made, and the other one is looked at again in the next round. A repair after which
 * the text could no longer be read, or had more errors, is not made.
 */
export async function repairSpec(text: string, check: (text: string) => Promise<TextCheck>, accepts: Accepts): Promise<RepairedText> {
  const made: MadeRepair[] = []
  const seen = new Set([text])
  let present = text
  let checked = await check(text)
  for (let round = 0; round < mostRounds; round += 1) {
    const harmless = await harmlessOf(apart(checked.findings, accepts), present, checked, check)
    const next = applyEdits(present, harmless.flatMap(({ fix }) => fix.edits))
    if (harmless.length === 0 || seen.has(next)) break
    seen.add(next)
    made.push(...harmless.map(({ code, message, range, fix }) => ({ code, title: fix.title, message, line: range.start.line })))
    present = next
    checked = await check(present)
  }
  return { text: present, made }
}

async function harmlessOf(chosen: readonly Fixable[], text: string, checked: TextCheck, check: (text: string) => Promise<TextCheck>): Promise<readonly Fixable[]> {
  if (chosen.length === 0 || !isHarmed(checked, await check(applyEdits(text, chosen.flatMap(({ fix }) => fix.edits))))) return chosen
  const kept: Fixable[] = []
  let before = checked
  for (const each of chosen) {
    const after = await check(applyEdits(text, [...kept, each].flatMap(({ fix }) => fix.edits)))
    if (isHarmed(before, after)) continue
    kept.push(each)
    before = after
  }
  return kept
}
