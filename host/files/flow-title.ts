/** The title of a flow as its text says it, found without parsing the whole: only for lists, where a wrong file must not matter. */
export function flowTitle(text: string): string | null {
  const metadata = /^metadata:[^\S\n]*\n((?:[^\S\n]+.*\n|[^\S\n]*\n)*)/mu.exec(text)?.[1] ?? ''
  const title = /^[^\S\n]+title:[^\S\n]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*))/mu.exec(metadata)
  const found = (title?.[1] ?? title?.[2] ?? title?.[3] ?? '').trim()
  return found === '' ? null : found.slice(0, 200)
}
