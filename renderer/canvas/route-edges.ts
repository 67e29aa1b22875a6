/** A place on the canvas. */
export type XY = { readonly x: number; readonly y: number }

/** The box of a card. */
export type Box = { readonly id: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A way to be drawn from a right edge to a left edge. */
export type Wanted = { readonly id: string; readonly source: string; readonly target: string; readonly from: XY; readonly to: XY; readonly fan: number; readonly bends?: readonly XY[] }

const stub = 18
const clearance = 8
const busy = 260

type Segment = { readonly a: XY; readonly b: XY; readonly target: string }

/**
 * Lays every way out as horizontal and vertical pieces that keep clear of the cards where they can.
 * Flows beyond a few hundred cards get no routes: there the plain step line is drawn, which costs nothing.
 */
export function routeEdges(boxes: readonly Box[], edges: readonly Wanted[]): ReadonlyMap<string, readonly XY[]> {
  const routes = new Map<string, readonly XY[]>()
  if (boxes.length > busy) return routes
  const placed: Segment[] = []
  const incoming = new Map<string, number>()
  const byLength = edges.toSorted((a, b) => distance(a) - distance(b))
  for (const edge of byLength) {
    const nth = incoming.get(edge.target) ?? 0
    incoming.set(edge.target, nth + 1)
    const route = edge.bends !== undefined && edge.bends.length > 0 ? [edge.from, ...edge.bends, edge.to] : cheapest(boxes, placed, edge, nth)
    routes.set(edge.id, route)
    for (const [a, b] of pairs(route)) placed.push({ a, b, target: edge.target })
  }
  return routes
}

function cheapest(boxes: readonly Box[], placed: readonly Segment[], edge: Wanted, nth: number): readonly XY[] {
  let best: readonly XY[] = []
  let bestCost = Number.POSITIVE_INFINITY
  for (const route of candidates(boxes, edge, nth)) {
    const cost = costOf(boxes, placed, edge, route, bestCost)
    if (cost < bestCost) {
      best = route
      bestCost = cost
    }
  }
  return best
}

function candidates(boxes: readonly Box[], edge: Wanted, nth: number): readonly (readonly XY[])[] {
  const { from, to } = edge
  if (Math.abs(from.y - to.y) < 1 && to.x > from.x) return [[from, to], ...lanes(boxes, edge, nth)]
  return lanes(boxes, edge, nth)
}

function lanes(boxes: readonly Box[], edge: Wanted, nth: number): readonly (readonly XY[])[] {
  const { from, to, fan } = edge
  const out = from.x + stub - 4 + (fan % 4) * 7
  const into = to.x - stub - (nth % 4) * 6
  const forward = into >= out
  const routes: (readonly XY[])[] = []
  if (forward || to.x - from.x >= 2 * clearance) {
    const middles = forward ? columns(out, into) : [(from.x + to.x) / 2]
    for (const x of middles) routes.push(clean([from, { x, y: from.y }, { x, y: to.y }, to]))
  }
  const left = Math.min(out, into) - 4
  const right = Math.max(out, into) + 4
  const spread = 16 + (nth % 4) * 8
  const heights = new Set<number>()
  for (const box of boxes) {
    if (box.x > right || box.x + box.width < left) continue
    heights.add(box.y - spread)
    heights.add(box.y + box.height + spread)
  }
  for (const y of heights) routes.push(clean([from, { x: out, y: from.y }, { x: out, y }, { x: into, y }, { x: into, y: to.y }, to]))
  if (routes.length === 0) routes.push([from, { x: out, y: from.y }, { x: out, y: to.y }, to])
  return routes
}

/** Places for the one vertical piece of a short way: close to where it begins, then further on. */
function columns(out: number, into: number): readonly number[] {
  const gap = into - out
  const steps = gap < 120 ? [0, 9, 18, 27, 36].filter((step) => step <= gap) : [0, 9, 18, 27]
  return [...steps.map((step) => out + step), into, ...(gap < 120 ? [] : [into - 9, into - 18])]
}

function costOf(boxes: readonly Box[], placed: readonly Segment[], edge: Wanted, route: readonly XY[], limit: number): number {
  let cost = (route.length - 2) * 40
  const pieces = pairs(route)
  for (const [a, b] of pieces) cost += Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
  if (cost >= limit) return cost
  pieces.forEach(([a, b], i) => {
    for (const box of boxes) {
      const own = (box.id === edge.source && i === 0) || (box.id === edge.target && i === pieces.length - 1)
      if (!own && crosses(a, b, box)) cost += 3000
    }
  })
  if (cost >= limit) return cost
  for (const [a, b] of pieces) {
    for (const other of placed) if (other.target !== edge.target && overlaps(a, b, other)) cost += 220
  }
  return cost
}

function crosses(a: XY, b: XY, box: Box): boolean {
  return (
    Math.max(a.x, b.x) > box.x - clearance && Math.min(a.x, b.x) < box.x + box.width + clearance &&
    Math.max(a.y, b.y) > box.y - clearance && Math.min(a.y, b.y) < box.y + box.height + clearance
  )
}

function overlaps(a: XY, b: XY, other: Segment): boolean {
  const near = 8
  if (a.y === b.y && other.a.y === other.b.y) return Math.abs(a.y - other.a.y) < near && spansMeet(a.x, b.x, other.a.x, other.b.x)
  if (a.x === b.x && other.a.x === other.b.x) return Math.abs(a.x - other.a.x) < near && spansMeet(a.y, b.y, other.a.y, other.b.y)
  return false
}

function spansMeet(a: number, b: number, c: number, d: number): boolean {
  return Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d)) > 4
}

function pairs(route: readonly XY[]): readonly (readonly [XY, XY])[] {
  return route.slice(1).flatMap((point, i): (readonly [XY, XY])[] => {
    const before = route[i]
    return before === undefined ? [] : [[before, point]]
  })
}

/** Drops points on which the way does not turn. */
function clean(route: readonly XY[]): readonly XY[] {
  return route.filter((point, i) => {
    const before = route[i - 1]
    const after = route[i + 1]
    if (before === undefined || after === undefined) return true
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
}

function distance(edge: Wanted): number {
  return Math.abs(edge.from.x - edge.to.x) + Math.abs(edge.from.y - edge.to.y)
}

/** An SVG path along the points with rounded corners. */
export function roundedPath(points: readonly XY[], radius = 8): string {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return ''
  let path = `M${first.x},${first.y}`
  for (let i = 1; i < points.length - 1; i += 1) {
    const before = points[i - 1] ?? first
    const at = points[i] ?? first
    const after = points[i + 1] ?? last
    const size = Math.min(radius, length(before, at) / 2, length(at, after) / 2)
    const start = towards(at, before, size)
    const end = towards(at, after, size)
    path += `L${start.x},${start.y}Q${at.x},${at.y} ${end.x},${end.y}`
  }
  return `${path}L${last.x},${last.y}`
}

function length(a: XY, b: XY): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function towards(from: XY, to: XY, by: number): XY {
  const total = length(from, to)
  return total === 0 ? from : { x: from.x + ((to.x - from.x) * by) / total, y: from.y + ((to.y - from.y) * by) / total }
}

/** The middle of the longest level piece of a way: where its label has room. */
export function labelPoint(points: readonly XY[]): XY {
  let best: readonly [XY, XY] | null = null
  for (const [a, b] of pairs(points)) {
    if (a.y === b.y && (best === null || Math.abs(a.x - b.x) > Math.abs(best[0].x - best[1].x))) best = [a, b]
  }
  const [a, b] = best ?? [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
