import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findSecrets } from '../../../core/graph/find-secrets.ts'
import { workflowFiles } from '../spec/workflow-files.ts'

// None of these was ever valid. They are put together here so that no scanner of a code host takes this file for a leak.
const random = 'q7Zt4Lw9Xb2Nc8Vd5Rk1Ms6Hy3Gp0Fj'
const digits = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const hex = (length: number): string => digits.repeat(3).slice(0, length)
const alnum = (length: number): string => random.repeat(20).slice(0, length)
const upper = (length: number): string => alnum(length * 2).toUpperCase().slice(0, length)
const made = (...parts: readonly string[]): string => parts.join('')

/** A line with a secret, the kind that it is told to be, and the part that is marked. */
const secrets: readonly (readonly [what: string, line: string, kind: string, secret: string])[] = [
  ['GitHub personal token', `description: use ${made('ghp', '_', alnum(36))} here`, 'a GitHub token', made('ghp', '_', alnum(36))],
  ['GitHub app token', `# ${made('ghs', '_', alnum(36))}`, 'a GitHub token', made('ghs', '_', alnum(36))],
  ['GitHub fine-grained token', `x-token: ${made('github', '_pat_', alnum(22), '_', alnum(59))}`, 'a GitHub token', made('github', '_pat_', alnum(22), '_', alnum(59))],
  ['GitLab token', `note: ${made('glpat', '-', alnum(20))}`, 'a GitLab token', made('glpat', '-', alnum(20))],
  ['GitLab runner token', `note: ${made('glrt', '-', alnum(20))}`, 'a GitLab token', made('glrt', '-', alnum(20))],
  ['npm token', `//registry/:_authToken=${made('npm', '_', alnum(36))}`, 'an npm token', made('npm', '_', alnum(36))],
  ['PyPI token', made('pypi', '-', alnum(80)), 'a PyPI token', made('pypi', '-', alnum(80))],
  ['Slack bot token', `slack: ${made('xoxb', '-123456789012-', alnum(24))}`, 'a Slack token', made('xoxb', '-123456789012-', alnum(24))],
  ['Slack app token', `slack: ${made('xapp', '-1-A0B1C2D3E4-', hex(40))}`, 'a Slack token', made('xapp', '-1-A0B1C2D3E4-', hex(40))],
  ['Slack webhook', `url: https://${made('hooks.slack', '.com/services/')}${made('T0AB1CD2E/B3FG4HI5J/', alnum(24))}`, 'a Slack webhook address', made('T0AB1CD2E/B3FG4HI5J/', alnum(24))],
  ['Discord webhook', `url: https://${made('discord', '.com/api/webhooks/')}123456789012345678/${alnum(68)}`, 'a Discord webhook address', alnum(68)],
  ['Telegram bot', `bot: ${made('123456789', ':AA', alnum(33))}`, 'a Telegram bot token', made('123456789', ':AA', alnum(33))],
  ['AWS access key', `key ${made('AK', 'IA', upper(16))} of the bot`, 'an AWS access key', made('AK', 'IA', upper(16))],
  ['AWS temporary key', made('AS', 'IA', upper(16)), 'an AWS access key', made('AS', 'IA', upper(16))],
  ['AWS secret key', `aws_secret_access_key = ${alnum(40)}`, 'a value for secret', alnum(40)],
  ['Google API key', `maps: ${made('AI', 'za', alnum(35))}`, 'a Google API key', made('AI', 'za', alnum(35))],
  ['Google client secret', made('GOC', 'SPX-', alnum(28)), 'a Google client secret', made('GOC', 'SPX-', alnum(28))],
  ['Google access token', made('ya', '29.', alnum(60)), 'a Google access token', made('ya', '29.', alnum(60))],
  ['Azure storage key', `AccountName=acme;${made('Account', 'Key=')}${alnum(86)}==`, 'an Azure storage key', `${alnum(86)}==`],
  ['Azure bus key', `${made('Shared', 'AccessKey=')}${alnum(43)}=`, 'an Azure access key', `${alnum(43)}=`],
  ['Stripe live key', made('sk', '_live_', alnum(24)), 'a Stripe key', made('sk', '_live_', alnum(24))],
  ['Stripe restricted test key', made('rk', '_test_', alnum(24)), 'a Stripe key', made('rk', '_test_', alnum(24))],
  ['Stripe webhook secret', made('whsec', '_', alnum(32)), 'a Stripe webhook secret', made('whsec', '_', alnum(32))],
  ['Shopify token', made('shpat', '_', hex(32)), 'a Shopify token', made('shpat', '_', hex(32))],
  ['Twilio key', made('S', 'K', hex(32)), 'a Twilio key', made('S', 'K', hex(32))],
  ['Twilio auth token', `TWILIO_AUTH_TOKEN=${hex(32)}`, 'a value for token', hex(32)],
  ['SendGrid key', made('SG', '.', alnum(22), '.', alnum(43)), 'a SendGrid key', made('SG', '.', alnum(22), '.', alnum(43))],
  ['Mailgun key', made('key', '-', hex(32)), 'a Mailgun key', made('key', '-', hex(32))],
  ['Mailchimp key', made(hex(32), '-us', '14'), 'a Mailchimp key', made(hex(32), '-us', '14')],
  ['OpenAI-style key', `model key ${made('sk', '-', alnum(48))}`, 'an API key', made('sk', '-', alnum(48))],
  ['OpenAI-style project key', made('sk', '-proj-', alnum(60)), 'an API key', made('sk', '-proj-', alnum(60))],
  ['another model key', made('sk', '-ant-api03-', alnum(60)), 'an API key', made('sk', '-ant-api03-', alnum(60))],
  ['Hugging Face token', made('hf', '_', alnum(34)), 'a Hugging Face token', made('hf', '_', alnum(34))],
  ['Atlassian token', made('ATA', 'TT3', alnum(60), '=1A2B3C4D'), 'an Atlassian token', made('ATA', 'TT3', alnum(60), '=1A2B3C4D')],
  ['Zendesk token in a user name', `user: ops@acme.example${made('/tok', 'en:')}${alnum(40)}`, 'a Zendesk token', alnum(40)],
  ['HubSpot token', made('pat', '-na1-9f86d081-884c-7d65-9a2f-eaa0c55ad015'), 'a HubSpot token', made('pat', '-na1-9f86d081-884c-7d65-9a2f-eaa0c55ad015')],
  ['Vault token', made('hv', 's.', alnum(30)), 'a Vault token', made('hv', 's.', alnum(30))],
  ['JSON web token', made('ey', 'Jhb', alnum(20), '.ey', 'Jzd', alnum(30), '.', alnum(43)), 'a JSON web token', made('ey', 'Jhb', alnum(20), '.ey', 'Jzd', alnum(30), '.', alnum(43))],
  ['RSA key', `-----BEGIN ${made('RSA PRIVATE', ' KEY')}-----`, 'a private key', `-----BEGIN ${made('RSA PRIVATE', ' KEY')}-----`],
  ['OpenSSH key', `-----BEGIN ${made('OPENSSH PRIVATE', ' KEY')}-----`, 'a private key', `-----BEGIN ${made('OPENSSH PRIVATE', ' KEY')}-----`],
  ['PGP key', `-----BEGIN ${made('PGP PRIVATE', ' KEY')} BLOCK-----`, 'a private key', `-----BEGIN ${made('PGP PRIVATE', ' KEY')} BLOCK-----`],
  ['bearer token in a text', `Authorization: Bearer ${alnum(32)}`, 'a bearer token', alnum(32)],
  ['basic header', `Authorization: Basic ${alnum(24)}==`, 'a password of a header', `${alnum(24)}==`],
  ['database address', 'x-db: postgres://app:Tr0ub4dor@db.acme.example/support', 'a password in an address', 'Tr0ub4dor'],
  ['web address with a user', 'https://ops:s3same!@acme.example/api', 'a password in an address', 's3same!'],
  ['message queue address', 'amqps://bot:kJ8@x@queue.acme.example', 'a password in an address', 'kJ8@x'],
  ['password in a comment', '# password: hunter2hunter2', 'a password', 'hunter2hunter2'],
  ['password in a sentence', 'description: The password is Summer-2026! for all.', 'a password', 'Summer-2026!'],
  ['quoted password', 'x-login: { user: bot, password: "Tr0ub4dor and 3" }', 'a password', 'Tr0ub4dor and 3'],
  ['German password', '# Kennwort: Sommer2026Sonne', 'a password', 'Sommer2026Sonne'],
  ['client secret', `x-clientSecret: "${alnum(32)}"`, 'a value for secret', alnum(32)],
  ['api key with an underscore', `api_key=${hex(32)}`, 'a value for api key', hex(32)],
  ['api key in JSON', `"apiKey": "${alnum(20)}"`, 'a value for apikey', alnum(20)],
  ['token in a query', `https://acme.example/hook?token=${alnum(24)}&v=2`, 'a value for token', alnum(24)],
  ['signing key', `x-webhook-signing-key: ${hex(64)}`, 'a value for signing key', hex(64)],
  ['short random secret', 'x-secret: a8Xk2pQ9zL1m', 'a value for secret', 'a8Xk2pQ9zL1m'],
  ['secret as the name of a secret', `secretRef: ${hex(32)}`, 'a secret instead of its name', hex(32)],
  ['quoted secret as the name of a secret', `secretRef: "x9k2m4q8w1z7p3v6t5r0"`, 'a secret instead of its name', 'x9k2m4q8w1z7p3v6t5r0'],
]

const harmless: readonly (readonly [what: string, line: string])[] = [
  ['name of a secret', 'auth: { scheme: oauth2, secretRef: zendesk-oauth }'],
  ['name of a secret with a year', 'secretRef: jira-token-2026'],
  ['long name of a secret', 'secretRef: support-desk-production-oauth-client'],
  ['UUID as the name of a secret', 'secretRef: 9f86d081-884c-7d65-9a2f-eaa0c55ad015'],
  ['digest', `specDigest: sha256:${digits}`],
  ['digest behind a token word', `tokenDigest: ${digits}`],
  ['commit', `# generated from ${hex(40)}`],
  ['UUID', 'x-id: 9f86d081-884c-7d65-9a2f-eaa0c55ad015'],
  ['UUID behind a token word', 'x-token: 9f86d081-884c-7d65-9a2f-eaa0c55ad015'],
  ['embedded image', `x-icon: data:image/png;base64,${alnum(200)}sk-${alnum(40)}/AKIA${upper(16)}`],
  ['documented AWS key', made('AK', 'IA', 'IOSFODNN7', 'EXAMPLE')],
  ['crossed-out token', made('ghp', '_', 'x'.repeat(36))],
  ['starred password', 'password: "********"'],
  ['placeholder in brackets', 'api_key: <your api key of 32 characters>'],
  ['placeholder in words', 'token: your-token-goes-here-1234'],
  ['variable', 'password: ${JIRA_PASSWORD_2026}'],
  ['template', 'token: "{{secrets.jiraToken2026}}"'],
  ['name of a variable', 'token: JIRA_TOKEN_2'],
  ['path', 'secret: vault/support/jira2026/token1'],
  ['path of a file', 'private_key: /run/secrets/jira2026key'],
  ['limit of tokens', 'models: { fast: { maxOutputTokens: 800000000000 } }'],
  ['address for tokens', 'tokenUrl: https://login.acme.example/oauth2/v2/token'],
  ['age of a token', 'token: 3600s'],
  ['date behind a token word', 'token-expires: 2026-12-24T18:00:00Z'],
  ['fields to redact', 'redact: [cardNumber, password]'],
  ['password in prose', 'instructions: Never ask for a password. A password: nobody needs it.'],
  ['password as a topic', '- I forgot my password and the mail never arrives'],
  ['rule for passwords', 'passwordPolicy: at-least-12-characters1'],
  ['condition on a token', 'when: \'vars.token == "a8Xk2pQ9zL1ma8Xk2pQ9zL1m"\''],
  ['condition that a text holds a word', 'when: message.text.contains("password") && size(message.text) < 100'],
  ['address without a password', 'baseUrl: https://acme.zendesk.example:8443/api/v2'],
  ['address with a user only', 'git+ssh://git@acme.example/flows.git'],
  ['address with a named placeholder', 'postgres://user:password@db.acme.example/support'],
  ['address with a variable', 'postgres://app:${DB_PASSWORD}@db.acme.example'],
  ['mail address behind an address', 'see https://acme.example/help or write to: ops@acme.example'],
  ['words that begin like a key', 'description: the task-management-for-support-teams-1 board; see sk-navigation-bar-of-the-page'],
  ['bearer as a scheme', 'auth: { scheme: bearer, secretRef: voice-token }'],
  ['bearer in prose', 'the Bearer authentication-of-the-gateway is optional'],
  ['public key', '-----BEGIN PUBLIC KEY-----'],
  ['certificate', '-----BEGIN CERTIFICATE-----'],
  ['two words of a web token', `${made('ey', 'Jhb')}.${made('ey', 'Jzd')}`],
  ['long word', 'title: Donaudampfschifffahrtsgesellschaftskapitaen1'],
  ['ticket numbers', 'examples: [order 20260112-4711-0815, serial HB1-2026-000123456789]'],
  ['function call', 'token: readTokenFromVault(jira, 2026)'],
  ['camel name with a number', 'secret: zendeskOauthClient2'],
]

const shown = (text: string): readonly (readonly [string, string])[] => findSecrets(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('findSecrets', () => {
  it.each(secrets)('%s', (_, line, kind, secret) => {
    expect(shown(`metadata:\n  ${line}\n`)).toEqual([[kind, secret]])
  })

  it.each(harmless)('%s is none', (_, line) => {
    expect(shown(`metadata:\n  ${line}\n`)).toEqual([])
  })

  it.each(workflowFiles)('finds nothing in %s', (file) => {
    expect(shown(readFileSync(file, 'utf8'))).toEqual([])
  })

  it('finds every secret of a line, in order, each once', () => {
    const first = made('ghp', '_', alnum(36))
    const second = made('glpat', '-', alnum(20))
    expect(shown(`token: ${first}, password: ${second}`).map(([, secret]) => secret)).toEqual([first, second])
  })

  it('goes on behind an embedded file', () => {
    const secret = made('ghp', '_', alnum(36))
    expect(shown(`icon: data:image/png;base64,${alnum(100)}\ntoken: ${secret}`)).toEqual([['a GitHub token', secret]])
  })

  it.each(['a', 'sk-', 'eyJ', 'eyJa.', 'token: ', 'token=a', 'http://', 'http://a:b', '://@', 'Bearer ', 'x://a:', ';base64,', '-----BEGIN ', 'secretRef: a1', 'gl', '"\'`', ' password is '])('comes to an end with a long text of %j', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    expect(findSecrets(text).every(({ start, end }) => start < end && end <= text.length)).toBe(true)
  })
})
