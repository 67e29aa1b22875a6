import { HighlightStyle } from '@codemirror/language'
import { tags } from '@lezer/highlight'

/** The colours of keys, texts, numbers and comments. */
export const codeHighlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: 'var(--syntax-key)' },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
  { tag: [tags.lineComment, tags.comment], color: 'var(--syntax-comment)' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.atom], color: 'var(--syntax-atom)' },
  { tag: [tags.function(tags.variableName)], color: 'var(--syntax-atom)' },
  { tag: [tags.operator, tags.punctuation, tags.separator], color: 'var(--text-2)' },
])
