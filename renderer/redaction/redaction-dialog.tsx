import { useEffect, useState } from 'react'
import type { RedactionPreview } from '../../api/model.ts'
import { toErrorData } from '../../api/app-error.ts'
import { type RedactionKind, redactionKinds, redactionTitles } from '../../core/redaction/redaction-kind.ts'
import { formatNumber } from '../format/format-number.ts'
import { host } from '../host.ts'
import type { RedactionQuestion } from '../state/dialog-store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Modal } from '../ui/modal.tsx'
import { TickList } from '../ui/tick-list.tsx'
import { MarkedText } from './marked-text.tsx'

type Preview = { readonly kind: 'looking' } | { readonly kind: 'shown'; readonly preview: RedactionPreview } | { readonly kind: 'failed'; readonly message: string }

/** Asks which personal data is taken out of a file before it is stored, and shows what that does to it. */
export function RedactionDialog({ question }: { readonly question: RedactionQuestion }) {
  const { path, name, of, settle } = question
  const [kinds, setKinds] = useState<readonly RedactionKind[]>(question.kinds)
  const shown = usePreview(path, of, kinds)
  const texts = of === 'tickets' ? 'tickets' : 'past resolutions'
  const counts = shown.kind === 'shown' ? shown.preview.counts : null
  return (
    <Modal
      title="Take personal data out"
      description={`Each find in “${name}” is replaced by a placeholder that stays the same through one conversation. This happens before anything is stored; the file itself is not changed.`}
      width={860}
      onClose={() => settle(null)}
      actions={
        <>
          <Button className="leading" onClick={() => settle({ kinds: null })}>Import as it is</Button>
          <Button onClick={() => settle(null)}>Cancel</Button>
          <Button look="primary" disabled={kinds.length === 0} onClick={() => settle({ kinds })}>Take out and import</Button>
        </>
      }
    >
      <Field label="What is taken out">
        <TickList
          label="What is taken out"
          options={redactionKinds.map((kind) => ({ value: kind, label: counts === null || !kinds.includes(kind) ? redactionTitles[kind] : `${redactionTitles[kind]} · ${formatNumber(counts[kind])}` }))}
          value={kinds}
          onChange={(chosen) => setKinds(redactionKinds.filter((kind) => chosen.includes(kind)))}
        />
      </Field>
      <PreviewList shown={shown} texts={texts} />
    </Modal>
  )
}

function PreviewList({ shown, texts }: { readonly shown: Preview; readonly texts: string }) {
  if (shown.kind === 'looking') return <p className="muted small" aria-live="polite">Looking at the first {texts}…</p>
  if (shown.kind === 'failed') return <p className="field-error" role="alert">{shown.message}</p>
  const { looked, isAll, changed, examples } = shown.preview
  if (looked === 0) return <p className="muted small">There are no {texts} in this file; articles that are written for everybody stay as they are.</p>
  const scope = isAll ? `${formatNumber(looked)} ${texts}` : `first ${formatNumber(looked)} ${texts}`
  return (
    <>
      <p className="muted small" aria-live="polite">
        {changed === 0 ? `Nothing of this was found in the ${scope}.` : `Found in ${formatNumber(changed)} of the ${scope}. Look at the examples: no rule finds everything, and what it takes for a name can be a word.`}
      </p>
      {examples.length === 0 ? null : (
        <div className="redaction-examples panel-scroll">
          <div className="redaction-heads small" aria-hidden>
            <span>As the file has it</span>
            <span>As it is stored</span>
          </div>
          {examples.map(({ id, before, after, replaced }) => (
            <section key={id} className="redaction-pair" aria-label={`Example ${id}`}>
              <MarkedText text={before} marks={replaced.map(({ start, end }) => ({ start, end }))} look="out" />
              <MarkedText text={after} marks={replaced.map(({ at, placeholder }) => ({ start: at, end: at + placeholder.length }))} look="in" />
            </section>
          ))}
        </div>
      )}
    </>
  )
}

function usePreview(path: string, of: 'tickets' | 'knowledge', kinds: readonly RedactionKind[]): Preview {
  const [shown, setShown] = useState<Preview>({ kind: 'looking' })
  useEffect(() => {
    let current = true
    host().call('redaction.preview', { path, of, kinds: [...kinds] }).then(
      (preview) => {
        if (current) setShown({ kind: 'shown', preview })
      },
      (thrown: unknown) => {
        const { message, hint } = toErrorData(thrown)
        if (current) setShown({ kind: 'failed', message: `${message} ${hint}` })
      },
    )
    return () => {
      current = false
    }
  }, [path, of, kinds])
  return shown
}
