/** The text of a flow that holds only what every flow needs: a way in, people who take over, and two ends. */
export function blankFlowText(name: string): string {
  return `apiVersion: lumos/v1
kind: Workflow
metadata:
  name: ${name}
  title: New flow
  version: 0.1.0
spec:
  requires:
    expressions: lumos-cel/1

  connections:
    desk:
      type: zendesk
      baseUrl: https://example.zendesk.com
      auth: { scheme: oauth2, secretRef: desk-oauth }

  channels:
    email: { connection: desk }
    chat: { connection: desk }

  calendars:
    officeHours:
      timezone: UTC
      open: [{ days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }]

  models:
    standard: { provider: openaiCompatible, model: default, secretRef: model-key }

  knowledge:
    helpCenter: { source: zendeskGuide, connection: desk, trust: internal }

  memory:
    ticket: { scope: ticket, retention: 90d }

  tools: {}

  agents: {}

  teams:
    support:
      title: Support
      skills: { other: 3 }
      languages: [en]
      channels: [email, chat]
      capacity: { email: 4, chat: 2 }
      shifts: [{ calendar: officeHours, headcount: 4 }]

  slas:
    - id: standard
      calendar: officeHours
      firstResponse: { P1: 1h, P2: 2h, P3: 4h, P4: 8h, P5: 16h }
      resolution: { P1: 8h, P2: 16h, P3: 24h, P4: 40h, P5: 56h }

  flow:
    stages:
      automated: { title: Automated }
      human: { title: People }
      closing: { title: Closing }
    onError: { then: people }
    nodes:
      intake:
        kind: start
        title: New ticket
        channels: [email, chat]
        stage: automated
        then: people
      people:
        kind: human
        title: Work with the customer
        task: conversation
        team: support
        stage: human
        outcomes: { resolved: resolved }
      resolved: { kind: end, title: Solved, outcome: resolved, stage: closing }
`
}
