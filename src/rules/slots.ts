import type { Token } from '../model/token.ts'
import { feature, relation, type Tree, tokenAt } from '../model/tree.ts'

/**
 * The places around a predicate where its arguments stand, whatever the voice, the clause or the word class:
 *
 * - `subject`: who does it. Active subject, passive agent, the subject a clause shares or inherits, the noun a participle modifies,
 *   the subject of the verb that carries a noun ("X held talks").
 * - `object`: whom or what it is done to: object, passive subject, the noun a passive participle modifies.
 * - `indirect`: the indirect object. `content`: the clause it embeds. `possessor`: "X's offer". `modifier`: "Russian offer".
 * - `infinitive`: an embedded infinitive. `aux`, `advmod`: the auxiliaries and adverbs that hang on it.
 * - `bearer`: whom a noun tells of: the word it stands beside ("Oman, host to the talks"), or the subject it is the predicate of.
 * - `self`: the word itself, where it names who does it ("protesters").
 * - any other name is a case word: `with`, `against`, `on_behalf_of`: the phrase it introduces.
 */
export type Slot = string

/** The few closed-class facts the slots need from the language; see data/operators/grammar.yml. */
export interface Grammar {
  /** Case words that introduce the agent of a passive ("by"). */
  readonly agentCases: ReadonlySet<string>
  /** The case word that names whose something is ("of"). */
  readonly ownerCase: string
  /** Case words of whoever made something: "a motion by the union", "a letter from Peru". */
  readonly authorCases: readonly string[]
  /** Case words of what somebody is judged for: "praised Peru for the release". */
  readonly judgingCases: ReadonlySet<string>
  /** Nouns for words put out: what they do, their author does. */
  readonly documents: ReadonlySet<string>
  /** Case words of place: "in Iran" names no party. */
  readonly locativeCases: ReadonlySet<string>
  /** Nouns that only measure what follows ("thousands of troops"). */
  readonly quantities: ReadonlySet<string>
  /** Case words by which a noun names the act that a verb tells ("killed in a raid"). */
  readonly namingCases: readonly string[]
  /** Case words by which an act stands beside what it was the occasion of ("offered to help, after a meeting"). */
  readonly settingCases: ReadonlySet<string>
  /** Case words of whoever brings something about between others: "released through the Red Cross". */
  readonly carrierCases: readonly string[]
  /** Case words of what people meet for: "met for talks" is one meeting. */
  readonly purposeCases: readonly string[]
  /** Case words by which an organizer takes part in what it organizes ("a meeting with them"). */
  readonly joiningCases: readonly string[]
  /** Case words whose clause is about the object: "accused X of firing", "praised X for releasing". */
  readonly objectControlCases: ReadonlySet<string>
  /** Verbs whose infinitive keeps their subject even beside an object ("promise"). */
  readonly subjectControl: ReadonlySet<string>
}

const NOMINAL_MODIFIERS = new Set(['amod', 'compound', 'nmod', 'det', 'flat'])
const OBLIQUE = new Set(['obl', 'nmod', 'advcl', 'acl'])
const PASSIVE_MARKS = new Set(['nsubj:pass', 'csubj:pass', 'aux:pass', 'obl:agent'])
const ACTIVE_MARKS = new Set(['nsubj', 'obj'])
/** Guards the walks through shared and inherited arguments against trees that turn in circles. */
const MAX_DEPTH = 8

/** Ids of the words that head the `slot` of `node`, conjuncts spread out, relative pronouns replaced by their noun; [] when empty. */
export const slotHeads = (tree: Tree, node: number, slot: Slot, grammar: Grammar): readonly number[] => {
  const heads = rawHeads(tree, node, slot, grammar)
  return heads.length === 0 ? heads : heads.flatMap(head => withConjuncts(tree, antecedent(tree, head)))
}

const rawHeads = (tree: Tree, node: number, slot: Slot, grammar: Grammar): readonly number[] => {
  switch (slot) {
    case 'self':
      return [node]
    case 'bearer':
      return bearers(tree, node)
    case 'subject':
      return subjects(tree, node, grammar, 0)
    case 'object':
      return objects(tree, node, 0)
    case 'infinitive':
      return contents(tree, node).filter(id => isToInfinitive(tree, id))
    case 'prt':
      return tree.children(node).filter(id => tokenAt(tree, id).deprel === 'compound:prt')
    case 'aux':
    case 'cop':
    case 'advmod':
      return dependents(tree, node, slot)
    case 'indirect':
      return indirects(tree, node)
    case 'content':
      return contents(tree, node)
    case 'possessor':
      return tree.children(node).filter(id => tokenAt(tree, id).deprel === 'nmod:poss')
    case 'modifier':
      return modifiers(tree, node)
    default:
      return caseHeads(tree, node, slot)
  }
}

const bearers = (tree: Tree, node: number): readonly number[] => {
  const token = tokenAt(tree, node)
  return relation(token) === 'appos'
    ? [token.head]
    : dependents(tree, node, 'cop').length > 0
      ? dependents(tree, node, 'nsubj')
      : []
}

const isVerbal = (token: Token): boolean => token.upos === 'VERB' || token.upos === 'AUX'

const dependents = (tree: Tree, node: number, rel: string): readonly number[] =>
  tree.children(node).filter(id => relation(tokenAt(tree, id)) === rel)

/** Clauses embedded in a word; an infinitive that the parser took for a purpose counts where there is no other ("offered on Saturday to host"). */
const contents = (tree: Tree, node: number): readonly number[] => {
  const own = tree.children(node).filter(id => isContent(tokenAt(tree, id)))
  if (own.length > 0) return own
  return tree.children(node).filter(id => {
    const token = tokenAt(tree, id)
    return id > node && relation(token) === 'advcl' && isToInfinitive(tree, id)
  })
}

/** An infinitive of its own, not one behind an auxiliary ("will lend"). */
const isToInfinitive = (tree: Tree, id: number): boolean =>
  feature(tokenAt(tree, id), 'VerbForm') === 'Inf' && dependents(tree, id, 'aux').length === 0

/** Forms of a verb that fill out a noun ("a plan to visit"); a participle only describes it ("a truce brokered by X"). */
const EMBEDDED: ReadonlySet<string | null> = new Set(['Inf', 'Fin'])

const isContent = (token: Token): boolean => {
  const rel = relation(token)
  return (
    rel === 'ccomp' ||
    rel === 'xcomp' ||
    rel === 'csubj' ||
    (rel === 'acl' && token.deprel !== 'acl:relcl' && EMBEDDED.has(feature(token, 'VerbForm')))
  )
}

const modifiers = (tree: Tree, node: number): readonly number[] => {
  const found: number[] = []
  for (const id of tree.children(node)) {
    const token = tokenAt(tree, id)
    if (!NOMINAL_MODIFIERS.has(relation(token)) || token.deprel === 'nmod:poss') continue
    if (relation(token) === 'nmod' && caseWords(tree, id).length > 0) continue
    if (isDoerInFront(tree, node, id)) continue
    found.push(id)
    // "U.S.-brokered", "top Saudi officials": the name hangs one step lower.
    if (id < node) found.push(...modifiers(tree, id).filter(inner => inner < node))
  }
  return found
}

const isDoerInFront = (tree: Tree, noun: number, id: number): boolean =>
  tree.children(noun).some(other => {
    const token = tokenAt(tree, other)
    return (
      other > id &&
      relation(token) === 'amod' &&
      token.upos === 'VERB' &&
      isPastParticiple(token) &&
      doerInFront(tree, other).includes(id)
    )
  })

/** The case words of a phrase, fixed expressions joined: "on behalf of" → `on_behalf_of`. */
export const caseWords = (tree: Tree, id: number): readonly string[] => {
  const words: string[] = []
  for (const child of tree.children(id)) {
    const token = tokenAt(tree, child)
    if (token.deprel === 'case' || token.deprel === 'mark') {
      const fixed = tree.children(child).filter(f => tokenAt(tree, f).deprel === 'fixed')
      words.push([token, ...fixed.map(f => tokenAt(tree, f))].map(t => t.lemma.toLowerCase()).join('_'))
    } else if (child < id && TITLES.has(token.deprel)) {
      // "with Prime Minister Nakasone": the preposition may hang on the title.
      words.push(
        ...tree
          .children(child)
          .filter(c => tokenAt(tree, c).deprel === 'case')
          .map(c => tokenAt(tree, c).lemma.toLowerCase()),
      )
    }
  }
  return words
}
const TITLES = new Set(['nmod:desc', 'compound', 'amod'])

const caseHeads = (tree: Tree, node: number, word: string): readonly number[] =>
  tree.children(node).flatMap(id => {
    const token = tokenAt(tree, id)
    // "talks involving Chad and Mali": a participle may introduce as a preposition does.
    if (relation(token) === 'acl' && token.form.toLowerCase() === word) return dependents(tree, id, 'obj')
    return OBLIQUE.has(relation(token)) && token.deprel !== 'acl:relcl' && caseWords(tree, id).includes(word) ? id : []
  })

/** True when the verb stands in the passive, or is a participle that modifies what it was done to. */
export const isPassive = (tree: Tree, node: number): boolean => {
  const token = tokenAt(tree, node)
  if (tree.children(node).some(id => PASSIVE_MARKS.has(tokenAt(tree, id).deprel))) return !isMistaken(tree, node)
  if (tree.children(node).some(id => ACTIVE_MARKS.has(tokenAt(tree, id).deprel))) return false
  const rel = relation(token)
  if (token.deprel === 'acl:relcl') return false
  // "were detained and questioned": a second conjunct in the same form shares the voice of the first.
  if (rel === 'conj' && isVerbal(token) && token.xpos === tokenAt(tree, token.head).xpos)
    return isPassive(tree, token.head)
  return (rel === 'acl' || rel === 'amod' || rel === 'advcl' || rel === 'xcomp') && isPastParticiple(token)
}

/**
 * A passive subject of a verb that has neither an auxiliary nor an agent: running text has no such clause, the parser took the past
 * tense for a participle ("France called on Mali"). Headlines have them ("Three held").
 */
const isMistaken = (tree: Tree, node: number): boolean =>
  tree.sentence.zone === 'body' &&
  FINITE_PLACES.has(relation(tokenAt(tree, node))) &&
  !tree.children(node).some(id => AUXILIARY_MARKS.has(tokenAt(tree, id).deprel))
const FINITE_PLACES = new Set(['root', 'ccomp', 'parataxis'])
const AUXILIARY_MARKS = new Set(['aux', 'aux:pass', 'cop', 'obl:agent'])

const isPastParticiple = (token: Token): boolean =>
  feature(token, 'VerbForm') === 'Part' && (feature(token, 'Tense') === 'Past' || feature(token, 'Voice') === 'Pass')

const subjects = (tree: Tree, node: number, grammar: Grammar, depth: number): readonly number[] => {
  if (depth > MAX_DEPTH) return []
  const token = tokenAt(tree, node)
  if (isPassive(tree, node)) {
    const agents = tree.children(node).filter(id => isAgent(tree, id, grammar))
    if (agents.length > 0) return agents
    // "Russian-mediated talks": the agent is the word in front of the hyphen.
    if (relation(token) === 'amod') {
      const inFront = tree.children(node).filter(id => id < node && isNamePart(tokenAt(tree, id)))
      return inFront.length > 0 ? inFront : doerInFront(tree, node)
    }
    return sharedAgent(tree, node, grammar, depth)
  }
  const own = dependents(tree, node, 'nsubj')
  if (own.length > 0) return own.slice(whoseObject(tree, node).length)
  const listed = afterComma(tree, node)
  if (listed.length > 0) return listed
  const inherited = inheritedSubjects(tree, node, grammar, depth)
  return inherited.length > 0 ? inherited : fronted(tree, node)
}

/** "In January Canada and France concluded …" read as one phrase of time: a finite verb has a subject, and it is the name before it. */
const fronted = (tree: Tree, node: number): readonly number[] => {
  const token = tokenAt(tree, node)
  if (!isFiniteVerb(tree, node) || !FINITE_PLACES.has(relation(token))) return []
  return dependents(tree, node, 'obl')
    .filter(id => id < node && tokenAt(tree, id).upos === 'PROPN' && dependents(tree, id, 'compound').length > 0)
    .slice(-1)
}

const isFiniteVerb = (tree: Tree, node: number): boolean =>
  [node, ...dependents(tree, node, 'aux')].some(id => feature(tokenAt(tree, id), 'VerbForm') === 'Fin')

/** "According to Reuters, India and China agreed" read as one list of three: those after the comma are who did it. */
const afterComma = (tree: Tree, node: number): readonly number[] => {
  if (feature(tokenAt(tree, node), 'VerbForm') !== 'Fin') return []
  return dependents(tree, node, 'obl')
    .filter(id => id < node)
    .flatMap(id => {
      const listed = dependents(tree, id, 'conj').filter(other => other < node)
      const [first] = listed
      if (first === undefined) return []
      // The comma may hang on either side of it.
      const marks = [...tree.children(id), ...tree.children(first)]
      return marks.some(mark => id < mark && mark < first && tokenAt(tree, mark).upos === 'PUNCT') ? listed : []
    })
}

/** "Qatar hosted talks" read as one long noun phrase: the name right before the participle is who does it. */
const doerInFront = (tree: Tree, participle: number): readonly number[] =>
  tree
    .children(tokenAt(tree, participle).head)
    .filter(id => id < participle && participle - id <= ADJACENT && isFronted(tokenAt(tree, id)))
    .slice(-1)
const ADJACENT = 2
const isFronted = (token: Token): boolean =>
  relation(token) === 'compound' ||
  (relation(token) === 'nmod' && token.deprel !== 'nmod:poss') ||
  (relation(token) === 'amod' && token.upos === 'PROPN')

const isAgent = (tree: Tree, id: number, grammar: Grammar): boolean => {
  const token = tokenAt(tree, id)
  if (token.deprel === 'obl:agent') return true
  return relation(token) === 'obl' && caseWords(tree, id).some(word => grammar.agentCases.has(word))
}

const isNamePart = (token: Token): boolean => token.upos === 'ADJ' || token.upos === 'PROPN' || token.upos === 'NOUN'

/** "were detained and questioned by police": the agent of the last conjunct serves the first. */
const sharedAgent = (tree: Tree, node: number, grammar: Grammar, depth: number): readonly number[] => {
  for (const id of dependents(tree, node, 'conj')) {
    if (isVerbal(tokenAt(tree, id)) && isPassive(tree, id)) return subjects(tree, id, grammar, depth + 1)
  }
  return []
}

/** The subject of a word that has none of its own: shared with a conjunct, controlled from above, or that of the verb that carries it. */
const inheritedSubjects = (tree: Tree, node: number, grammar: Grammar, depth: number): readonly number[] => {
  const token = tokenAt(tree, node)
  const above = token.head
  if (above === 0) return []
  switch (relation(token)) {
    case 'advcl':
    case 'obl': {
      // "accused the rebels of firing first": who is accused fired.
      const object = caseWords(tree, node).some(word => grammar.objectControlCases.has(word))
        ? objects(tree, above, depth + 1)
        : []
      if (object.length > 0) return object
      return isVerbal(token)
        ? understoodSubject(tree, above, grammar, depth + 1)
        : carrierSubject(tree, node, grammar, depth)
    }
    case 'conj':
    case 'parataxis':
    case 'ccomp':
      return understoodSubject(tree, above, grammar, depth + 1)
    case 'xcomp': {
      const object = dependents(tree, above, 'obj').concat(dependents(tree, above, 'iobj'))
      if (object.length > 0 && !grammar.subjectControl.has(tokenAt(tree, above).lemma)) return object
      return understoodSubject(tree, above, grammar, depth + 1)
    }
    case 'acl':
      // "a plan to visit Tokyo": the planner goes; "officials visiting Tokyo": the officials do.
      if (feature(token, 'VerbForm') === 'Inf') return understoodSubject(tree, above, grammar, depth + 1)
      // "France is the main donor, giving 20 million": France gives.
      return dependents(tree, above, 'cop').length > 0 ? dependents(tree, above, 'nsubj') : [above]
    case 'amod':
      // "Bahrain and Egypt severed ties" read as a noun with a participle behind it: what has an object of its own is done by the noun.
      return node > above && dependents(tree, node, 'obj').length > 0 ? [above] : []
    case 'obj':
      return carrierSubject(tree, node, grammar, depth)
    default:
      return []
  }
}

/** The subject of a noun is that of the verb it stands under. */
const carrierSubject = (tree: Tree, node: number, grammar: Grammar, depth: number): readonly number[] => {
  const { head } = tokenAt(tree, node)
  return isVerbal(tokenAt(tree, head)) && !isVerbal(tokenAt(tree, node)) ? subjects(tree, head, grammar, depth + 1) : []
}

/** Who is understood as doing what `node` tells: the subject of a verb, of a passive what it is done to, the owner of a noun. */
const understoodSubject = (tree: Tree, node: number, grammar: Grammar, depth: number): readonly number[] => {
  if (isVerbal(tokenAt(tree, node))) {
    return isPassive(tree, node) ? objects(tree, node, depth) : subjects(tree, node, grammar, depth)
  }
  const own = dependents(tree, node, 'nsubj')
  if (own.length > 0) return own
  const owner = tree.children(node).filter(id => tokenAt(tree, id).deprel === 'nmod:poss')
  if (owner.length > 0) return owner
  // A name at the root with verbs behind it is the subject of a clause that the parser did not see.
  if (tokenAt(tree, node).head === 0) return [node]
  return subjects(tree, node, grammar, depth)
}

const objects = (tree: Tree, node: number, depth: number): readonly number[] => {
  if (depth > MAX_DEPTH) return []
  if (!isPassive(tree, node)) {
    const own = dependents(tree, node, 'obj')
    if (own.length > 0) return own.slice(isGivenTwo(tree, own) ? 1 : 0)
    const relative = relativeObject(tree, node)
    if (relative.length > 0) return relative
    const mistaken = dependents(tree, node, 'ccomp').filter(id => isBareNoun(tree, id))
    if (mistaken.length > 0) return mistaken
    const shared = [...whoseObject(tree, node), ...sharedObject(tree, node), ...frontedObject(tree, node)]
    return shared.length > 0 ? shared : bareOblique(tree, node)
  }
  // "were granted asylum": the subject is whom it was granted.
  const kept = dependents(tree, node, 'obj')
  if (kept.length > 0) return kept
  const own = passiveSubjects(tree, node)
  if (own.length > 0) return own
  const token = tokenAt(tree, node)
  switch (relation(token)) {
    case 'acl':
    case 'amod':
      return [token.head]
    case 'conj':
      return objects(tree, token.head, depth + 1)
    case 'xcomp':
      return dependents(tree, token.head, 'obj')
    default:
      return []
  }
}

/** "Tehran, whose truckers Baku locked up": of two subjects before a verb the one with "whose" is what it is done to. */
const whoseObject = (tree: Tree, node: number): readonly number[] => {
  const [first, second] = dependents(tree, node, 'nsubj')
  if (first === undefined || second === undefined || second > node) return []
  const isWhose = tree.children(first).some(id => feature(tokenAt(tree, id), 'PronType') === 'Rel')
  return isWhose ? [first] : []
}

/** "deplored that move" read as a clause: a noun with its article and nothing that makes a clause of it. */
const isBareNoun = (tree: Tree, id: number): boolean =>
  tokenAt(tree, id).upos === 'NOUN' &&
  dependents(tree, id, 'det').length > 0 &&
  !tree.children(id).some(child => CLAUSE_MARKS.has(relation(tokenAt(tree, child))))
const CLAUSE_MARKS = new Set(['nsubj', 'csubj', 'cop', 'aux', 'mark'])

/** "had killed or wounded 4,000 soldiers": a verb right before its conjunct shares the object. */
const sharedObject = (tree: Tree, node: number): readonly number[] => {
  for (const id of dependents(tree, node, 'conj')) {
    if (id - node <= SHARING_DISTANCE && isVerbal(tokenAt(tree, id))) return dependents(tree, id, 'obj')
  }
  return []
}
const SHARING_DISTANCE = 4

/** "whom the rebels seized in May and freed in June": what stands in front of the first verb is the object of the second too. */
const frontedObject = (tree: Tree, node: number): readonly number[] => {
  const token = tokenAt(tree, node)
  if (relation(token) !== 'conj') return []
  return dependents(tree, token.head, 'obj').filter(id => id < token.head)
}

/** A noun behind the verb that the parser took for an adjunct although nothing introduces it: "called off a visit". */
const bareOblique = (tree: Tree, node: number): readonly number[] =>
  dependents(tree, node, 'obl').filter(id => id > node && caseWords(tree, id).length === 0)

/** What a particle that belongs to the verb introduces alone ("called off their strike") or has for its object ("let go two men"). */
export const behindParticle = (tree: Tree, node: number, particle: string): readonly number[] => [
  ...dependents(tree, node, 'obl').filter(id => {
    const words = caseWords(tree, id)
    return id > node && words.length === 1 && words[0] === particle
  }),
  ...dependents(tree, node, 'xcomp')
    .filter(id => tokenAt(tree, id).lemma === particle)
    .flatMap(id => dependents(tree, id, 'obj')),
]

const passiveSubjects = (tree: Tree, node: number): readonly number[] =>
  tree.children(node).filter(id => tokenAt(tree, id).deprel === 'nsubj:pass')

/** Whom something is given: an indirect object, the first of two objects, the subject of a passive that keeps its object. */
const indirects = (tree: Tree, node: number): readonly number[] => {
  const own = dependents(tree, node, 'iobj')
  if (own.length > 0) return own
  const given = dependents(tree, node, 'obj')
  if (isPassive(tree, node)) return given.length > 0 ? passiveSubjects(tree, node) : []
  return given.length > 1 ? given.slice(0, 1) : given.flatMap(id => beforeCount(tree, id))
}

/** "gave Lebanon 60 million dollars" read as one noun phrase: a name before the number or article is no part of it. */
const beforeCount = (tree: Tree, noun: number): readonly number[] => {
  const first = tree.children(noun).find(id => ['nummod', 'det'].includes(relation(tokenAt(tree, id))))
  return first === undefined
    ? []
    : tree.children(noun).filter(id => id < first && relation(tokenAt(tree, id)) === 'compound')
}

/** "offered Ukraine a regiment of tanks": two objects, of which the first is a name or a pronoun, or the second a noun with its article or number. */
const isGivenTwo = (tree: Tree, given: readonly number[]): boolean => {
  const [to = 0, thing = 0] = given
  if (given.length < 2) return false
  const marked = tree.children(thing).some(id => MARKS_OF_THINGS.has(relation(tokenAt(tree, id))))
  return NAMING.has(tokenAt(tree, to).upos) || (tokenAt(tree, thing).upos === 'NOUN' && marked)
}
const MARKS_OF_THINGS = new Set(['nummod'])
const NAMING = new Set(['PROPN', 'PRON'])

/** "the meeting Angola had arranged": a relative clause without a pronoun that has a subject but no object. */
const relativeObject = (tree: Tree, node: number): readonly number[] => {
  const token = tokenAt(tree, node)
  if (token.deprel !== 'acl:relcl') return []
  const hasPronoun = tree.children(node).some(id => feature(tokenAt(tree, id), 'PronType') === 'Rel')
  return !hasPronoun && dependents(tree, node, 'nsubj').length > 0 ? [token.head] : []
}

/** A relative pronoun stands for the noun its clause modifies. */
const antecedent = (tree: Tree, id: number): number => {
  if (feature(tokenAt(tree, id), 'PronType') !== 'Rel') return id
  for (let at = id, step = 0; step < MAX_DEPTH; step++) {
    const token = tokenAt(tree, at)
    if (token.deprel === 'acl:relcl') return token.head
    if (token.head === 0) break
    at = token.head
  }
  return id
}

/** A word and those listed with it; of "Saudi Arabia, the Emirates, Bahrain and Egypt" the parser may hang the last on the second. */
const withConjuncts = (tree: Tree, id: number): readonly number[] => [
  id,
  ...tree
    .children(id)
    .filter(c => c > id && tokenAt(tree, c).deprel === 'conj' && !isVerbal(tokenAt(tree, c)))
    .flatMap(c => withConjuncts(tree, c)),
]
