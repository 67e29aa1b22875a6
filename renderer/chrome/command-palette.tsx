import { Dialog } from 'radix-ui'
import { ArrowRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { familyOf } from '../canvas/family-of.ts'
import { NodeIcon } from '../canvas/node-icon.tsx'
import { kindWords, titleOfNode } from '../canvas/title-of.ts'
import { addFromPalette } from '../palette/add-from-palette.ts'
import { paletteItems } from '../palette/palette-items.ts'
import { useCurrentDocument } from '../state/flow-store.ts'
import { locate } from '../state/selection-store.ts'
import { useView } from '../state/view-store.ts'
import { SearchField } from '../ui/search-field.tsx'
import { commands } from './commands.ts'

type Entry = { readonly id: string; readonly title: string; readonly detail: string; readonly icon: ReactNode; readonly search: string; readonly run: () => void }

/** Every command and every card, one search away. */
export function CommandPalette() {
  const open = useView((state) => state.paletteOpen)
  const set = useView((state) => state.set)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => set({ paletteOpen: next })}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content className="modal commands" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Commands and cards</Dialog.Title>
          <CommandList onDone={() => set({ paletteOpen: false })} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function CommandList({ onDone }: { readonly onDone: () => void }) {
  const document = useCurrentDocument()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const entries = useMemo<readonly Entry[]>(() => {
    const hasFlow = document !== undefined
    const cards = Object.entries(document?.workflow.spec.flow.nodes ?? {}).map(([id, node]): Entry => {
      const title = document === undefined ? id : titleOfNode(document.workflow, id)
      const role = node.kind === 'agent' ? (document?.workflow.spec.agents[node.agent]?.role ?? null) : null
      return { id: `card:${id}`, title, detail: kindWords(node.kind), icon: document === undefined ? null : <NodeIcon kind={node.kind} role={role} family={familyOf(document.workflow, node)} size={15} />, search: `${title} ${id} ${node.kind}`, run: () => { useView.getState().set({ showStart: false }); locate([id]) } }
    })
    const all = commands().filter((command) => hasFlow || !command.needsFlow).map((command): Entry => ({ id: command.id, title: command.title, detail: command.keys ?? '', icon: <ArrowRight size={15} />, search: command.title, run: command.run }))
    const adds = hasFlow ? paletteItems.map((item): Entry => ({ id: `add:${item.id}`, title: `Add: ${item.title}`, detail: '', icon: item.kind === 'trigger' || item.kind === 'note' ? null : <NodeIcon kind={item.kind} role={item.role} family={item.family} size={15} />, search: `add: ${item.title} ${item.keywords.join(' ')}`, run: () => { useView.getState().set({ mode: 'design', showStart: false }); addFromPalette(item.id, null) } })) : []
    return [...all, ...cards, ...adds]
  }, [document])
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const found = entries.filter((entry) => words.every((word) => entry.search.toLowerCase().includes(word))).toSorted((a, b) => fitOf(a.title, words) - fitOf(b.title, words)).slice(0, 60)
  const chosen = Math.min(at, found.length - 1)
  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    onDone()
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }
  return (
    <>
      <SearchField label="What do you want to do, or which card?" value={query} autoFocus onChange={(value) => { setQuery(value); setAt(0) }} onKeyDown={onKey} />
      <div className="commands-list" role="listbox" aria-label="Results" tabIndex={0}>
        {found.map((entry, index) => (
          <div key={entry.id} role="option" aria-selected={index === chosen} className="menu-item" data-highlighted={index === chosen ? '' : undefined} ref={index === chosen ? scrollHere : undefined} onMouseMove={() => setAt(index)} onClick={() => run(entry)}>
            <span className="commands-icon">{entry.icon}</span>
            <span className="truncate">{entry.title}</span>
            <span className="key">{entry.detail}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="palette-none">Nothing is called “{query}”.</p> : null}
      </div>
    </>
  )
}

/** How well a title fits what was typed, best first: exactly these words, words that begin so, or only parts of words. */
function fitOf(title: string, words: readonly string[]): number {
  const own = title.toLowerCase().split(/\s+/u)
  if (words.length === 0 || own.join(' ') === words.join(' ')) return 0
  return words.every((word) => own.some((each) => each.startsWith(word))) ? 1 : 2
}

function scrollHere(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
