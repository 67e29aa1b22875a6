import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Article, KnowledgeBase } from './article.ts'

/** Makes a knowledge base of articles; its digest changes with any article's content or place. */
export function assembleKnowledge(articles: readonly Article[]): KnowledgeBase {
  const hash = sha256.create()
  for (const { id, title, text, kind, source, thirdParty } of articles) hash.update(utf8ToBytes(`${JSON.stringify([id, title, text, kind, source, thirdParty])}\n`))
  return { articles, digest: bytesToHex(hash.digest()) }
}
