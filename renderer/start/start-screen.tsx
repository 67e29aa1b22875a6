import { FileInput, FolderOpen, History, LayoutTemplate, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { JournalEntry, RecentFile, TemplateInfo } from '../../api/model.ts'
import { formatNumber } from '../format/format-number.ts'
import { formatAgo } from '../format/format-time.ts'
import { host } from '../host.ts'
import { chooseFlowFile, openFlowFile, openTemplate, restoreJournal, startFromTickets } from '../state/file-actions.ts'
import { flowOf } from '../state/flow-store.ts'
import { discardJournal } from '../state/journal.ts'
import { notifyError } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { TemplatePicture } from './template-picture.tsx'

/** Where everything begins: what was lost, three ways in, templates and recent files. */
export function StartScreen() {
  const [templates, setTemplates] = useState<readonly TemplateInfo[] | null>(null)
  const [recents, setRecents] = useState<readonly RecentFile[]>([])
  const [journal, setJournal] = useState<readonly JournalEntry[]>([])
  const [opening, setOpening] = useState<string | null>(null)
  const [now] = useState(() => Date.now())
  useEffect(() => {
    host().call('templates.list', {}).then(setTemplates, notifyError)
    host().call('recent.list', {}).then(setRecents, notifyError)
    host().call('journal.list', {}).then((entries) => setJournal(entries.filter((entry) => flowOf(entry.docId) === undefined)), notifyError)
  }, [])
  const [first] = templates ?? []
  const open = async (id: string): Promise<void> => {
    setOpening(id)
    await openTemplate(id)
    setOpening(null)
  }
  return (
    <main className="start">
      <div className="start-inner">
        <h1>What would you like to do?</h1>
        <p className="start-lead">Draw how tickets are answered, run your own tickets through it on this machine, and see what it changes before you build anything.</p>
        {journal.length === 0 ? null : <Recovered entries={journal} now={now} onDone={() => setJournal([])} />}
        <div className="start-choices">
          <Choice icon={<LayoutTemplate size={22} />} title="Start with a flow that runs" text={first === undefined ? 'A complete support flow with sample tickets and articles.' : `${first.title}: ${first.nodes} cards, ${formatNumber(first.tickets)} sample tickets, ready to simulate.`} primary disabled={first === undefined || opening !== null} onClick={() => (first === undefined ? undefined : void open(first.id))} />
          <Choice icon={<FolderOpen size={22} />} title="Open a flow" text="A .lumos.yaml file from this machine, with its layout beside it." onClick={() => void chooseFlowFile()} />
          <Choice icon={<FileInput size={22} />} title="Start from your tickets" text="A CSV or JSONL export of your help desk. It is read here and goes nowhere." onClick={() => void startFromTickets()} />
        </div>
        <div className="start-columns">
          <section>
            <h2>Templates</h2>
            <div className="start-templates">
              {(templates ?? []).map((template) => (
                <button key={template.id} type="button" className="template" disabled={opening !== null} onClick={() => void open(template.id)}>
                  <TemplatePicture seed={template.id} nodes={template.nodes} />
                  <span className="template-title">{template.title}</span>
                  <span className="muted small">{template.sentence}</span>
                  <span className="template-facts">
                    {[`${template.nodes} cards`, template.tickets === 0 ? 'bring your own tickets' : `${formatNumber(template.tickets)} tickets`, ...(template.articles === 0 ? [] : [`${template.articles} articles`])].join(' · ')}
                  </span>
                </button>
              ))}
              {templates === null ? <div className="template loading" aria-label="Templates are loading" /> : null}
            </div>
          </section>
          <section>
            <h2>Recent</h2>
            {recents.length === 0 ? <p className="muted">Flows you open or save are listed here.</p> : null}
            <ul className="recents">
              {recents.map((recent) => (
                <li key={recent.path} className="recent" data-missing={recent.missing}>
                  <button type="button" disabled={recent.missing} onClick={() => void openFlowFile(recent.path)} title={recent.path}>
                    <span className="recent-title truncate">{recent.title}</span>
                    <span className="muted small truncate">{recent.missing ? 'No longer at ' : ''}{recent.path}</span>
                  </button>
                  <span className="muted small">{recent.missing ? 'missing' : formatAgo(recent.openedAt, now)}</span>
                  <IconButton tiny label={`Take ${recent.title} off the list`} onClick={() => void host().call('recent.remove', { path: recent.path }).then(setRecents, notifyError)}>
                    <X size={13} />
                  </IconButton>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </main>
  )
}

function Choice({ icon, title, text, primary = false, disabled = false, onClick }: { readonly icon: ReactNode; readonly title: string; readonly text: string; readonly primary?: boolean; readonly disabled?: boolean; readonly onClick: () => void }) {
  return (
    <button type="button" className="start-choice" data-primary={primary} disabled={disabled} onClick={onClick}>
      <span className="start-icon">{icon}</span>
      <span className="start-title">{title}</span>
      <span className="muted">{text}</span>
    </button>
  )
}

function Recovered({ entries, now, onDone }: { readonly entries: readonly JournalEntry[]; readonly now: number; readonly onDone: () => void }) {
  const what = entries.length === 1 ? '1 unsaved flow' : `${entries.length} unsaved flows`
  return (
    <section className="recovered" aria-label="Recovered work">
      <History size={18} aria-hidden />
      <div>
        <strong>{what} from last time</strong>
        <p className="muted small">{entries.map((entry) => `${entry.title} (${formatAgo(entry.writtenAt, now)})`).join(', ')}</p>
      </div>
      <Button look="primary" onClick={() => restoreJournal(entries)}>
        Restore {what}
      </Button>
      <Button
        onClick={() => {
          for (const entry of entries) discardJournal(entry.docId)
          onDone()
        }}
      >
        Discard
      </Button>
    </section>
  )
}
