import type { FittedHistory } from '../core/history/fit-history.ts'
import type { Assumption } from '../core/engine/agent-contract.ts'
import type { ModelIdentity } from '../core/signals/signal-port.ts'
import type { RedactionCounts, Replacement } from '../core/redaction/redact-text.ts'
import type { RedactionKind } from '../core/redaction/redaction-kind.ts'
import type { RunReport, TicketRun } from '../core/simulation/run-report.ts'
import type { KpiTable } from '../core/simulation/run-report.ts'

/** About the running app. */
export type AppInfo = { readonly version: string; readonly shell: 'electron' | 'web'; readonly platform: string; readonly engine: string }

/** What the shell asks of the window: a file opened from outside (association, command line, second start), or a command of the menu bar. */
export type AppEvent =
  | { readonly kind: 'openFile'; readonly path: string }
  | { readonly kind: 'command'; readonly command: 'newFlow' | 'openFlow' | 'saveFlow' | 'saveFlowAs' | 'exportFlow' | 'openSettings' }

/** What the user chose for the app; kept between starts. */
export type Settings = {
  readonly theme: 'system' | 'light' | 'dark'
  readonly panels: { readonly left: number; readonly right: number; readonly dock: number }
  readonly welcomed: boolean
  readonly redaction: RedactionChoice
}

/** Whether personal data is taken out of tickets before anything is stored, and which kinds. */
export type RedactionChoice = { readonly on: boolean; readonly kinds: readonly RedactionKind[] }

/** What a redaction did, in numbers; the values are nowhere. */
export type RedactionSummary = { readonly kinds: readonly RedactionKind[]; readonly changed: number; readonly counts: RedactionCounts }

/** One text of a preview: as the file has it, and what stands in its place. */
export type RedactedExample = { readonly id: string; readonly before: string; readonly after: string; readonly replaced: readonly Replacement[] }

/** What a redaction would do to the first tickets or past resolutions of a file; nothing is kept. */
export type RedactionPreview = { readonly looked: number; readonly isAll: boolean; readonly changed: number; readonly counts: RedactionCounts; readonly examples: readonly RedactedExample[] }

/** A file opened lately, newest first; `missing` where it is no longer there. */
export type RecentFile = { readonly path: string; readonly name: string; readonly title: string; readonly openedAt: number; readonly missing: boolean }

/** One line of the in-app file browser (used where no native dialog exists). */
export type FolderEntry = { readonly name: string; readonly path: string; readonly kind: 'folder' | 'file'; readonly size: number; readonly modifiedAt: number }

/** The listing of one folder. */
export type FolderListing = { readonly path: string; readonly parent: string | null; readonly places: readonly { readonly title: string; readonly path: string }[]; readonly entries: readonly FolderEntry[] }

/** What a file picker gave. `browse` = this shell has no native dialog: show the in-app browser starting there. */
export type PickResult = { readonly kind: 'picked'; readonly path: string } | { readonly kind: 'cancelled' } | { readonly kind: 'browse'; readonly startAt: string }

/** A flow as read from disk (or from a template: then `path` is null). */
export type OpenedFlow = { readonly path: string | null; readonly name: string; readonly text: string; readonly layoutText: string | null; readonly digest: string }

/** What saving gave; `conflict` = the file changed on disk since it was read, nothing was written. */
export type SaveResult =
  | { readonly kind: 'saved'; readonly path: string; readonly digest: string; readonly savedAt: number }
  | { readonly kind: 'conflict'; readonly path: string; readonly message: string }

/** What became of an open file on disk; a digest equal to the one last saved or opened means that it was our own save. */
export type FileChange = { readonly kind: 'changed'; readonly digest: string } | { readonly kind: 'removed' }

/** A template on the start screen. */
export type TemplateInfo = { readonly id: string; readonly title: string; readonly sentence: string; readonly nodes: number; readonly tickets: number; readonly articles: number }

/** A template opened: a never-saved flow with its sample data. */
export type OpenedTemplate = { readonly flow: OpenedFlow; readonly ticketsPath: string | null; readonly knowledgePath: string | null; readonly scenarioText: string | null }

/** One unsaved document kept by the crash journal. */
export type JournalEntry = { readonly docId: string; readonly title: string; readonly path: string | null; readonly text: string; readonly layoutText: string; readonly writtenAt: number }

/** A problem in an imported file. */
export type ImportProblem = { readonly file: string; readonly line: number | null; readonly column: string | null; readonly severity: 'error' | 'warning' | 'info'; readonly code: string; readonly message: string; readonly hint: string }

/** What is known of a ticket file after import; `observed` are the KPIs that its own times give. */
export type TicketsSummary = {
  readonly datasetId: string
  readonly path: string
  readonly name: string
  readonly tickets: number
  readonly skipped: number
  readonly from: number | null
  readonly to: number | null
  readonly channels: Readonly<Record<string, number>>
  readonly languages: Readonly<Record<string, number>>
  readonly withConversation: number
  readonly observed: KpiTable
  /** What was taken out on import; null where the tickets are as the file has them. */
  readonly redaction: RedactionSummary | null
  readonly problems: readonly ImportProblem[]
}

/** What is known of a knowledge base after import. */
export type KnowledgeSummary = {
  readonly knowledgeId: string
  readonly path: string
  readonly name: string
  readonly articles: number
  readonly pastResolutions: number
  /** Into how many passages they are cut for the search, and how many of them make more than one. */
  readonly passages: number
  readonly split: number
  /** What was taken out of past resolutions on import; null where they are as the file has them. */
  readonly redaction: RedactionSummary | null
  readonly skipped: number
  readonly problems: readonly ImportProblem[]
}

/** Items while a file is imported; the last one is the summary. */
export type ImportItem<S> = { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly what: string } | { readonly kind: 'summary'; readonly summary: S }

/** One ticket of an imported file, for lists. */
export type TicketRow = { readonly id: string; readonly subject: string; readonly channel: string; readonly createdAt: number; readonly language: string; readonly excerpt: string }

/** The state of the on-device models. */
export type ModelsState = { readonly state: 'idle' | 'loading' | 'ready' | 'failed'; readonly models: readonly ModelIdentity[]; readonly message: string | null; readonly hint: string | null }

/** Which model does a task: `choice` is `shipped`, `owner/name` of a pulled model or the path of a folder. */
export type ModelChoiceInfo = {
  readonly task: 'embedding' | 'tone'
  readonly choice: string
  readonly source: 'shipped' | 'pulled' | 'folder'
  /** False where the calibrations behind the confidences were fitted for another model. */
  readonly isFitted: boolean
  readonly problem: { readonly message: string; readonly hint: string } | null
}

/** The models that were chosen, and those that were pulled to choose from; `folder` is where they lie. */
export type ModelChoices = { readonly folder: string; readonly pulled: readonly string[]; readonly choices: readonly ModelChoiceInfo[] }

/** Items while a simulation runs; the last one is `finished`. */
export type SimulateItem =
  | { readonly kind: 'phase'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'counts'; readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>>; readonly at: number }
  | { readonly kind: 'finished'; readonly runId: string; readonly report: RunReport }

/** One ticket of a run, for lists. */
export type TicketRunRow = Omit<TicketRun, 'conversation' | 'tone' | 'trace'>

/** A page of a list. */
export type Page<T> = { readonly total: number; readonly offset: number; readonly rows: readonly T[] }

/** One file that an export writes. */
export type ExportFile = { readonly name: string; readonly text: string }

/** What an export would write, and what stands in its way. */
export type ExportPreview = { readonly files: readonly ExportFile[]; readonly digest: string; readonly errors: number; readonly warnings: number; readonly losses: readonly string[] }

/** What an export wrote. */
export type ExportResult = { readonly dir: string; readonly files: readonly string[]; readonly digest: string }

/** The assumptions a scenario makes where it is silent, for the settings card. */
export type ScenarioInfo = { readonly name: string; readonly seed: number; readonly replications: number; readonly assumptions: readonly Assumption[]; readonly problems: readonly ImportProblem[] }

/** Items while today is fitted to imported tickets; the last one is the fit, or why there is none. */
export type FitItem = { readonly kind: 'progress'; readonly what: string; readonly done: number; readonly total: number } | FittedHistory

/** A file that was written under a name of its own. */
export type WrittenFile = { readonly path: string; readonly name: string }

/** A column of imported tickets that can hold labels: how many tickets have one, and which how often. */
export type LabelColumn = { readonly column: string; readonly labelled: number; readonly values: readonly { readonly value: string; readonly count: number }[] }

/** How well labels are found, 0 to 1. */
export type LabelScore = { readonly accuracy: number; readonly macroF1: number }

/** What learned labels are worth, by cross-validation: every ticket is judged by a head that has not seen it. */
export type LabelReport = {
  readonly tickets: number
  readonly folds: number
  readonly threshold: number
  readonly model: LabelScore
  /** Counting words alone, on the same tickets. */
  readonly words: LabelScore
  /** Always saying the most frequent label. */
  readonly commonest: LabelScore & { readonly label: string }
  /** How many tickets stay below the threshold: "none of these". */
  readonly none: number
  /** How many of the others are right; null where there are none. */
  readonly decidedRight: number | null
  readonly labels: readonly { readonly label: string; readonly tickets: number; readonly precision: number; readonly recall: number; readonly f1: number }[]
  /** Which labels are taken for which others, most often first. */
  readonly confused: readonly { readonly from: string; readonly to: string; readonly count: number }[]
}

/** Items while labels are learned; the last one names the examples that are now kept. */
export type LearnItem =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly kind: 'learned'; readonly digest: string; readonly examples: number; readonly report: LabelReport }
