import { ShieldCheck } from 'lucide-react'
import type { RedactionSummary } from '../../api/model.ts'
import { redactionKinds, redactionTitles } from '../../core/redaction/redaction-kind.ts'
import { formatNumber } from '../format/format-number.ts'

/** What became of the personal data of an import, and the way to another choice. */
export function RedactionLine({ redaction, onChange }: { readonly redaction: RedactionSummary | null; readonly onChange: () => void }) {
  const total = redaction === null ? 0 : redactionKinds.reduce((sum, kind) => sum + redaction.counts[kind], 0)
  return (
    <div className="redaction-line small">
      {redaction === null ? (
        <span className="muted">Personal data: as in the file</span>
      ) : (
        <span className="redaction-done" title={sayCounts(redaction)}>
          <ShieldCheck size={13} aria-hidden /> Personal data: {total === 0 ? 'none was found' : `${formatNumber(total)} taken out`}
        </span>
      )}
      <button type="button" className="link" onClick={onChange}>
        {redaction === null ? 'Take it out…' : 'Change…'}
      </button>
    </div>
  )
}

/** Counts by kind as one line. */
export function sayCounts({ counts }: RedactionSummary): string {
  return redactionKinds.flatMap((kind) => (counts[kind] === 0 ? [] : [`${redactionTitles[kind]}: ${formatNumber(counts[kind])}`])).join('\n')
}
