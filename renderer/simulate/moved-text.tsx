import type { ToneMover } from '../../core/engine/tone-reading.ts'

type Props = { readonly text: string; readonly mover: ToneMover | undefined }

/** A message with the sentence marked that moved the tone. */
export function MovedText({ text, mover }: Props) {
  if (mover === undefined) return <>{text}</>
  return (
    <>
      {text.slice(0, mover.start)}
      <mark className="moved" data-way={mover.own < 0 ? 'down' : 'up'}>
        {text.slice(mover.start, mover.end)}
      </mark>
      {text.slice(mover.end)}
    </>
  )
}
