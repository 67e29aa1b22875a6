/** What a column of a ticket file can mean. */
export type ColumnRole =
  | 'id' | 'createdAt' | 'channel' | 'subject' | 'description' | 'firstResponseAt' | 'solvedAt' | 'language'
  | 'firstResponseMinutes' | 'firstResponseSeconds' | 'solvedMinutes' | 'lastSolvedMinutes' | 'lastSolvedAt' | 'closedAt' | 'leftAt' | 'priority' | 'team' | 'agent'
  | 'reopens' | 'reassignments' | 'replies' | 'followups'
  | 'customerId' | 'customerTier' | 'customerLocale' | 'topic' | 'isSpam' | 'messages' | 'customer' | 'history' | 'fields'

/** A column of the file and what it was taken for; null: kept as a field of the ticket. */
export type TicketColumn = { readonly name: string; readonly role: ColumnRole | null }

/** Names under which exports carry each column, without case, spaces and punctuation; the earlier a name the surer. */
const ALIASES: Readonly<Record<ColumnRole, readonly string[]>> = {
  id: ['id', 'ticketid', 'ticketnumber', 'number', 'ticket', 'caseid', 'casenumber', 'incident', 'conversationid', 'key', 'issuekey', 'requestid'],
  createdAt: ['createdat', 'created', 'createdutc', 'createdtime', 'createddate', 'creationdate', 'createdon', 'dateopened', 'opened', 'openedat', 'openedon', 'submittedat', 'reportedat', 'date', 'timestamp', 'startedat'],
  channel: ['channel', 'via', 'viachannel', 'contacttype', 'contact', 'source', 'medium'],
  subject: ['subject', 'summary', 'title', 'shortdescription'],
  description: ['description', 'body', 'text', 'firstmessage', 'message', 'content', 'question', 'details', 'comment', 'request'],
  firstResponseAt: ['firstresponseat', 'firstresponseutc', 'firstresponse', 'firstreplyat', 'firstrepliedat', 'firstresponsedate', 'firstadminreplyat', 'respondedat', 'firstresponsetimestamp', 'initialresponseat', 'initialresponsetime', 'firstrespondedat', 'agentrespondedat', 'firststatechange'],
  solvedAt: ['solvedat', 'solvedutc', 'firstsolvedat', 'firstresolvedat', 'resolvedat', 'resolvedutc', 'resolved', 'resolutiondate', 'resolvedtime', 'closedat', 'closedutc', 'closed', 'closedtime', 'completedat'],
  lastSolvedAt: ['lastsolvedat', 'lastresolvedat', 'fullyresolvedat'],
  closedAt: ['closedat', 'closedutc', 'closed', 'closedtime'],
  leftAt: ['abandonedat', 'leftat', 'missedat', 'hungupat', 'abandoned'],
  firstResponseMinutes: ['firstreplytimeinminutes', 'firstreplytimeminutes', 'replytimeinminutes', 'firstresponsetimeinminutes', 'firstresponseminutes', 'firstreplytimeincalendarminutes'],
  firstResponseSeconds: ['timetoadminreply', 'timetofirstadminreply', 'firstresponseseconds', 'firstresponsetimeinseconds', 'firstreplytimeinseconds', 'timetofirstresponse'],
  solvedMinutes: ['firstresolutiontimeinminutes', 'firstresolutionminutes', 'firstresolutiontimeminutes'],
  lastSolvedMinutes: ['fullresolutiontimeinminutes', 'fullresolutiontimeminutes', 'fullresolutionminutes', 'resolutiontimeinminutes', 'fullresolutiontime'],
  priority: ['priority', 'ticketpriority', 'severity', 'prio'],
  team: ['team', 'group', 'groupname', 'assignmentgroup', 'assignedgroup', 'teamassigned', 'queue', 'department'],
  agent: ['agent', 'assignee', 'assigneename', 'assigneeid', 'agentname', 'agentid', 'assignedto', 'adminassigneeid', 'owner', 'responder'],
  reopens: ['reopens', 'reopened', 'reopencount', 'countreopens', 'reopenedcount'],
  reassignments: ['reassignments', 'reassignmentcount', 'groupstations', 'countassignments'],
  replies: ['replies', 'agentreplies', 'nagentreplies', 'agentinteractions', 'publicagentreplies', 'countadminreplies'],
  followups: ['followups', 'customerfollowups', 'ncustomerfollowups', 'customerinteractions', 'requesterreplies'],
  language: ['language', 'locale', 'lang', 'ticketlanguage'],
  customerId: ['customerid', 'requesterid', 'userid', 'contactid', 'accountid', 'clientid'],
  customerTier: ['tier', 'customertier', 'plan', 'contract', 'contractlevel', 'customerplan', 'segment'],
  customerLocale: ['customerlocale', 'requesterlocale'],
  topic: ['topic', 'category', 'issuetype', 'tag', 'label'],
  isSpam: ['isspam', 'spam'],
  messages: ['messages', 'conversation', 'comments', 'thread', 'conversationparts'],
  customer: ['customer', 'requester'],
  history: ['history'],
  fields: ['fields', 'customfields'],
}

const NESTED: ReadonlySet<ColumnRole> = new Set(['messages', 'customer', 'history', 'fields'])

/** A column's name without case, spaces and punctuation. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** What each column is, by its name; where two could be the same thing, the surer name wins and the other stays a field. */
export function columnsOf(names: readonly string[], nested: boolean): readonly TicketColumn[] {
  const roles = new Map<string, ColumnRole>()
  for (const role of Object.keys(ALIASES).filter(isRole)) {
    if (NESTED.has(role) && !nested) continue
    const found = ALIASES[role].flatMap((alias) => names.filter((name) => foldName(name) === alias && !roles.has(name)))[0]
    if (found !== undefined) roles.set(found, role)
  }
  return names.map((name) => ({ name, role: roles.get(name) ?? null }))
}

function isRole(name: string): name is ColumnRole {
  return name in ALIASES
}
