import type { DroppedTrigger } from '../annotate/events.ts'
import type { Layers } from '../annotate/layers.ts'
import type { EventMention, Participant } from '../model/event.ts'
import { type Tree, tokenAt, treeOf } from '../model/tree.ts'

/**
 * Why the coder read what it read, for one event (by id) or for every sentence that holds a trigger: the sentence, its tree, each act
 * with the rule and operators that made it and the words of every side, and each trigger that became no act with what stopped it.
 */
export const explain = (layers: Layers, only: string | null): string => {
  const wanted = layers.events.filter(event => only === null || event.id === only)
  const dropped = layers.dropped()
  const indexes = new Set([...wanted, ...(only === null ? dropped : [])].map(trigger => trigger.sentence))
  return [...indexes]
    .sort((a, b) => a - b)
    .map(index => explainSentence(layers, index, wanted, dropped))
    .join('\n\n')
}

const explainSentence = (
  layers: Layers,
  index: number,
  wanted: readonly EventMention[],
  dropped: readonly DroppedTrigger[],
): string => {
  const sentence = layers.sentences[index]
  if (!sentence) return ''
  const tree = treeOf(sentence)
  const here = wanted.filter(event => event.sentence === index)
  const stopped = dropped.filter(drop => drop.sentence === index).toSorted((a, b) => a.head - b.head)
  return [
    `[${index + 1}] ${layers.document.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')}`,
    ...branch(tree, 0, '  '),
    ...here.flatMap(event => explainEvent(layers, event)),
    ...stopped.map(drop => `  – ${tokenAt(tree, drop.head).form}: no event; rule ${drop.rule}, but ${drop.reason}`),
  ].join('\n')
}

const branch = (tree: Tree, id: number, indent: string): readonly string[] =>
  tree.children(id).flatMap(child => {
    const { form, deprel, upos, lemma } = tokenAt(tree, child)
    const shown = lemma === form ? '' : ` (${lemma})`
    return [`${indent}${deprel}: ${form}${shown} ${upos}`, ...branch(tree, child, `${indent}  `)]
  })

const explainEvent = (layers: Layers, event: EventMention): readonly string[] => {
  const [rule, ...operators] = event.rules
  const circumstances = layers.circumstances.get(event.id)
  const side = (name: string, participants: readonly Participant[]): readonly string[] =>
    participants.map(p => `      ${name} ${nameOf(layers, p)} «${p.text}» ${p.start}-${p.end}`)
  const { date, place } = circumstances ?? {}
  return [
    `  ● ${event.id} ${event.type} ${event.status} «${event.trigger.text}» ${event.trigger.start}-${event.trigger.end}`,
    `      rule ${rule}${operators.length > 0 ? `, then ${operators.join(', then ')}` : ''}`,
    ...side('actor', event.actors),
    ...side('recipient', event.recipients),
    ...event.roles.flatMap(role => side(role.role, [role])),
    ...(date ? [`      date ${date.value} (${date.basis})${date.text === null ? '' : ` «${date.text}»`}`] : []),
    ...(place ? [`      place ${place.name} «${place.text}»`] : []),
    ...(circumstances?.attribution ?? []).map(
      s => `      source «${s.source?.text ?? 'unnamed'}», cue «${s.cue.text}»`,
    ),
    ...(circumstances ? [`      standing ${circumstances.standing}`] : []),
  ]
}

const nameOf = (layers: Layers, participant: Participant): string => {
  const entity = layers.entities.entities.find(e => e.id === participant.entity)
  return entity ? `${entity.name}${entity.code === null ? '' : ` [${entity.code}]`}` : participant.entity
}
