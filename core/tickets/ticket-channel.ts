const NAMES: Readonly<Record<string, string>> = {
  email: 'email', mail: 'email', emailmessage: 'email',
  chat: 'chat', livechat: 'chat', messaging: 'chat', messenger: 'chat', webchat: 'chat',
  voice: 'voice', phone: 'voice', call: 'voice', telephone: 'voice', phonecall: 'voice',
}

/** The channel that a word of an export means: the three of the format by their usual names, anything else as it stands in lower case. */
export function ticketChannel(word: string): string {
  const plain = word.trim().toLowerCase()
  return NAMES[plain.replace(/[^a-z0-9]/g, '')] ?? plain
}

/** Whether customers wait on the line: they expect an answer in minutes and leave when none comes. */
export function isLiveChannel(channel: string): boolean {
  return channel === 'chat' || channel === 'voice'
}
