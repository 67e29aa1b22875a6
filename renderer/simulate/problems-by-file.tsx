import type { ImportProblem } from '../../api/model.ts'
import { formatNumber } from '../format/format-number.ts'

const shownPerFile = 20
const shownFiles = 50

/** What is to know about an import; under the name of each file where there are several. */
export function ProblemsByFile({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const byFile = new Map<string, ImportProblem[]>()
  for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem])
  const files = [...byFile].slice(0, shownFiles)
  return (
    <div className="run-problem-list">
      {files.map(([file, own]) => (
        <section key={file} aria-label={file}>
          {byFile.size === 1 ? null : <h4 className="truncate" title={file}>{file}</h4>}
          <ul>
            {own.slice(0, shownPerFile).map((problem, index) => (
              <li key={index}>
                {problem.line === null ? '' : `Line ${problem.line}: `}
                {problem.message} <span className="muted">{problem.hint}</span>
              </li>
            ))}
            {own.length <= shownPerFile ? null : <li className="muted">And {formatNumber(own.length - shownPerFile)} more.</li>}
          </ul>
        </section>
      ))}
      {byFile.size <= shownFiles ? null : <p className="muted">And {formatNumber(byFile.size - shownFiles)} more files.</p>}
    </div>
  )
}
