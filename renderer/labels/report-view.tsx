import type { LabelReport, LabelScore } from '../../api/model.ts'
import { formatNumber, formatShare } from '../format/format-number.ts'

type Props = { readonly report: LabelReport; readonly examples: number; readonly titles: Readonly<Record<string, string>> }

/** What learned labels are worth, beside what is had for nothing. */
export function ReportView({ report, examples, titles }: Props) {
  const { model, words, commonest, threshold, none, decidedRight, tickets } = report
  const titleOf = (id: string): string => titles[id] ?? id
  return (
    <div className="learn-report">
      <p>
        Learned from {formatNumber(examples)} tickets. To see how well, they were split in {report.folds} parts, and each part was judged by what the other parts teach.
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>On tickets that it had not seen</th>
            <th className="number">Right</th>
            <th className="number">Mean F1 of the labels</th>
          </tr>
        </thead>
        <tbody>
          <ScoreRow name="These labels" score={model} strong />
          <ScoreRow name="Counting words alone" score={words} />
          <ScoreRow name={`Always “${titleOf(commonest.label)}”`} score={commonest} />
        </tbody>
      </table>
      <p>
        {model.accuracy <= words.accuracy ? 'Counting words does as well here: the labels may overlap, or there are too few tickets of some. ' : ''}
        {none === 0 ? `All are at least ${formatNumber(threshold, 2)} sure.` : `${formatNumber(none)} of ${formatNumber(tickets)} tickets (${formatShare(none / tickets)}) stay below ${formatNumber(threshold, 2)} and would be “none of these”.`}
        {decidedRight === null ? '' : ` Of the others ${formatShare(decidedRight)} are right.`}
      </p>
      <div className="learn-table short" tabIndex={0} role="region" aria-label="Labels">
        <table className="plain-table">
          <thead>
            <tr>
              <th>Label</th>
              <th className="number">Tickets</th>
              <th className="number">Found</th>
              <th className="number">Right where said</th>
            </tr>
          </thead>
          <tbody>
            {report.labels.map((label) => (
              <tr key={label.label}>
                <td>{titleOf(label.label)}</td>
                <td className="number">{formatNumber(label.tickets)}</td>
                <td className="number">{formatShare(label.recall)}</td>
                <td className="number">{formatShare(label.precision)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.confused.length === 0 ? null : (
        <>
          <h3 className="learn-heading">Most often mistaken</h3>
          <ul className="learn-pairs">
            {report.confused.map(({ from, to, count }) => (
              <li key={`${from} ${to}`}>
                <span>
                  {titleOf(from)} <span className="muted">taken for</span> {titleOf(to)}
                </span>
                <span className="muted">{count === 1 ? '1 ticket' : `${formatNumber(count)} tickets`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function ScoreRow({ name, score, strong = false }: { readonly name: string; readonly score: LabelScore; readonly strong?: boolean }) {
  return (
    <tr className={strong ? 'strong' : ''}>
      <td>{name}</td>
      <td className="number">{formatShare(score.accuracy)}</td>
      <td className="number">{formatShare(score.macroF1)}</td>
    </tr>
  )
}
