import type { Token, TokenWait } from './engine-state.ts'
import type { Work } from './work.ts'

const moving: TokenWait = { kind: 'moving' }

/** Adds a token that is about to move. */
export function addToken(work: Work, nodeId: string, place: Pick<Token, 'forkId' | 'armId' | 'side' | 'error'> = {}): Token {
  const token: Token = {
    id: work.nextToken,
    nodeId,
    visit: 0,
    wait: moving,
    timerId: undefined,
    forkId: place.forkId,
    armId: place.armId,
    side: place.side,
    error: place.error,
  }
  work.nextToken += 1
  work.tokens.push(token)
  return token
}

/** The token of that id, if it still exists. */
export function findToken(work: Work, id: number): Token | undefined {
  for (const token of work.tokens) if (token.id === id) return token
  return undefined
}

/** Puts a changed token in the place of the old one. */
export function putToken(work: Work, token: Token): Token {
  for (let index = 0; index < work.tokens.length; index++) {
    if (work.tokens[index]?.id === token.id) {
      work.tokens[index] = token
      return token
    }
  }
  throw new Error(`Token ${token.id} is gone; a step may only change tokens that exist.`)
}

/** Makes a token wait at a node. */
export function parkToken(work: Work, token: Token, wait: TokenWait, timerId?: string): Token {
  return putToken(work, {
    id: token.id, nodeId: token.nodeId, visit: token.visit, wait, timerId,
    forkId: token.forkId, armId: token.armId, side: token.side, error: token.error,
  })
}

/** Marks a token as being on its way, free of timers and tasks. */
export function freeToken(work: Work, token: Token): Token {
  return parkToken(work, token, moving)
}

/** Removes a token. */
export function removeToken(work: Work, id: number): void {
  const index = work.tokens.findIndex((token) => token.id === id)
  if (index >= 0) work.tokens.splice(index, 1)
}
