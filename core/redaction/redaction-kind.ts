/** The kinds of personal data that can be taken out, in the order in which screens list them. */
export const redactionKinds = ['person', 'email', 'phone', 'card', 'account', 'nationalId', 'ipAddress'] as const

/** One kind of personal data. */
export type RedactionKind = (typeof redactionKinds)[number]

/** What is taken out where nobody chose: network addresses stay, because support texts are often about them. */
export const usualKinds: readonly RedactionKind[] = ['person', 'email', 'phone', 'card', 'account', 'nationalId']

/** The word that a placeholder carries for each kind, as in "[person 1]". */
export const placeholderWords: Readonly<Record<RedactionKind, string>> = {
  person: 'person',
  email: 'e-mail',
  phone: 'phone',
  card: 'card',
  account: 'account',
  nationalId: 'id',
  ipAddress: 'ip address',
}

/** What each kind is called on screens and on the command line. */
export const redactionTitles: Readonly<Record<RedactionKind, string>> = {
  person: 'Names',
  email: 'E-mail addresses',
  phone: 'Phone numbers',
  card: 'Card numbers',
  account: 'Account numbers',
  nationalId: 'Identity numbers',
  ipAddress: 'IP addresses',
}
