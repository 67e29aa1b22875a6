type Props = { readonly label: string; readonly done: number; readonly total: number }

/** How far a long step has come, by counted work. */
export function ProgressBar({ label, done, total }: Props) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div className="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={total} aria-valuenow={done}>
      <div style={{ width: `${share * 100}%` }} />
    </div>
  )
}
