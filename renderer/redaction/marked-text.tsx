/** A piece of a text that is to be seen: from, up to but not including. */
export type Mark = { readonly start: number; readonly end: number }

/** A text with some of its pieces marked. */
export function MarkedText({ text, marks, look }: { readonly text: string; readonly marks: readonly Mark[]; readonly look: 'out' | 'in' }) {
  const parts = marks.map((mark, index) => ({ before: text.slice(marks[index - 1]?.end ?? 0, mark.start), marked: text.slice(mark.start, mark.end) }))
  return (
    <p className="redacted-text copyable" tabIndex={0}>
      {parts.map(({ before, marked }, index) => (
        <span key={index}>
          {before}
          <mark data-look={look}>{marked}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </p>
  )
}
