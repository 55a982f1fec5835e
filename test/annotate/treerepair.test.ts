import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { segment } from '../../src/annotate/segment.ts'
import { repaired } from '../../src/annotate/treerepair.ts'
import { withTrees } from '../../src/annotate/trees.ts'
import { loadKnowledge } from '../../src/knowledge/knowledge.ts'
import { loadLemmas } from '../../src/knowledge/lemmas.ts'
import { documentOf } from '../../src/model/document.ts'
import type { Token } from '../../src/model/token.ts'
import { createParser } from '../../src/parse/parser.ts'
import { dataFiles } from '../knowledge.ts'

const { knowledge } = loadKnowledge(dataFiles())
const parser = createParser(readFileSync(join(import.meta.dirname, '../../models/en.bin')))
const lemmas = loadLemmas(dataFiles('lemmas'), ['shell', 'march', 'target', 'jail', 'clash', 'bar', 'arm']).knowledge

/** Tokens of lines "form upos head deprel xpos"; what the repair looks at besides is left empty. */
const tokensOf = (lines: readonly string[]): readonly Token[] =>
  lines.map((line, i) => {
    const [form = '', upos = '', head = '0', deprel = '', xpos = '_'] = line.split(' ')
    return {
      form,
      upos,
      deprel,
      head: Number(head),
      lemma: form,
      id: i + 1,
      start: i,
      end: i + 1,
      xpos,
      feats: '_',
    } as Token
  })
const arcs = (lines: readonly string[]): string =>
  repaired(tokensOf(lines), lemmas)
    .map(token => `${token.form}>${token.head}:${token.deprel}`)
    .join(' ')
const unchanged = (lines: readonly string[]): string =>
  tokensOf(lines)
    .map(token => `${token.form}>${token.head}:${token.deprel}`)
    .join(' ')

test('what an army is doing', () => {
  expect(arcs(['army NOUN 4 nsubj', 'is AUX 4 cop', 'shelling NOUN 4 compound', 'villages NOUN 0 root'])).toBe(
    'army>3:nsubj is>3:aux shelling>0:root villages>3:obj',
  )
})

test('a verb behind its mark', () => {
  expect(arcs(['vowed VERB 0 root', 'to ADP 3 case', 'march PROPN 1 obl'])).toBe('vowed>0:root to>3:mark march>1:xcomp')
})

test('the subject of what is said', () => {
  expect(arcs(['envoy NOUN 4 nsubj', 'fell VERB 4 ccomp', 'police NOUN 4 nsubj', 'said VERB 0 root'])).toBe(
    'envoy>2:nsubj fell>4:ccomp police>4:nsubj said>0:root',
  )
})

test('what an army is doing, its auxiliary seen', () => {
  expect(arcs(['army NOUN 3 nsubj', 'is AUX 3 aux', 'shelling NOUN 4 compound', 'villages NOUN 0 root'])).toBe(
    'army>3:nsubj is>3:aux shelling>0:root villages>3:obj',
  )
})

test('a verb behind its mark that was a noun, and its object', () => {
  expect(arcs(['vowed VERB 0 root', 'to ADP 3 mark', 'jail NOUN 1 obl', 'smugglers NOUN 1 obl'])).toBe(
    'vowed>0:root to>3:mark jail>1:xcomp smugglers>3:obj',
  )
})

test('the verb of a headline', () => {
  expect(
    arcs(['Rebel NOUN 4 compound NN', 'army NOUN 3 compound NN', 'shells NOUN 4 compound NNS', 'town NOUN 0 root NN']),
  ).toBe('Rebel>2:compound army>3:nsubj shells>0:root town>3:obj')
  expect(
    arcs(['Rebels NOUN 2 compound NNS', 'clash NOUN 0 root NN', 'with ADP 4 case', 'miners NOUN 2 nmod NNS']),
  ).toBe('Rebels>2:nsubj clash>0:root with>4:case miners>2:obl')
  expect(arcs(['Mob PROPN 2 compound NNP', 'shells VERB 0 root VBZ', 'church NOUN 2 obj'])).toBe(
    'Mob>2:nsubj shells>0:root church>2:obj',
  )
})

test('the verb of what is said', () => {
  const said = [
    'rebels NOUN 6 nsubj',
    'shelled VERB 1 acl VBD',
    'it PRON 2 obj',
    ', PUNCT 1 punct',
    'police NOUN 6 nsubj',
    'said VERB 0 root',
  ]
  expect(arcs(said)).toBe('rebels>2:nsubj shelled>6:ccomp it>2:obj ,>2:punct police>6:nsubj said>0:root')
})

test('the verb of what is said, below a description of its subject', () => {
  expect(
    arcs([
      'settlers NOUN 7 nsubj',
      'armed VERB 1 acl VBN',
      'shelled VERB 2 advcl VBD',
      'it PRON 3 obj',
      ', PUNCT 1 punct',
      'police NOUN 7 nsubj',
      'said VERB 0 root',
    ]),
  ).toBe('settlers>3:nsubj armed>1:acl shelled>7:ccomp it>3:obj ,>3:punct police>7:nsubj said>0:root')
})

test('one more of a list, and who the first is', () => {
  expect(
    arcs([
      'premier NOUN 6 nsubj',
      ', PUNCT 3 punct',
      'mayor NOUN 6 nsubj',
      'and CCONJ 5 cc',
      'generals NOUN 3 conj',
      'signed VERB 0 root',
    ]),
  ).toBe('premier>6:nsubj ,>3:punct mayor>1:conj and>5:cc generals>1:conj signed>0:root')
  expect(
    arcs(['governor NOUN 5 nsubj', ', PUNCT 3 punct', 'spy NOUN 5 nsubj', ', PUNCT 3 punct', 'fled VERB 0 root']),
  ).toBe('governor>5:nsubj ,>3:punct spy>1:appos ,>3:punct fled>0:root')
})

test('who says what stands before', () => {
  expect(
    arcs([
      'failed VERB 3 ccomp',
      ', PUNCT 3 punct',
      'said VERB 0 root',
      'envoy NOUN 5 nsubj',
      'briefed VERB 3 ccomp VBN',
    ]),
  ).toBe('failed>3:ccomp ,>3:punct said>0:root envoy>3:nsubj briefed>4:acl')
})

test.each([
  [['army NOUN 5 nsubj', 'is AUX 5 cop', 'a DET 5 det', 'shelling NOUN 5 compound', 'force NOUN 0 root']],
  [['They PRON 4 nsubj', 'are AUX 4 cop', 'shelling NOUN 4 compound', 'grounds NOUN 0 root']],
  [['met VERB 0 root', 'in ADP 3 case', 'March PROPN 1 obl']],
  [['met VERB 0 root', 'targeting VERB 3 amod', 'officers NOUN 1 obj']],
  [['envoy NOUN 3 nsubj', 'police NOUN 3 nsubj', 'said VERB 0 root', 'left VERB 3 ccomp']],
  [['army NOUN 3 compound', 'is AUX 3 aux', 'shelling NOUN 4 compound', 'grounds NOUN 0 root']],
  [['army NOUN 5 nsubj', 'is AUX 5 cop', 'shelling NOUN 5 compound', ', PUNCT 3 punct', 'aids NOUN 0 root']],
  [['sent VERB 0 root', 'to ADP 3 case', 'jail NOUN 1 obl']],
  [['army NOUN 3 compound NN', 'shell NOUN 3 compound NN', 'casing NOUN 0 root NN']],
  [['rebels NOUN 3 compound NNS', 'shells NOUN 3 compound NNS', 'depot NOUN 0 root NN']],
  [['army NOUN 3 compound NN', 'shells NOUN 3 compound NNS', 'depot NOUN 4 nsubj NN', 'burns VERB 0 root VBZ']],
  [['home NOUN 3 compound NN', 'shelled VERB 3 amod VBN', 'peas NOUN 0 root NNS']],
  [['Police NOUN 2 compound NN', 'clash NOUN 0 root NN', 'in ADP 4 case', 'Lyon PROPN 2 nmod NNP']],
  [['Senate NOUN 2 compound NN', 'arms NOUN 3 compound NNS', 'vote NOUN 0 root NN']],
  [['sports NOUN 2 compound NNS', 'bar NOUN 0 root NN', '. PUNCT 2 punct']],
  [['a DET 3 det', 'mine NOUN 3 compound NN', 'shells VERB 0 root VBZ']],
  [
    [
      'rebels NOUN 6 nsubj',
      'shelled VERB 1 acl VBN',
      'there ADV 2 advmod',
      ', PUNCT 1 punct',
      'police NOUN 6 nsubj',
      'said VERB 0 root',
    ],
  ],
  [
    [
      'stocks NOUN 5 nsubj',
      'shelled VERB 1 acl VBD',
      ', PUNCT 1 punct',
      'yard NOUN 5 nsubj',
      'hurts VERB 0 root',
      'sales NOUN 5 obj',
    ],
  ],
  [
    [
      'loans NOUN 7 nsubj',
      'used VERB 1 acl VBN',
      ', PUNCT 4 punct',
      'Krag PROPN 7 nsubj',
      'and CCONJ 6 cc',
      'Lund PROPN 4 conj',
      'noted VERB 0 root',
    ],
  ],
  [['time NOUN 4 nsubj', ', PUNCT 1 punct', 'we PRON 4 nsubj', 'win VERB 0 root']],
  [['What PRON 3 nsubj:outer', 'matters VERB 3 ccomp', 'believe VERB 0 root', 'men NOUN 3 nsubj']],
  [['failed VERB 3 ccomp', ', PUNCT 3 punct', 'said VERB 0 root', 'envoy NOUN 3 nsubj', 'briefed VERB 4 acl VBN']],
])('%s stays', lines => {
  expect(arcs(lines)).toBe(unchanged(lines))
})

/** Subject (its own, or that of the verb it is joined to), verb and object of the verb `form`, as the parser and the repair of its trees together read the sentence. */
const readAs = (text: string, form: string): string => {
  const { sentences } = segment(documentOf(text, { id: 'x', title: '', published: '2024-05-02' }), knowledge.tokens)
  const tokens = withTrees(sentences, parser, knowledge.lemmas)[0]?.tokens ?? []
  const verb = tokens.find(token => token.form === form)
  const kid = (deprel: string): string => tokens.find(t => t.head === verb?.id && t.deprel === deprel)?.form ?? '-'
  const first = tokens.find(token => token.id === verb?.head)
  const subject =
    kid('nsubj') === '-' && verb?.deprel === 'conj'
      ? tokens.find(t => t.head === first?.id && t.deprel === 'nsubj')?.form
      : kid('nsubj')
  return verb?.upos === 'VERB' ? `${subject} ${form} ${kid('obj')}` : 'no verb'
}

test.each([
  [
    'Turkey is bombing civilians in northern Syria, a Kurdish commander said on Tuesday.',
    'bombing',
    'Turkey bombing civilians',
  ],
  ['The mayor offered to jail deported criminals.', 'jail', '- jail criminals'],
  ['Sudan army bombs market in Darfur, activists say.', 'bombs', 'army bombs market'],
  ['Separatists shell village in Donetsk, killing two, officials say.', 'shell', 'Separatists shell village'],
  ['Ukraine strikes oil depot deep inside Russia.', 'strikes', 'Ukraine strikes depot'],
  ['Hungary vetoes aid to Ukraine.', 'vetoes', 'Hungary vetoes aid'],
  ['Hong Kong police arrest activist.', 'arrest', 'police arrest activist'],
  ['Soldiers clash with students in Dhaka.', 'clash', 'Soldiers clash -'],
  ['Mob torches church in Punjab.', 'torches', 'Mob torches church'],
  ['The rebels attacked barracks, burned trucks and kidnapped two mayors.', 'burned', 'rebels burned trucks'],
  ['Militants killed farmers, torched homes and stole cattle.', 'torched', 'Militants torched homes'],
  ['The army bombed villages, burned crops and abducted women.', 'burned', 'army burned crops'],
  ['Troops loyal to the junta raided homes, a rights group said.', 'raided', 'Troops raided homes'],
  ['Troops loyal to the junta raided homes on Monday.', 'raided', 'Troops raided homes'],
  ['Fighters close to the general attacked convoys, the UN said.', 'attacked', 'Fighters attacked convoys'],
  [
    'Rebels led by a former general captured towns along the border, officials said.',
    'captured',
    'Rebels captured towns',
  ],
  ['Rebels from the east captured towns along the river.', 'captured', 'Rebels captured towns'],
  ['Settlers backed by soldiers burned olive groves, villagers said.', 'burned', 'Settlers burned groves'],
  ['They saw bombed villages, burned trucks and dead cattle.', 'burned', '- burned -'],
  ['The envoy spoke to the detained leaders.', 'detained', '- detained -'],
  ['Aid went to the bombed villages, officials said.', 'bombed', '- bombed -'],
  ['US Senate Iran sanctions vote', 'sanctions', 'no verb'],
  ['Police station in Dhaka.', 'station', 'no verb'],
  ['The arms depot strikes bill.', 'arms', 'no verb'],
])('%s', (text, form, read) => expect(readAs(text, form)).toBe(read))

test('a day or a town in front of a subject without an article is no part of it', () => {
  expect(
    arcs([
      'On ADP 3 case',
      'Monday PROPN 3 compound',
      'rebels NOUN 4 nsubj',
      'attacked VERB 0 root VBD',
      'Goma PROPN 4 obj',
    ]),
  ).toBe('On>2:case Monday>4:obl rebels>4:nsubj attacked>0:root Goma>4:obj')
  const placed = [
    'In ADP 3 case',
    'Kidal PROPN 3 compound',
    'camps NOUN 5 obl',
    'men NOUN 5 nsubj',
    'died VERB 0 root VBD',
  ]
  expect(arcs(placed)).toBe(unchanged(placed))
})
