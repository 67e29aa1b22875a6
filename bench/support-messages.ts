const OPENINGS = ['Hello,', 'Hi there,', 'Good morning,', 'Dear support team,', '', 'Hey,', 'To whom it may concern,']
const PROBLEMS = [
  'I cannot sign in to my account since the last update',
  'the invoice for March shows a charge that I do not recognise',
  'my parcel was marked as delivered but never arrived',
  'the export stops at half and says that the file is locked',
  'I would like to change the address of my subscription',
  'notifications come twice on my phone and not at all on the desktop',
  'the reset link that you sent has already expired',
  'I was told that a refund takes five days and it has been three weeks',
  'the app closes by itself when I open the calendar',
  'we need the signed contract before the end of the month',
]
const DETAILS = [
  'I have tried another browser and cleared the cache, without success.',
  'The message on the screen says "error 10060" and nothing else.',
  'It worked until last Thursday and I have not changed anything.',
  'My colleague with the same plan does not have this problem.',
  'I attached a screenshot of the settings page to this message.',
  'This is the third time that I write about it, and nobody has answered.',
  'I am using version 14.2 on a laptop that is two years old.',
  'Restarting the computer helps for an hour and then it begins again.',
]
const ENDINGS = ['Please help.', 'Thank you in advance!', 'What should I do?', 'How can I fix this?', 'This is urgent for us.', 'Kind regards']

/** Different support messages in a fixed order; `details` is the most sentences that follow the problem. */
export function supportMessages(count: number, details: number): readonly string[] {
  let state = 12345
  const draw = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * limit)
  }
  return Array.from({ length: count }, (_, i) => {
    const middle = Array.from({ length: details === 0 ? 0 : draw(details + 1) }, () => DETAILS[draw(DETAILS.length)])
    const parts = [OPENINGS[draw(OPENINGS.length)], `${PROBLEMS[draw(PROBLEMS.length)]} (case ${i + 1}).`, ...middle, ENDINGS[draw(ENDINGS.length)]]
    return parts.filter((part) => part !== '').join(' ')
  })
}
