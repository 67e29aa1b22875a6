/** The sentence by which a message moved a conversation's tone: its place in the message's text, and its own score in -1..1. */
export type ToneMover = { readonly text: string; readonly start: number; readonly end: number; readonly own: number }

/** A message whose tone was judged: its probabilities, and where the conversation stands after it. */
export type JudgedPoint = {
  readonly kind: 'judged'
  /** Its index in the conversation. */
  readonly message: number
  readonly shares: { readonly frustrated: number; readonly confused: number; readonly neutral: number; readonly satisfied: number }
  readonly polarity: number
  /** The message alone, -1..1. */
  readonly own: number
  /** The conversation up to and with this message: -1..1, and 0..1 each. */
  readonly score: number
  readonly frustration: number
  readonly confusion: number
  readonly satisfaction: number
  readonly mover?: ToneMover
}

/** A message of the customer that says nothing about the tone, and why. */
export type OpenPoint = { readonly kind: 'open'; readonly message: number; readonly why: string }

/** One message of the customer, as the tone of a conversation sees it. */
export type TonePoint = JudgedPoint | OpenPoint

/** Which way a conversation's tone goes. */
export type ToneTrend = 'better' | 'steady' | 'worse'

/** The tone of a conversation, customer message by customer message. */
export type ToneReading = { readonly points: readonly TonePoint[]; readonly trend: ToneTrend }
