import { useDialog } from '../state/dialog-store.ts'
import type { Question } from '../state/dialog-store.ts'
import { Button } from '../ui/button.tsx'
import { Modal } from '../ui/modal.tsx'
import { useView } from '../state/view-store.ts'
import { RedactionDialog } from '../redaction/redaction-dialog.tsx'
import { FileBrowser } from './file-browser.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'

/** Whatever stands over the window now. */
export function Dialogs() {
  const dialog = useDialog((state) => state.dialog)
  const settingsOpen = useView((state) => state.settingsOpen)
  if (dialog === null) return settingsOpen ? <SettingsDialog /> : null
  if (dialog.kind === 'question') return <QuestionDialog question={dialog} />
  if (dialog.kind === 'merge') return <MergeDialog question={dialog} />
  return dialog.kind === 'redaction' ? <RedactionDialog key={dialog.path} question={dialog} /> : <FileBrowser request={dialog} />
}

function QuestionDialog({ question }: { readonly question: Question }) {
  const dangerous = question.answers.filter((answer) => answer.look === 'danger')
  const others = question.answers.filter((answer) => answer.look !== 'danger')
  return (
    <Modal
      title={question.title}
      description={question.text}
      width={question.answers.length > 2 ? 660 : 480}
      onClose={() => question.settle(null)}
      actions={
        <>
          {dangerous.map((answer) => (
            <Button key={answer.value} look="danger" className="leading" onClick={() => question.settle(answer.value)}>
              {answer.label}
            </Button>
          ))}
          <Button onClick={() => question.settle(null)}>Cancel</Button>
          {others.map((answer) => (
            <Button key={answer.value} look={answer.look ?? 'plain'} onClick={() => question.settle(answer.value)}>
              {answer.label}
            </Button>
          ))}
        </>
      }
    />
  )
}
