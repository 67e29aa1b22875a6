import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { StickyNote, Zap } from 'lucide-react'
import { NodeIcon } from '../canvas/node-icon.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { addFromPalette, paletteDragType } from './add-from-palette.ts'
import { familyTitles, searchPalette } from './palette-items.ts'
import type { PaletteItem } from './palette-items.ts'

/** Everything that can be put on the canvas, by what people want to do. */
export function Palette() {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const groups = searchPalette(query)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const items = [...(list.current?.querySelectorAll<HTMLButtonElement>('.palette-item') ?? [])]
    const index = items.findIndex((item) => item === document.activeElement)
    event.preventDefault()
    items[Math.max(0, Math.min(items.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
  }
  return (
    <div className="palette" onKeyDown={onKey}>
      <div className="palette-search">
        <SearchField label="Find a card" value={query} onChange={setQuery} />
      </div>
      <div className="panel-scroll" ref={list}>
        {groups.map(({ family, items }) => (
          <section key={family} className="palette-group" style={{ '--fam': `var(--fam-${family})`, '--fam-soft': `var(--fam-${family}-soft)` }}>
            <h3>{familyTitles[family]}</h3>
            {items.map((item) => (
              <PaletteEntry key={item.id} item={item} />
            ))}
          </section>
        ))}
        {groups.length === 0 ? <p className="palette-none">Nothing is called “{query}”. Try what you want to do, such as “ask” or “escalate”.</p> : null}
      </div>
    </div>
  )
}

function PaletteEntry({ item }: { readonly item: PaletteItem }) {
  return (
    <button
      type="button"
      className="palette-item"
      draggable
      title={`${item.sentence}\nDrag it onto the canvas, or press Enter to add it after the chosen card.`}
      onDragStart={(event) => {
        event.dataTransfer.setData(paletteDragType, item.id)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={() => addFromPalette(item.id, null)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        addFromPalette(item.id, null)
      }}
    >
      <span className="card-icon">{item.kind === 'trigger' ? <Zap size={16} aria-hidden /> : item.kind === 'note' ? <StickyNote size={16} aria-hidden /> : <NodeIcon kind={item.kind} role={item.role} family={item.family} size={16} />}</span>
      <span className="palette-text">
        <span className="palette-title">{item.title}</span>
        <span className="palette-sentence">{item.sentence}</span>
      </span>
    </button>
  )
}
