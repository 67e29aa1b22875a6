import { fnv1a } from '../../core/fnv1a.ts'
import { canonicalText } from '../../core/signals/canonical-text.ts'
import type { LabelDefinition } from '../../core/signals/signal-request.ts'

/** One text that stands for a label; `label` is the label's place in its set. */
export type LabelText = { readonly label: number; readonly text: string }

/** The texts that stand for a label: its title with its description, then each example. */
export function labelTexts(label: LabelDefinition): readonly string[] {
  const title = label.title.replace(/[_-]+/g, ' ')
  const described = label.description ? `${title}: ${label.description}` : title
  const [first = '', ...examples] = [described, ...(label.examples ?? [])].map(canonicalText)
  // The order in which examples were written down must not matter, nor their order in time decide which of them stand for the rest.
  const mixed = [...new Set(examples)].filter((text) => text !== '' && text !== first).sort((a, b) => fnv1a(a) - fnv1a(b) || (a < b ? -1 : 1))
  return first === '' ? mixed : [first, ...mixed]
}

/** Every text of a set of labels in turns, one of each label a turn, so that any beginning of the list is fair to all labels. */
export function textsInTurns(labels: readonly LabelDefinition[]): readonly LabelText[] {
  const own = labels.map(labelTexts)
  const turns = own.reduce((most, texts) => Math.max(most, texts.length), 0)
  const list: LabelText[] = []
  for (let turn = 0; turn < turns; turn++) {
    own.forEach((texts, label) => {
      const text = texts[turn]
      if (text !== undefined) list.push({ label, text })
    })
  }
  return list
}
