import type { EventMention } from '../model/event.ts'
import type { RecordLink } from '../model/record.ts'
import { feature, type Tree, tokenAt } from '../model/tree.ts'
import type { Linkable } from './linkable.ts'
import { below, lemmaOf } from './phrases.ts'

/** Second mentions of one act: "the expulsion came a day after …" where the expulsion was told before. */
export const seconds = (report: Linkable, tree: (sentence: number) => Tree | null): readonly RecordLink[] => {
  const found: RecordLink[] = []
  const first = new Map<string, string>()
  report.events.forEach((event, i) => {
    const fitting = report.events
      .slice(0, i)
      .reverse()
      .filter(e => isSame(event, e, report, tree))
    // "agreed to a ceasefire … promised to withdraw … welcomed the ceasefire": the one told with the same word before the nearest
    const earlier = fitting.find(e => isToldWith(event, e, tree)) ?? fitting[0]
    if (!earlier) return
    // A third mention points to the first, not to the second.
    const to = first.get(earlier.id) ?? earlier.id
    first.set(event.id, to)
    found.push({ kind: 'same', from: event.id, to, stance: null })
  })
  return found
}

const isSame = (
  later: EventMention,
  earlier: EventMention,
  report: Linkable,
  tree: (sentence: number) => Tree | null,
): boolean => {
  if (later.type !== earlier.type || later.sentence === earlier.sentence) return false
  if ((later.status === 'negated') !== (earlier.status === 'negated')) return false
  if ((later.status === 'occurred') !== (earlier.status === 'occurred')) return false
  if (!fits(later, earlier) || daysDiffer(later, earlier, report)) return false
  const a = tree(later.sentence)
  const b = tree(earlier.sentence)
  if (!a || !b) return false
  if (isDefinite(a, later.head)) return later.sentence - earlier.sentence <= 8
  return lemmaOf(tokenAt(a, later.head)) === lemmaOf(tokenAt(b, earlier.head)) && identical(later, earlier)
}

/** Whether the word of the later mention stands in the earlier one: as its trigger, or below it. */
const isToldWith = (later: EventMention, earlier: EventMention, tree: (sentence: number) => Tree | null): boolean => {
  const [a, b] = [tree(later.sentence), tree(earlier.sentence)]
  if (!a || !b) return false
  const lemma = lemmaOf(tokenAt(a, later.head))
  return below(b, earlier.head).some(id => lemmaOf(tokenAt(b, id)) === lemma)
}

/** "The raid", "this raid", "their raid": words that point to something told before. */
const isDefinite = (tree: Tree, id: number): boolean =>
  tokenAt(tree, id).upos === 'NOUN' &&
  tree.children(id).some(k => {
    const token = tokenAt(tree, k)
    return feature(token, 'Definite') === 'Def' || (token.upos === 'DET' && feature(token, 'PronType') === 'Dem')
  })

const ids = (event: EventMention, side: 'actors' | 'recipients'): readonly string[] => event[side].map(p => p.entity)

/** Nobody takes part in the later mention who did not in the earlier, on a side the earlier names. */
const fits = (later: EventMention, earlier: EventMention): boolean => {
  const all = [...ids(earlier, 'actors'), ...ids(earlier, 'recipients')]
  const sides: readonly ('actors' | 'recipients')[] = ['actors', 'recipients']
  return sides.every(side => {
    const known = ids(earlier, side)
    return ids(later, side).every(id => known.includes(id) || (known.length === 0 ? true : all.includes(id)))
  })
}

const identical = (a: EventMention, b: EventMention): boolean => {
  const key = (event: EventMention): string =>
    `${[...ids(event, 'actors')].sort()}>${[...ids(event, 'recipients')].sort()}`
  return key(a) === key(b) && a.actors.length + a.recipients.length > 1
}

const daysDiffer = (a: EventMention, b: EventMention, report: Linkable): boolean => {
  const x = report.days.get(a.id)
  const y = report.days.get(b.id)
  return x !== undefined && y !== undefined && (x.from > y.to || y.from > x.to)
}
