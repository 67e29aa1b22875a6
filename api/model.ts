import type { Assumption } from '../core/engine/agent-contract.ts'
import type { ModelIdentity } from '../core/signals/signal-port.ts'
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
}

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
  readonly problems: readonly ImportProblem[]
}

/** What is known of a knowledge base after import. */
export type KnowledgeSummary = {
  readonly knowledgeId: string
  readonly path: string
  readonly name: string
  readonly articles: number
  readonly pastResolutions: number
  readonly skipped: number
  readonly problems: readonly ImportProblem[]
}

/** Items while a file is imported; the last one is the summary. */
export type ImportItem<S> = { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly what: string } | { readonly kind: 'summary'; readonly summary: S }

/** One ticket of an imported file, for lists. */
export type TicketRow = { readonly id: string; readonly subject: string; readonly channel: string; readonly createdAt: number; readonly language: string; readonly excerpt: string }

/** The state of the on-device models. */
export type ModelsState = { readonly state: 'idle' | 'loading' | 'ready' | 'failed'; readonly models: readonly ModelIdentity[]; readonly message: string | null; readonly hint: string | null }

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
