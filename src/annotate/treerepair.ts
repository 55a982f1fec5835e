import type { LemmaKnowledge } from '../knowledge/lemmas.ts'
import type { Token } from '../model/token.ts'
import { nounIsVerb, subjectNotCompound, verbOfHeadline } from './treeheadline.ts'
import { verbBehindDescription, verbOfList } from './treemain.ts'
import {
  contentOfSaying,
  secondSubject,
  settingBeforeSubject,
  speakerOfContent,
  subjectOfContent,
} from './treesubjects.ts'
import { verbNotModifier, verbNotName } from './treeverbs.ts'

/** One thing that the parser is known to misread: the tokens mended at the word `id`, or null where it is not misread. */
type Repair = (tokens: readonly Token[], id: number, lemmas: LemmaKnowledge) => readonly Token[] | null

const REPAIRS: readonly Repair[] = [
  verbNotName,
  verbNotModifier,
  verbOfHeadline,
  nounIsVerb,
  subjectNotCompound,
  verbOfList,
  verbBehindDescription,
  settingBeforeSubject,
  subjectOfContent,
  contentOfSaying,
  secondSubject,
  speakerOfContent,
]

/** Mends what the parser is known to misread: verbs that it takes for nouns and names, and subjects that it hangs on the wrong verb. */
export const repaired = (tokens: readonly Token[], lemmas: LemmaKnowledge): readonly Token[] => {
  let mended = tokens
  for (const { id } of tokens) for (const repair of REPAIRS) mended = repair(mended, id, lemmas) ?? mended
  return mended
}
