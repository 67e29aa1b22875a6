import { findResolution, locateResolutions, type ResolutionKind } from './find-resolution.ts'
import { sentenceAround } from './entity-mention.ts'
import type { Judgement } from './judge-label.ts'

// The values by which specs name what is asked for, squeezed to letters.
const names: Readonly<Record<ResolutionKind, readonly string[]>> = {
  refund: ['refund', 'moneyback', 'reimbursement', 'refundrequest'],
  replacement: ['replacement', 'replace', 'exchange', 'swap', 'newdevice'],
  callback: ['callback', 'call', 'phonecall', 'acall'],
  cancellation: ['cancellation', 'cancel', 'cancelsubscription', 'closeaccount', 'termination'],
  information: ['information', 'info', 'answer', 'explanation', 'question', 'howto'],
  fix: ['fix', 'repair', 'makeitwork', 'technicalhelp', 'troubleshooting', 'solution'],
  upgrade: ['upgrade', 'planchange', 'changeplan'],
  discount: ['discount', 'compensation', 'goodwill', 'voucher', 'credit'],
  escalation: ['escalation', 'escalate', 'complaint', 'manager'],
}

/**
 * What a request asks for: a plain request in its words ("I want a refund") counts before the label that fits best,
 * and a label that the words turn down ("no refund, please") does not count.
 */
export function judgeResolution(text: string, label: Judgement, values: readonly string[]): Judgement {
  const cue = findResolution(text)
  const value = cue === undefined ? undefined : valueOf(cue.value, values)
  if (cue !== undefined && value !== undefined && value !== label.value && (cue.strength >= 3 || label.value === undefined)) {
    return { value, score: label.score, reason: `Requested resolution is ${value}: the text says “${sentenceAround(text, cue)}”.` }
  }
  const refused = locateResolutions(text).find((one) => !one.isWanted && valueOf(one.value, values) === label.value && label.value !== undefined && one.value !== cue?.value)
  if (refused === undefined) return label
  return { value: undefined, score: label.score, reason: `Requested resolution stays open: the text turns ${label.value ?? ''} down, “${sentenceAround(text, refused)}”.` }
}

function valueOf(kind: ResolutionKind, values: readonly string[]): string | undefined {
  return values.find((value) => names[kind].includes(value.toLowerCase().replace(/[^a-z]/g, '')))
}
