import type { EventType } from '../model/event.ts'
import type { DocumentRecord, RecordActor, RecordEvent } from '../model/record.ts'
import type { Span } from '../model/span.ts'

/** How the readable view is laid out. */
export interface TextOptions {
  /** Columns of the page. */
  readonly width: number
  /** Whether to mark acts with ANSI colours besides their brackets. */
  readonly color: boolean
}

/** The report for a person: its text with the acts marked in place, and beneath each paragraph a line for each act in it. */
export const renderText = (record: DocumentRecord, options: TextOptions): string => {
  const { document, events } = record
  const paint = painter(options.color)
  const out: string[] = []
  if (document.title !== null) out.push(...wrap(paint.bold(clean(document.title)), options.width, ''))
  const dateline =
    document.dateline === null ? null : [document.dateline.place, document.dateline.date].filter(Boolean).join(', ')
  const about = [document.publisher, document.published ?? 'no date: relative dates stay open', dateline, document.id]
  out.push(
    ...wrap(
      paint.dim(
        about
          .filter(part => part !== null && part !== '')
          .map(part => clean(part ?? ''))
          .join(' · '),
      ),
      options.width,
      '',
    ),
    '',
  )
  const numbers = new Map(events.map((event, i) => [event, i + 1]))
  for (const paragraph of paragraphs(document.text)) {
    const inside = events.filter(event => event.trigger.start >= paragraph.start && event.trigger.start < paragraph.end)
    out.push(...wrap(mark(document.text, paragraph, inside, numbers, paint), options.width, ''))
    for (const event of inside)
      out.push(...wrap(describe(event, numbers.get(event) ?? 0, paint), options.width, HANG, LEAD))
    out.push('')
  }
  const acts = events.length === 1 ? '1 act' : `${events.length} acts`
  const sayings = record.statements.length === 1 ? '1 statement' : `${record.statements.length} statements`
  out.push(paint.dim(events.length === 0 ? 'No political act was found in this report.' : `${acts}, ${sayings}.`), '')
  return `${out.join('\n')}\n`
}

const LEAD = '  '
const HANG = '       '

/** Blank lines part paragraphs. */
const paragraphs = function* (text: string): Generator<Span> {
  for (const found of text.matchAll(/\S(?:(?!\r?\n[^\S\n]*\r?\n)[\s\S])*/g)) {
    const end = found.index + found[0].trimEnd().length
    if (end > found.index) yield { start: found.index, end }
  }
}

/** A paragraph with each trigger as `[talks]3`; one trigger of several acts has all their numbers. */
const mark = (
  text: string,
  paragraph: Span,
  events: readonly RecordEvent[],
  numbers: ReadonlyMap<RecordEvent, number>,
  paint: Painter,
): string => {
  const spans = new Map<string, { readonly span: Span; readonly events: RecordEvent[] }>()
  for (const event of events) {
    const key = `${event.trigger.start}-${event.trigger.end}`
    const known = spans.get(key)
    if (known === undefined) spans.set(key, { span: event.trigger, events: [event] })
    else known.events.push(event)
  }
  let at = paragraph.start
  let out = ''
  for (const { span, events: here } of [...spans.values()].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  )) {
    if (span.start < at) continue
    const first = here[0]
    out += clean(text.slice(at, span.start))
    const tags = here.map(event => numbers.get(event)).join(',')
    const words = clean(text.slice(span.start, span.end)).replaceAll(' ', '\u00a0')
    out += first === undefined ? words : paint.type(first.type, `[${words}]${tags}`)
    at = span.end
  }
  return out + clean(text.slice(at, paragraph.end))
}

const describe = (event: RecordEvent, number: number, paint: Painter): string => {
  const mode = event.mode === null ? '' : `/${event.mode}`
  const parts = [`${String(number).padStart(3)} ${paint.type(event.type, event.type + mode)} ${event.status}`]
  if (event.format.length > 0) parts[0] += ` (${event.format.join(', ')})`
  const actors = event.actors.map(party).join(event.recipients.length === 0 ? ' + ' : ', ')
  const recipients = event.recipients.map(party).join(', ')
  parts.push(recipients === '' ? actors || '?' : `${actors || '?'} → ${recipients}`)
  for (const role of event.roles) parts.push(`${role.role}: ${party(role)}`)
  if (event.date !== null)
    parts.push(event.date.basis === 'stated' ? event.date.value : `${event.date.value} (${event.date.basis})`)
  if (event.place !== null)
    parts.push(`in ${clean(event.place.name)}${event.place.country === null ? '' : ` (${event.place.country})`}`)
  if (event.attribution.length > 0) {
    parts.push(
      `says ${event.attribution.map(link => (link.by === null ? 'somebody unnamed' : clean(link.by.name || link.by.text))).join(', says ')}`,
    )
  }
  if (event.standing !== 'asserted' && event.standing !== 'attributed') parts.push(event.standing)
  return parts.join(paint.dim(' · '))
}

const party = (actor: RecordActor): string => {
  const codes = [actor.code, actor.sector].filter(code => code !== null).join(' ')
  return codes === '' ? clean(actor.name) : `${clean(actor.name)} (${codes})`
}

/** White space and control characters, which could command a terminal, become spaces. */
const clean = (words: string): string => words.replace(/[\p{White_Space}\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')

interface Painter {
  bold(words: string): string
  dim(words: string): string
  type(type: EventType, words: string): string
}

/** Colour by PLOVER's four classes: words and deeds of cooperation, words and deeds of conflict. */
const COLORS: Readonly<Record<EventType, number>> = {
  AGREE: 32,
  CONSULT: 32,
  SUPPORT: 32,
  CONCEDE: 32,
  COOPERATE: 36,
  AID: 36,
  RETREAT: 36,
  REQUEST: 33,
  ACCUSE: 33,
  REJECT: 33,
  THREATEN: 33,
  PROTEST: 31,
  SANCTION: 31,
  MOBILIZE: 31,
  COERCE: 31,
  ASSAULT: 31,
}

const painter = (color: boolean): Painter => {
  const ansi = (code: number, words: string): string => (color ? `${ESCAPE}[${code}m${words}${ESCAPE}[0m` : words)
  return {
    bold: words => ansi(1, words),
    dim: words => ansi(2, words),
    type: (type, words) => ansi(COLORS[type], words),
  }
}

const ESCAPE = '\u001b'
const ANSI = new RegExp(`${ESCAPE}\\[\\d+m`, 'g')

/** Breaks a line at spaces to fit the width; colours take no room. Words longer than the width stay whole. */
const wrap = (line: string, width: number, hang: string, lead = hang): readonly string[] => {
  const lines: string[] = []
  let current = lead
  let room = width - lead.length
  let empty = true
  for (const word of line.split(' ')) {
    const size = word.replace(ANSI, '').length
    if (!empty && size + 1 > room) {
      lines.push(current.trimEnd())
      current = hang
      room = width - hang.length
      empty = true
    }
    current += empty ? word : ` ${word}`
    room -= empty ? size : size + 1
    empty = false
  }
  lines.push(current.trimEnd())
  return lines.map(text => text.replaceAll('\u00a0', ' '))
}
