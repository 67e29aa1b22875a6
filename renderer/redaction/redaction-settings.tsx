import { redactionKinds, redactionTitles } from '../../core/redaction/redaction-kind.ts'
import { setRedaction } from '../state/settings.ts'
import { useView } from '../state/view-store.ts'
import { Field } from '../ui/field.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { Toggle } from '../ui/toggle.tsx'

/** Whether personal data is taken out of every import before it is stored, and which kinds. */
export function RedactionSettings() {
  const redaction = useView((state) => state.redaction)
  return (
    <>
      <Field
        label="Take personal data out before storing"
        help="Of tickets and past resolutions, at every import. While a file is read its texts are in memory as they are; nothing that is written to disk, kept for the session or shown afterwards holds what was found."
        inline
      >
        <Toggle label="Take personal data out before storing" checked={redaction.on} onChange={(on) => setRedaction({ ...redaction, on })} />
      </Field>
      {!redaction.on ? null : (
        <Field label="What is taken out" {...(redaction.kinds.length === 0 ? { error: 'Nothing is chosen, so nothing is taken out.' } : {})}>
          <TickList
            label="What is taken out"
            options={redactionKinds.map((kind) => ({ value: kind, label: redactionTitles[kind] }))}
            value={redaction.kinds}
            onChange={(chosen) => setRedaction({ ...redaction, kinds: redactionKinds.filter((kind) => chosen.includes(kind)) })}
          />
        </Field>
      )}
    </>
  )
}
