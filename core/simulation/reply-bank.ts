import { hashName } from './keyed-random.ts'

/** What a customer says after an answer or a question of ours. */
export type ReplyKind = 'confirmed' | 'unresolved' | 'angry' | 'clarified'

/** Replies that stand in for a customer where the history has none, by kind. */
export type ReplyBank = Readonly<Record<ReplyKind, readonly string[]>>

/** A small bank for runs without one of their own. */
export const standardReplyBank: ReplyBank = {
  confirmed: ['Thank you, that solved it.', 'That worked, thanks a lot!', 'Great, it works again. You can close this.', 'Yes, that was it. Thank you.'],
  unresolved: ['Unfortunately that did not help, it is still the same.', 'I tried all of that and nothing has changed.', 'That is not what I asked. The problem is still there.', 'Still not working.'],
  angry: ['This is the second time I write about this and it still does not work!', 'I am really annoyed now. Please have somebody look at it.', 'Useless. I already did all of that and told you so.', 'I have had enough of this, nothing works.'],
  clarified: ['It is the newest version, and the message says that the connection failed.', 'It happens every time I try to sign in, on the phone and on the computer.', 'I restarted it twice, no change. The light stays red.', 'It started yesterday after the update.'],
}

/** The reply for a ticket's how-manieth visit: chosen by name only, so that every replication and seed meets the same text. */
export function bankReply(bank: ReplyBank, ticketId: string, visit: number, kind: ReplyKind): string {
  const texts = bank[kind].length > 0 ? bank[kind] : standardReplyBank[kind]
  return texts[hashName(`${ticketId}\u0000${visit}\u0000${kind}`) % texts.length] ?? ''
}
