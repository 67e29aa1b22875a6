import { describe, expect, it } from 'vitest'
import { labelPoint, roundedPath, routeEdges } from '../../../renderer/canvas/route-edges.ts'
import type { Box, Wanted, XY } from '../../../renderer/canvas/route-edges.ts'

const box = (id: string, x: number, y: number): Box => ({ id, x, y, width: 256, height: 100 })
const way = (id: string, source: Box, target: Box): Wanted => ({ id, source: source.id, target: target.id, from: { x: source.x + 262, y: source.y + 28 }, to: { x: target.x - 5, y: target.y + 28 }, fan: 0 })

function routeOf(boxes: readonly Box[], wanted: Wanted): readonly XY[] {
  return routeEdges(boxes, [wanted]).get(wanted.id) ?? []
}

function cutsThrough(route: readonly XY[], card: Box): boolean {
  return route.slice(1).some((b, i) => {
    const a = route[i] ?? b
    return Math.max(a.x, b.x) > card.x && Math.min(a.x, b.x) < card.x + card.width && Math.max(a.y, b.y) > card.y && Math.min(a.y, b.y) < card.y + card.height
  })
}

describe('routing', () => {
  it('goes straight between cards of one row', () => {
    const [a, b] = [box('a', 0, 0), box('b', 320, 0)]
    expect(routeOf([a, b], way('a#then', a, b))).toEqual([{ x: 262, y: 28 }, { x: 315, y: 28 }])
  })

  it('goes around a card that stands between', () => {
    const [a, middle, b] = [box('a', 0, 0), box('m', 320, 0), box('b', 640, 0)]
    const route = routeOf([a, middle, b], way('a#then', a, b))
    expect(cutsThrough(route, middle)).toBe(false)
    expect(route.length).toBeGreaterThan(2)
  })

  it('leads back without crossing the cards it comes from and goes to', () => {
    const [a, b] = [box('a', 0, 0), box('b', 640, 0)]
    const route = routeOf([a, b], way('b#default', b, a))
    expect([cutsThrough(route, a), cutsThrough(route, b)]).toEqual([false, false])
  })

  it('turns only at right angles', () => {
    const boxes = [box('a', 0, 0), box('b', 640, 400), box('c', 320, 200)]
    const [a, b] = boxes
    if (a === undefined || b === undefined) throw new Error('two boxes')
    const route = routeOf(boxes, way('a#x', a, b))
    for (let i = 1; i < route.length; i += 1) expect(route[i]?.x === route[i - 1]?.x || route[i]?.y === route[i - 1]?.y).toBe(true)
  })

  it('keeps ways to different cards apart', () => {
    const boxes = [box('a', 0, 0), box('up', 320, -200), box('down', 320, 200)]
    const [a, up, down] = boxes
    if (a === undefined || up === undefined || down === undefined) throw new Error('three boxes')
    const routes = routeEdges(boxes, [{ ...way('a#1', a, up), from: { x: 262, y: 60 }, fan: 0 }, { ...way('a#2', a, down), from: { x: 262, y: 88 }, fan: 1 }])
    const vertical = [...routes.values()].map((route) => route[1]?.x ?? 0)
    expect(Math.abs((vertical[0] ?? 0) - (vertical[1] ?? 0))).toBeGreaterThan(3)
  })

  it('takes the bends that the layout keeps', () => {
    const [a, b] = [box('a', 0, 0), box('b', 640, 0)]
    const bends = [{ x: 400, y: 28 }, { x: 400, y: 300 }]
    expect(routeOf([a, b], { ...way('a#then', a, b), bends })).toEqual([{ x: 262, y: 28 }, ...bends, { x: 635, y: 28 }])
  })

  it('leaves very large flows to the plain step line', () => {
    const boxes = Array.from({ length: 400 }, (_, i) => box(`n${i}`, (i % 20) * 320, Math.floor(i / 20) * 200))
    const [a, b] = boxes
    if (a === undefined || b === undefined) throw new Error('two boxes')
    expect(routeEdges(boxes, [way('n0#then', a, b)]).size).toBe(0)
  })

  it('rounds corners and finds the longest level piece for the label', () => {
    const route = [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 100 }, { x: 220, y: 100 }]
    expect(roundedPath(route)).toBe('M0,0L12,0Q20,0 20,8L20,92Q20,100 28,100L220,100')
    expect(labelPoint(route)).toEqual({ x: 120, y: 100 })
  })
})
