import { z } from 'zod'
import type { ProjectFile } from '../core/spec/project-files.ts'
import { redactionKinds } from '../core/redaction/redaction-kind.ts'
import type { RunReport, TicketRun } from '../core/simulation/run-report.ts'
import { call, stream, type } from './define-contract.ts'
import type {
  AppEvent, AppInfo, ExportPreview, ExportResult, FileChange, FitItem, FolderListing, ImportItem, JournalEntry, KnowledgeSummary, LabelColumn, LearnItem, ModelChoices, ModelsState, OpenedFlow, OpenedTemplate, Page, PickResult,
  RecentFile, RedactionPreview, SaveResult, ScenarioInfo, Settings, SimulateItem, TemplateInfo, TicketRow, TicketRunRow, TicketsSummary, WrittenFile,
} from './model.ts'
import type { WhatIfCurveItem, WhatIfOpen, WhatIfStaffItem, WhatIfTryItem } from './what-if-model.ts'

const nothing = z.strictObject({})
const path = z.string().min(1).max(4096)
/** Where a flow lies, for what it uses from around it; a flow that was never saved lies nowhere. */
const flowPath = path.nullable().optional()
const text = z.string().max(4_000_000)
const kinds = z.array(z.enum(redactionKinds)).max(20)
/** Which personal data is taken out; null takes out none, and left out means what the settings say. */
const redact = kinds.nullable().optional()
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }

/** A run that is kept open, and what is moved in it. */
const moved = { runId: z.string(), moves: z.array(z.strictObject({ path: z.string().min(1).max(500), value: z.union([z.number(), z.string().max(100)]) })).max(40) }
const kpis = z.array(z.string().max(100)).max(20)

const learnInput = z.strictObject({
  datasetId: z.string(),
  column: z.string().max(200),
  /** Which label a value of the column means; values that are not named are left out. */
  mapping: z.record(z.string().max(200), z.string().max(200)),
  labels: z.array(z.strictObject({ id: z.string().max(200), title: z.string().max(300), description: z.string().max(10_000).optional(), examples: z.array(z.string().max(10_000)).max(1000).optional() })).max(300),
  threshold: z.number().min(0).max(1),
})

/** Everything a renderer can ask of a host: the same value types both sides and every wire. */
export const contract = {
  'app.info': call(nothing, type<AppInfo>()),
  'app.events': stream(nothing, type<AppEvent>()),
  'settings.get': call(nothing, type<Settings>()),
  'settings.set': call(
    z.strictObject({
      theme: z.enum(['system', 'light', 'dark']).optional(),
      panels: z.strictObject({ left: z.number(), right: z.number(), dock: z.number() }).optional(),
      welcomed: z.boolean().optional(),
      redaction: z.strictObject({ on: z.boolean(), kinds }).optional(),
    }),
    type<Settings>(),
  ),
  'recent.list': call(nothing, type<readonly RecentFile[]>()),
  'recent.remove': call(z.strictObject({ path }), type<readonly RecentFile[]>()),

  'files.pick': call(
    z.strictObject({
      purpose: z.enum(['flow', 'tickets', 'knowledge', 'knowledgeFile', 'scenario', 'exportFolder']),
      mode: z.enum(['open', 'save']),
      suggestedName: z.string().max(255).optional(),
    }),
    type<PickResult>(),
  ),
  'files.list': call(z.strictObject({ path: path.optional() }), type<FolderListing>()),
  'files.openFlow': call(z.strictObject({ path }), type<OpenedFlow>()),
  'files.saveFlow': call(
    z.strictObject({ path, text, layoutText: text, expectedDigest: z.string().nullable() }),
    type<SaveResult>(),
  ),

  /** The libraries and environments that lie around a flow file. */
  'files.around': call(z.strictObject({ path }), type<readonly ProjectFile[]>()),
  /** Tells when another program changes or removes an open file; the file's state at the start is not an item. */
  'files.watch': stream(z.strictObject({ path }), type<FileChange>()),

  'templates.list': call(nothing, type<readonly TemplateInfo[]>()),
  'templates.open': call(z.strictObject({ id: z.string().max(64) }), type<OpenedTemplate>()),

  'journal.write': call(z.strictObject({ docId: z.string().max(64), title: z.string().max(300), path: path.nullable(), text, layoutText: text }), type<null>()),
  'journal.list': call(nothing, type<readonly JournalEntry[]>()),
  'journal.discard': call(z.strictObject({ docId: z.string().max(64) }), type<null>()),

  'tickets.import': stream(z.strictObject({ path, redact }), type<ImportItem<TicketsSummary>>()),
  'tickets.page': call(z.strictObject({ datasetId: z.string(), search: z.string().max(200), ...page }), type<Page<TicketRow>>()),
  'knowledge.import': stream(z.strictObject({ path, redact }), type<ImportItem<KnowledgeSummary>>()),
  /** What taking personal data out would do to the first texts of a file; nothing of it is kept. */
  'redaction.preview': call(z.strictObject({ path, of: z.enum(['tickets', 'knowledge']), kinds }), type<RedactionPreview>()),
  /** The columns of imported tickets that can hold labels. */
  'labels.columns': call(z.strictObject({ datasetId: z.string() }), type<readonly LabelColumn[]>()),
  'labels.learn': stream(learnInput, type<LearnItem>()),
  /** Which of the example files that a flow names are at hand; the others cannot be used. */
  'labels.examples': call(z.strictObject({ digests: z.array(z.string().max(80)).max(200) }), type<readonly string[]>()),
  /** Fits the model of today to imported tickets, on top of a scenario where there is one. */
  'history.fit': stream(
    z.strictObject({ datasetId: z.string(), flowText: text, scenarioText: text.nullable(), scenarioPath: flowPath, timezone: z.string().min(1).max(64), people: z.int().min(1).max(5000).optional() }),
    type<FitItem>(),
  ),
  /** Writes a scenario as a new file into the folder of a flow; what is there already is never replaced. */
  'scenario.writeBeside': call(z.strictObject({ flowPath: path, name: z.string().regex(/^[a-z0-9-]{1,64}$/u), text }), type<WrittenFile>()),
  'scenario.read': call(z.strictObject({ text, path: flowPath }), type<ScenarioInfo>()),

  'models.watch': stream(nothing, type<ModelsState>()),
  'modelChoices.get': call(nothing, type<ModelChoices>()),
  'modelChoices.set': call(z.strictObject({ task: z.enum(['embedding', 'tone']), choice: z.string().max(4096) }), type<ModelChoices>()),

  'runs.simulate': stream(
    z.strictObject({
      flowText: text,
      path: flowPath,
      datasetId: z.string(),
      knowledgeId: z.string().nullable(),
      scenarioText: text.nullable(),
      scenarioPath: flowPath,
      seed: z.int().min(0).max(0xffff_ffff).optional(),
      replications: z.int().min(1).max(200).optional(),
    }),
    type<SimulateItem>(),
  ),
  'runs.report': call(z.strictObject({ runId: z.string() }), type<RunReport>()),
  'runs.tickets': call(
    z.strictObject({
      runId: z.string(),
      search: z.string().max(200),
      outcome: z.string().max(64).nullable(),
      through: z.string().max(64).nullable(),
      sort: z.enum(['createdAt', 'firstResponse', 'resolution']),
      descending: z.boolean(),
      ...page,
    }),
    type<Page<TicketRunRow>>(),
  ),
  'runs.ticket': call(z.strictObject({ runId: z.string(), ticketId: z.string() }), type<TicketRun>()),

  /** What can be moved in a finished run; only the newest runs are kept open. */
  'whatIf.open': call(z.strictObject({ runId: z.string() }), type<WhatIfOpen>()),
  /** The run with something moved, on the same tickets and seeds: one replication at once, then more. */
  'whatIf.try': stream(z.strictObject({ ...moved, kpis }), type<WhatIfTryItem>()),
  /** The same at many values of one field, the other moves as they are. */
  'whatIf.curve': stream(z.strictObject({ ...moved, kpis, path: z.string().min(1).max(500), values: z.array(z.union([z.number(), z.string().max(100)])).min(1).max(50) }), type<WhatIfCurveItem>()),
  /** The fewest people with whom every target is surely met, the moves as they are; all teams, or one. */
  'whatIf.staff': stream(z.strictObject({ ...moved, targets: z.array(z.string().max(200)).min(1).max(5), teams: z.array(z.string().max(100)).max(50) }), type<WhatIfStaffItem>()),

  'export.preview': call(z.strictObject({ flowText: text, layoutText: text, path: flowPath, target: z.enum(['lumos']) }), type<ExportPreview>()),
  'export.write': call(z.strictObject({ flowText: text, layoutText: text, path: flowPath, target: z.enum(['lumos']), dir: path }), type<ExportResult>()),
} as const
