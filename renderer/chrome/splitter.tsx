import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'

type Props = {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** Which way grows the panel: dragging right (1) or left (-1), down (1) or up (-1). */
  readonly direction: 1 | -1
  readonly axis: 'x' | 'y'
  readonly onChange: (value: number) => void
  readonly onDone: () => void
}

/** The edge of a panel, dragged or moved with arrow keys. */
export function Splitter({ label, value, min, max, direction, axis, onChange, onDone }: Props) {
  const start = useRef<{ readonly at: number; readonly value: number } | null>(null)
  const [dragging, setDragging] = useState(false)
  const clamp = (next: number): number => Math.round(Math.min(max, Math.max(min, next)))
  const onMove = (event: PointerEvent) => {
    if (start.current === null) return
    const at = axis === 'x' ? event.clientX : event.clientY
    onChange(clamp(start.current.value + (at - start.current.at) * direction))
  }
  const onKey = (event: KeyboardEvent) => {
    const keys = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    const index = keys.indexOf(event.key)
    if (index < 0) return
    event.preventDefault()
    onChange(clamp(value + (index === 0 ? -16 : 16) * direction))
    onDone()
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={`splitter ${axis === 'x' ? 'vertical' : 'horizontal'}`}
      data-dragging={dragging}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: axis === 'x' ? event.clientX : event.clientY, value }
        setDragging(true)
      }}
      onPointerMove={onMove}
      onPointerUp={() => {
        start.current = null
        setDragging(false)
        onDone()
      }}
    />
  )
}
