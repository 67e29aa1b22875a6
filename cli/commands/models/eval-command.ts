import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { CliIo } from '../../cli-io.ts'
import { printEvaluation } from '../../report/print-evaluation.ts'
import { ProgressLine } from '../../report/progress-line.ts'
import { wholeNumber } from '../whole-number.ts'
import { asUserError } from './as-user-error.ts'
import { evaluateFiles } from './evaluate-files.ts'
import type { EvaluationFiles } from './evaluate-files.ts'
import { MODEL_OPTION, MODEL_OPTION_HELP, modelOption } from './model-option.ts'

type Options = Omit<EvaluationFiles, 'path'> & { readonly json?: boolean }

/** `lumos models eval`: how good the models are on the user's own labelled files. */
export function evalCommand(io: CliIo): Command {
  return new Command('eval')
    .description('Measure the models on a labelled file of yours, beside what words alone would reach. The file stays on this machine.')
    .addOption(new Option('--task <task>', 'what to measure').choices(['tone', 'triage', 'retrieval', 'spam']).makeOptionMandatory())
    .requiredOption('--data <file>', 'the labelled rows: CSV or JSON Lines, gzipped or not')
    .option('--corpus <file>', 'retrieval: the documents that are searched (id, title, text)')
    .option('--train <file>', 'rows to learn from: examples for triage, the words-alone baseline elsewhere; cross-validated without')
    .option('--shots <number>', 'triage: so many examples a label, 0 for the words of the labels alone; all without', wholeNumber(0, 100_000))
    .option('--labels <file>', 'triage: id, title and description of the labels')
    .option('--label <column>', 'triage: the column that holds the label (label, intent or category without)')
    .option('--none <label>', 'triage: the label that stands for "none of these"', 'oos')
    .option('--text <columns>', 'triage: the columns to read, with commas between (title,subject,text,description without)', (text) => text.split(',').map((name) => name.trim()).filter((name) => name !== ''))
    .option('--where <column=value>', 'use only the rows of --data with this value; may be repeated', condition)
    .option(MODEL_OPTION, MODEL_OPTION_HELP, modelOption)
    .option('--seed <number>', 'seed of the drawn examples, folds and intervals', wholeNumber(0, 0xffff_ffff), 1)
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      const progress = new ProgressLine(io)
      try {
        const report = await evaluateFiles({ ...options, path: (name) => resolve(io.cwd, name) }, io, progress)
        progress.clear()
        io.stdout(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printEvaluation(report))
      } catch (thrown) {
        throw asUserError(thrown)
      } finally {
        progress.clear()
      }
    })
}

function condition(text: string, before: readonly { readonly column: string; readonly value: string }[] = []): readonly { readonly column: string; readonly value: string }[] {
  const at = text.indexOf('=')
  if (at <= 0) throw new InvalidArgumentError('Write it as column=value.')
  return [...before, { column: text.slice(0, at), value: text.slice(at + 1) }]
}

const examples = `
Examples:
  lumos models eval --task tone --data messages.csv
  lumos models eval --task triage --data tickets.csv --train older-tickets.csv --shots 8
  lumos models eval --task retrieval --data questions.jsonl --corpus articles.jsonl --json
  lumos models eval --task spam --data inbox.jsonl.gz

Columns:
  tone       text, and tone (frustrated, confused, neutral, satisfied), polarity (-1, 0, 1) or urgency (low, normal, high);
             rows without a value are left out of its figures
  triage     text (and title or subject), label
  retrieval  query, relevant (ids); the corpus has id, title, text
  spam       text (and subject), label (ham, spam, auto)

Figures: accuracy; macro-F1 over the classes that have rows; calibration error in 15 bins of equal width; recall@k, the share
of a question's articles among the first k; nDCG@10; MRR@10; each with the middle 95 % of 1,000 bootstrap resamples.
Exit codes: 0 measured, 2 something cannot be read or is wrong in a file, 130 stopped with Ctrl-C.
`
