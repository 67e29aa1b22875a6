const colours = ['receive', 'understand', 'decide', 'answer', 'people', 'check'] as const

/** A small drawing that stands for a template: columns of cards, as many as it has, never a copy of its content. */
export function TemplatePicture({ seed, nodes }: { readonly seed: string; readonly nodes: number }) {
  const columns = 6
  const perColumn = Math.max(1, Math.min(3, Math.round(nodes / 12)))
  const boxes = Array.from({ length: columns }, (_, column) => {
    const count = column === 0 ? 1 : 1 + ((seed.charCodeAt(column % seed.length) + column) % (perColumn + 1))
    return Array.from({ length: Math.min(3, count) }, (_each, row) => ({ x: 14 + column * 40, y: 46 - (Math.min(3, count) - 1) * 13 + row * 26, colour: colours[column] ?? 'flow' }))
  })
  return (
    <svg className="template-picture" viewBox="0 0 256 104" aria-hidden>
      {boxes.slice(0, -1).flatMap((column, index) => column.flatMap((from) => (boxes[index + 1] ?? []).map((to) => <path key={`${from.x}${from.y}${to.y}`} d={`M${from.x + 28},${from.y + 8} H${from.x + 34} V${to.y + 8} H${to.x}`} fill="none" stroke="var(--border-strong)" strokeWidth="1" />)))}
      {boxes.flat().map((box) => (
        <g key={`${box.x} ${box.y}`}>
          <rect x={box.x} y={box.y} width="28" height="16" rx="3" fill="var(--bg-raised)" stroke="var(--border-strong)" strokeWidth="0.75" />
          <rect x={box.x} y={box.y} width="3" height="16" rx="1.5" fill={`var(--fam-${box.colour})`} />
        </g>
      ))}
    </svg>
  )
}
