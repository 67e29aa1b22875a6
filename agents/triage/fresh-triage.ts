import type { AgentOutputs, FreshAgent } from '../define-agent.ts'

const issueLabels = {
  billing: { title: 'Billing', description: 'Charges, invoices, payment methods, subscriptions and refunds.', examples: ['I was charged twice', 'please send me an invoice', 'cancel my subscription'] },
  outage: { title: 'Outage', description: 'A service or connection is down or unreachable.', examples: ['nothing connects since this morning', 'is your service down', 'the site does not load for anyone'] },
  defect: { title: 'Defect', description: 'Something is broken or behaves wrongly although it is set up as described.', examples: ['it crashes every time', 'the button does nothing', 'it shows the wrong total'] },
  howTo: { title: 'How to', description: 'How to set up or use something, and whether it is possible.', examples: ['how do I set this up', 'where do I find the setting', 'is it possible to export'] },
  account: { title: 'Account and sign-in', description: 'Sign-in, passwords, profile data, members and deletion of an account.', examples: ['I cannot log in', 'reset my password', 'change my e-mail address'] },
  security: { title: 'Security and privacy', description: 'Somebody else may have access, suspicious messages, lost devices, personal data.', examples: ['somebody logged in from another country', 'I think my account was hacked', 'who can see my data'] },
}

// No example phrases: with them the labels would be scored, and the urgency model judges better.
const urgencyLabels = {
  low: { title: 'Low', description: 'A question or idea without time pressure.' },
  normal: { title: 'Normal', description: 'An ordinary request or problem.' },
  high: { title: 'High', description: 'Something important does not work, or somebody waits for it today.' },
  critical: { title: 'Critical', description: 'Nobody can work, data or money is being lost, or there is danger.' },
}

const resolutionLabels = {
  fix: { title: 'Make it work', examples: ['please fix this', 'how do I get it working again'] },
  refund: { title: 'Money back', examples: ['I want my money back', 'please refund me'] },
  information: { title: 'Information', examples: ['can you tell me', 'is it possible', 'I would like to know'] },
  callback: { title: 'A call', examples: ['please call me', 'can somebody ring me'] },
}

/** What a triage agent must output, and what a fresh one declares. */
export const triageOutputs: AgentOutputs = {
  required: {
    issueType: { type: 'enum', values: ['billing', 'outage', 'defect', 'howTo', 'account', 'security', 'other'], labels: issueLabels, optional: true },
    urgency: { type: 'enum', values: ['low', 'normal', 'high', 'critical'], labels: urgencyLabels },
    priority: { type: 'enum', values: ['P1', 'P2', 'P3', 'P4', 'P5'] },
    confidence: 'score',
  },
  defaults: {
    issueType: { type: 'enum', values: ['billing', 'outage', 'defect', 'howTo', 'account', 'security', 'other'], labels: issueLabels, optional: true },
    urgency: { type: 'enum', values: ['low', 'normal', 'high', 'critical'], labels: urgencyLabels },
    requestedResolution: { type: 'enum', values: ['fix', 'refund', 'information', 'callback'], labels: resolutionLabels, optional: true },
    product: { type: 'string', optional: true },
    errorCodes: { type: 'list', items: 'string' },
    contractLevel: { type: 'enum', values: ['trial', 'standard', 'premium'], optional: true },
    priorityScore: { type: 'integer', min: 0, max: 100 },
    priority: { type: 'enum', values: ['P1', 'P2', 'P3', 'P4', 'P5'] },
    confidence: 'score',
  },
}

/** What a fresh triage agent starts with: its priority rule is written out, so that it can be seen and changed. */
export const freshTriage: FreshAgent = {
  title: 'Triage',
  preferredModel: 'fast',
  instructions: 'Classify the request and extract the fields. Use only facts in the message. Leave a field out when the message does not say it.',
  params: {
    threshold: 0.4,
    priority: {
      base: 30,
      add: [
        { when: 'urgency == "critical"', points: 40, because: 'urgency is critical' },
        { when: 'urgency == "high"', points: 20, because: 'urgency is high' },
        { when: 'urgency == "low"', points: -15, because: 'urgency is low' },
        { when: 'issueType == "security" || issueType == "outage"', points: 20, because: 'security or outage' },
        { when: 'has(customer.tier) && customer.tier == "premium"', points: 10, because: 'premium customer' },
        { when: 'ticket.reopenCount > 0', points: 10, because: 'the ticket was reopened' },
      ],
      bands: { P1: 80, P2: 60, P3: 40, P4: 20 },
    },
  },
}
