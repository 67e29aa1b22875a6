import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article } from '../../core/knowledge/article.ts'
import { seeded, shuffled } from './fit-logistic.ts'
import { rowsOf } from './training-data.ts'

export type Query = { readonly text: string; readonly relevant: readonly string[] }

/** Articles with queries that they answer. */
export type Collection = {
  readonly name: string
  readonly title: string
  /** Collections of one group share articles or customers and are left out together. */
  readonly group: string
  /** What it counts for in the confidence: least where the encoder was trained on pairs of the same kind, because its likeness flatters there. */
  readonly share: number
  /** Whether it helps to choose the fusion; questions that the encoder learnt word by word do not. */
  readonly chooses: boolean
  readonly articles: readonly Article[]
  readonly queries: readonly Query[]
  /** The sets of queries, by name, that nothing in it answers. */
  readonly unrelated: readonly string[]
}

type Row = Record<string, string>

const random = seeded(9)
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const article = (id: string, title: string, text: string, kind: Article['kind'] = 'article'): Article => ({ id, title, text, kind, source: '', thirdParty: false })
const questions = (rows: readonly Row[]): Query[] => rows.map((row) => ({ text: row.query!, relevant: list(row.relevant) }))

/** What people ask who are in the wrong place. */
export function unrelatedQueries(): Readonly<Record<string, readonly string[]>> {
  return {
    banking: shuffled(rowsOf('triage/banking77_dev.csv'), seeded(3)).slice(0, 150).map((row) => row.text!),
    thunderbird: rowsOf('retrieval/support_qa_dev_queries.jsonl').slice(0, 150).map((row) => row.query!),
    arduino: rowsOf('retrieval/arduino_queries_dev.jsonl').map((row) => row.query!),
    anything: shuffled(rowsOf('triage/clinc150_dev.csv').filter((row) => row.label === 'oos'), seeded(3)).slice(0, 100).map((row) => row.text!),
  }
}

/** The collections that ranking and confidence are fitted and measured on. */
export function passageCollections(): readonly Collection[] {
  const arduino = rowsOf('retrieval/arduino_kb.jsonl').map((row) => article(row.id!, row.title!, row.text!))
  const links = shuffled(rowsOf('retrieval/arduino_title_anchor_train.jsonl').filter((row) => row.kind === 'anchor'), random).slice(0, 120)
  const titles = rowsOf('retrieval/kb_links_titles.jsonl').map((row) => article(row.id!, row.title!, ''))
  const known = new Set(titles.map((one) => one.id))
  const faq = shuffled(rowsOf('retrieval/faq_dstc9_train.jsonl.gz'), random).slice(0, 600)
  const subjects = shuffled(rowsOf('streams/support_tickets.jsonl.gz').filter((row) => wordsIn(row.subject!) >= 4 && row.description!.length > 150 && !row.description!.toLowerCase().includes(row.subject!.toLowerCase())), random).slice(0, 600)
  const mails = mailsWithSubjects().slice(0, 400)
  const packages = installedPackages().slice(0, 220)
  return [
    { name: 'arduino', title: 'Arduino Help Center, 407 articles; questions in users\' words', group: 'arduino', share: 2, chooses: true, articles: arduino, queries: questions(rowsOf('retrieval/arduino_queries_dev.jsonl')), unrelated: ['banking', 'thunderbird', 'anything'] },
    { name: 'supportDev', title: 'Mozilla Support answers; posts of late 2025', group: 'support', share: 1, chooses: true, articles: rowsOf('retrieval/support_qa_dev_corpus.jsonl.gz').map((row) => article(row.id!, '', row.text!)), queries: questions(rowsOf('retrieval/support_qa_dev_queries.jsonl')), unrelated: ['banking', 'arduino', 'anything'] },
    { name: 'kbLinks', title: 'Mozilla Support article titles; posts of late 2025', group: 'support', share: 1, chooses: true, articles: titles, queries: questions(rowsOf('retrieval/kb_links_dev.jsonl')).map((query) => ({ ...query, relevant: query.relevant.filter((id) => known.has(id)) })).filter((query) => query.relevant.length > 0), unrelated: ['banking', 'arduino', 'anything'] },
    { name: 'ticketSubjects', title: 'Mozilla Support posts; their subjects', group: 'support', share: 0.5, chooses: true, articles: subjects.map((row) => article(row.id!, '', row.description!)), queries: subjects.slice(0, 200).map((row) => ({ text: row.subject!, relevant: [row.id!] })), unrelated: ['banking', 'arduino', 'anything'] },
    { name: 'mailSubjects', title: 'SpamAssassin mails that are no spam; their subjects', group: 'mail', share: 0.5, chooses: true, articles: mails.map((mail) => article(mail.id, '', mail.text)), queries: mails.slice(0, 200).map((mail) => ({ text: mail.subject, relevant: [mail.id] })), unrelated: ['banking', 'arduino'] },
    { name: 'packages', title: 'Readme files of the packages that this program uses; their one-line descriptions', group: 'packages', share: 0.5, chooses: true, articles: packages.map((one) => article(one.name, '', one.text)), queries: shuffled(packages, random).slice(0, 150).map((one) => ({ text: one.description, relevant: [one.name] })), unrelated: ['banking', 'thunderbird', 'anything'] },
    { name: 'banking', title: 'BANKING77 as past tickets; new tickets of the same intent', group: 'banking', share: 1, chooses: true, ...pastTickets('triage/banking77'), unrelated: ['thunderbird', 'arduino', 'anything'] },
    { name: 'clinc', title: 'CLINC150 as past tickets; new requests of the same intent', group: 'clinc', share: 0.5, chooses: true, ...pastTickets('triage/clinc150'), unrelated: ['thunderbird', 'arduino'] },
    { name: 'arduinoLinks', title: 'Arduino Help Center; link texts of its own articles (trained on)', group: 'arduino', share: 0.3, chooses: true, articles: arduino, queries: questions(links), unrelated: [] },
    { name: 'faq', title: 'DSTC9 FAQ answers; their questions (trained on)', group: 'faq', share: 0.3, chooses: false, articles: faq.map((row) => article(row.id!, '', row.positive!)), queries: faq.slice(0, 150).map((row) => ({ text: row.query!, relevant: faq.filter((other) => other.positive === row.positive).map((other) => other.id!) })), unrelated: ['banking', 'thunderbird', 'arduino', 'anything'] },
  ]
}

function pastTickets(path: string): Pick<Collection, 'articles' | 'queries'> {
  const perLabel = new Map<string, number>()
  const past = shuffled(rowsOf(`${path}_train.csv`), random).filter((row) => {
    const seen = perLabel.get(row.label!) ?? 0
    perLabel.set(row.label!, seen + 1)
    return seen < 3 && row.label !== 'oos'
  })
  return {
    articles: past.map((row, i) => article(`${row.label}/${i}`, row.text!, `Closed as ${row.label!.replace(/[_/]/g, ' ')}.`, 'pastResolution')),
    queries: shuffled(rowsOf(`${path}_dev.csv`).filter((row) => row.label !== 'oos'), random)
      .slice(0, 200)
      .map((row) => ({ text: row.text!, relevant: past.flatMap((other, i) => (other.label === row.label ? [`${other.label}/${i}`] : [])) })),
  }
}

function mailsWithSubjects(): readonly { readonly id: string; readonly subject: string; readonly text: string }[] {
  const seen = new Set<string>()
  return shuffled(rowsOf('spam/train.jsonl.gz').filter((row) => row.source!.startsWith('spamassassin/easy')), random)
    .map((row, i) => ({
      id: `mail-${i}`,
      subject: row.subject!.replace(/^(?:(?:re|fwd?|\[[^\]]*\])\s*:?\s*)+/i, '').trim(),
      text: row.text!.split('\n').filter((line) => !/^\s*>/.test(line)).join('\n').slice(0, 1500),
    }))
    .filter(({ subject, text }) => {
      const key = subject.toLowerCase()
      if (seen.has(key) || wordsIn(subject) < 4 || text.length < 200) return false
      seen.add(key)
      return true
    })
}

/** Technical texts of many authors: what a package says of itself in one line, and its readme without that line. */
function installedPackages(): readonly { readonly name: string; readonly description: string; readonly text: string }[] {
  const root = new URL('../../node_modules', import.meta.url).pathname
  const names = readdirSync(root).flatMap((name) => (name.startsWith('@') ? readdirSync(join(root, name)).map((inner) => `${name}/${inner}`) : [name])).filter((name) => existsSync(join(root, name, 'package.json')))
  return names.flatMap((name) => {
    const readme = readdirSync(join(root, name)).find((file) => /^readme\.md$/i.test(file))
    const { description = '' } = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as { description?: string }
    if (readme === undefined || wordsIn(description) < 5) return []
    const text = readFileSync(join(root, name, readme), 'utf8').replaceAll(description, '').replace(/<[^>]*>|!?\[[^\]]*\]\([^)]*\)|https?:\S+/g, ' ').slice(0, 1500)
    return text.trim().length < 400 ? [] : [{ name, description, text }]
  })
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/).length
}
