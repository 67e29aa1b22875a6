import type { CardModel } from './card-model.ts'

/** The measures of a card in pixels; the stylesheet draws exactly these. */
export const cardMeasures = { width: 256, head: 56, row: 28, rowsPadding: 9, footer: 29, port: 11 } as const

/** The height of a card. */
export function cardHeight(card: Pick<CardModel, 'rows'>, footer: boolean): number {
  const rows = card.rows.length === 0 ? 0 : cardMeasures.rowsPadding + card.rows.length * cardMeasures.row
  return cardMeasures.head + rows + (footer ? cardMeasures.footer : 0)
}

/** How far below the card's top a port lies. */
export function portOffset(card: CardModel, portId: string, footer: boolean): number {
  const row = card.rows.findIndex((each) => each.port.id === portId)
  if (row >= 0) return cardMeasures.head + 5 + row * cardMeasures.row + cardMeasures.row / 2
  if (card.main?.id === portId) return cardMeasures.head / 2
  return cardHeight(card, footer) - 12
}
