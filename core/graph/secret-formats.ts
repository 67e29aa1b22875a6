/** A kind of secret that shows by its form. */
export type SecretFormat = {
  /** How it is called in a sentence. */
  readonly kind: string
  /** A part that every secret of the kind has; a text without it is not searched. */
  readonly mark: string
  /** Bounded everywhere, so that it takes time in proportion to the text; a group is the secret where the match is more than that. */
  readonly pattern: RegExp
}

const format = (kind: string, mark: string, pattern: RegExp): SecretFormat => ({ kind, mark, pattern })

/** Secrets of services that mark what they hand out. */
export const secretFormats: readonly SecretFormat[] = [
  format('a private key', 'PRIVATE KEY', /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g),
  format('a private key', 'AGE-SECRET-KEY-1', /\bAGE-SECRET-KEY-1[0-9A-Z]{50,60}\b/g),

  format('a GitHub token', 'gh', /\bgh[pousr]_[A-Za-z0-9]{30,255}/g),
  format('a GitHub token', 'github_pat_', /\bgithub_pat_[A-Za-z0-9_]{30,255}/g),
  format('a GitLab token', 'gl', /\bgl(?:pat|dt|rt|ptt|cbt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_.-]{20,300}/g),
  format('an npm token', 'npm_', /\bnpm_[A-Za-z0-9]{36,64}/g),
  format('a PyPI token', 'pypi-', /\bpypi-[A-Za-z0-9_-]{50,1000}/g),

  format('a Slack token', 'xox', /\bxox[abceoprs]-[A-Za-z0-9-]{10,300}/g),
  format('a Slack token', 'xapp-', /\bxapp-\d-[A-Za-z0-9-]{20,300}/g),
  format('a Slack webhook address', 'hooks.slack.com/', /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9_/-]{20,200})/g),
  format('a Teams webhook address', 'webhook.office.com/', /webhook\.office\.com\/webhookb2\/([A-Za-z0-9@/-]{40,300})/g),
  format('a Discord webhook address', '/api/webhooks/', /discord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/([A-Za-z0-9_-]{40,120})/g),
  format('a Telegram bot token', ':AA', /\b\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/g),

  format('an AWS access key', 'A', /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g),
  format('a Google API key', 'AIza', /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g),
  format('a Google client secret', 'GOCSPX-', /\bGOCSPX-[A-Za-z0-9_-]{20,60}/g),
  format('a Google access token', 'ya29.', /\bya29\.[A-Za-z0-9_-]{20,500}/g),
  format('an Azure storage key', 'AccountKey=', /\bAccountKey=([A-Za-z0-9+/]{60,100}={0,2})/g),
  format('an Azure access key', 'SharedAccessKey=', /\bSharedAccessKey=([A-Za-z0-9+/]{30,100}={0,2})/g),
  format('a DigitalOcean token', 'do', /\bdo[opr]_v1_[a-f0-9]{64}\b/g),
  format('a Vault token', 'hv', /\bhv[sbr]\.[A-Za-z0-9_-]{24,300}/g),
  format('a Databricks token', 'dapi', /\bdapi[a-f0-9]{32}\b/g),

  format('a Stripe key', 'k_', /\b[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16,250}/g),
  format('a Stripe webhook secret', 'whsec_', /\bwhsec_[A-Za-z0-9+/=]{24,100}/g),
  format('a Square token', 'sq0', /\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,60}/g),
  format('a Shopify token', 'shp', /\bshp(?:at|ca|pa|ss|tka)_[A-Fa-f0-9]{32}\b/g),

  format('a Twilio key', 'SK', /\bSK[0-9a-f]{32}\b/g),
  format('a SendGrid key', 'SG.', /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/g),
  format('a Mailgun key', 'key-', /\bkey-[0-9a-f]{32}\b/g),
  format('a Mailchimp key', '-us', /\b[0-9a-f]{32}-us\d{1,2}\b/g),

  format('an API key', 'sk-', /\bsk-(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{20,300}/g),
  format('a Hugging Face token', 'hf_', /\bhf_[A-Za-z0-9]{30,60}/g),
  format('a Groq key', 'gsk_', /\bgsk_[A-Za-z0-9]{30,100}/g),
  format('an xAI key', 'xai-', /\bxai-[A-Za-z0-9]{50,120}/g),
  format('a Replicate token', 'r8_', /\br8_[A-Za-z0-9]{30,60}/g),
  format('a Perplexity key', 'pplx-', /\bpplx-[A-Za-z0-9]{30,80}/g),

  format('an Atlassian token', 'AT', /\bAT(?:ATT|CTT|STT)3[A-Za-z0-9_=-]{40,400}/g),
  format('a Bitbucket password', 'ATBB', /\bATBB[A-Za-z0-9]{24,60}/g),
  format('a Zendesk token', '/token:', /\/token:([A-Za-z0-9]{30,60})/g),
  format('a HubSpot token', 'pat-', /\bpat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g),
  format('a Salesforce session', '00D', /\b00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{40,200}/g),
  format('an Airtable token', 'pat', /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g),
  format('a Linear key', 'lin_', /\blin_(?:api|oauth)_[A-Za-z0-9]{30,80}/g),
  format('a Notion token', 'ntn_', /\bntn_[A-Za-z0-9]{40,60}/g),
  format('a Postman key', 'PMAK-', /\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\b/g),
  format('a New Relic key', 'NRAK-', /\bNRAK-[A-Z0-9]{27}\b/g),
  format('a Grafana token', 'gl', /\bgl(?:sa_[A-Za-z0-9]{32}_[a-f0-9]{8}|c_[A-Za-z0-9+/=]{40,400})/g),
  format('a Sentry token', 'sntry', /\bsntry[su]_[A-Za-z0-9+/=_-]{40,400}/g),
  format('a 1Password token', 'ops_eyJ', /\bops_eyJ[A-Za-z0-9+/=_-]{60,3000}/g),

  format('a JSON web token', 'eyJ', /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,6000}\.[A-Za-z0-9_-]{10,2000}/g),
  format('a bearer token', 'earer', /\b[Bb]earer[ \t]{1,4}((?=[A-Za-z._~+/-]{0,60}\d)[A-Za-z0-9._~+/-]{20,2000}={0,2})/g),
  format('a password of a header', 'asic', /\b[Bb]asic[ \t]{1,4}((?=[A-Za-z+/]{0,30}[0-9])[A-Za-z0-9+/]{16,500}={0,2})(?![A-Za-z0-9+/=._-])/g),
]
