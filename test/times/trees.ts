import type { EventMention, EventType, Status } from '../../src/model/event.ts'
import type { Sentence, Token } from '../../src/model/token.ts'

/** A report written as trees: the report's date (or -), then a word a line, sentences apart by an empty line. */
export interface TreeCase {
  readonly text: string
  readonly published: string | null
  readonly sentences: readonly Sentence[]
  readonly events: readonly EventMention[]
}

/** Reads `form lemma UPOS head deprel feats [TYPE status]` lines. */
export const readTrees = (input: string): TreeCase => {
  const [head = '', ...blocks] = input.split(/\n\s*\n/)
  const events: EventMention[] = []
  let text = ''
  const sentences = blocks.map((block, index): Sentence => {
    if (text !== '') text += '\n'
    const start = text.length
    const tokens = block
      .trim()
      .split('\n')
      .map((line, i): Token => {
        const [form = '', lemma = '', upos = '', parent = '0', deprel = 'dep', feats = '_', type, status] =
          line.split(' ')
        if (text.length > start && !/^[.,;:'’)]/.test(form)) text += ' '
        const token = {
          id: i + 1,
          form,
          lemma,
          upos,
          xpos: '_',
          feats,
          head: Number(parent),
          deprel,
          start: text.length,
          end: text.length + form.length,
        }
        text += form
        if (type !== undefined) events.push(act(index, token, type as EventType, status as Status))
        return token
      })
    return { index, start, end: text.length, zone: 'body', paragraph: 0, tokens, names: names(tokens) }
  })
  return { text, published: head.trim() === '-' ? null : head.trim(), sentences, events }
}

const act = (sentence: number, token: Token, type: EventType, status: Status): EventMention => ({
  id: `${sentence}.${token.id}`,
  sentence,
  head: token.id,
  trigger: { start: token.start, end: token.end, text: token.form },
  type,
  mode: null,
  contexts: [],
  cameo: null,
  status,
  format: [],
  actors: [],
  recipients: [],
  roles: [],
  within: null,
  rules: ['test'],
  confidence: 1,
})

/** Two proper names joined by `flat` are a person's. */
const names = (tokens: readonly Token[]): Sentence['names'] =>
  tokens.filter(t => t.deprel === 'flat').map(t => ({ kind: 'person' as const, from: t.head, to: t.id }))
