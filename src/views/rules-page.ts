import type { RuleBook } from '../knowledge/rules.ts'
import type { EventType } from '../model/event.ts'
import type { ActRule, Example, SlotPath, Trigger } from '../rules/rule.ts'

const INTRODUCTION = `# The rules

This page is written by \`npm run docs:rules\` from the files in \`data/events\` and \`data/operators\`; change those, not this.

## Add a rule in five minutes

1. Open the file of the type the act belongs to, say \`data/events/reject.yml\`, or make a folder of your own with the same layout
   and pass it with \`--rules DIR\`: a file of the same path takes the place of ours, a file of another name is added.
2. Write the word and what must be true around it:

   \`\`\`yaml
   rules:
     - name: cold-shoulder
       verbs:
         - give +object:shoulder +indirect:@actor
       frame: refuse-verb
       recipient: [indirect]
       cameo: "120"
       examples:
         - "Peru gave Ecuador the cold shoulder. ==> REJECT occurred PER -> ECU"
       not:
         - "The butcher gave us a shoulder of lamb."
   \`\`\`
3. \`readout rules check\` validates the files and codes every example; \`readout rules try "SENTENCE"\` shows what the rules see in a
   sentence: its tree, the acts found, and for every trigger that became no act what stopped it.

## How a rule is read

A **trigger** is a lemma, the words that hang on it, and conditions: \`break off +object:relation|tie\` is "broke off relations" and
"relations were broken off". \`+slot\` must be filled, \`-slot\` must not; after the colon stand lemmas, word lists (\`$ties\`, from
\`data/events/words.yml\`), classes of actors (\`@state\`, from \`data/events/classes.yml\`) or types of act: the object of
\`suspend +object:CONSULT\` is any word for a meeting. \`content/aux:must\` walks from slot to slot. A trigger that starts with a word list
stands for one of each of its words.

A **slot** is a place around the word, whatever the voice or the clause: \`subject\` (who does it), \`object\` (to whom), \`indirect\`,
\`content\` (the clause it embeds), \`infinitive\`, \`possessor\`, \`modifier\`, \`self\`, \`aux\`, \`advmod\`, \`cop\`, or a preposition.

\`actor\` and \`recipient\` list slots in order: the first that names somebody counts; \`a+b\` takes both. A **frame**
(\`data/events/frames.yml\`) says what a rule leaves unsaid. \`mutual\`: all who take part are actors. \`absorbs\`: acts in these slots are
the content of this one ("refused to **meet**") and no events of their own. \`turns\`: what the act becomes when its content is of
these types ("vowed to retaliate" is a threat). \`needs\`: who must be known for the act to count.

**Operators** (\`data/operators\`) stand above or beside an act and change what became of it; they compose from the act upwards.
**Supports** carry a noun and lend it subject and tense ("*held* talks"). **Roles** name hosts, mediators and organizers.
`

/** The page that lists every rule, by type, with an introduction that teaches to write one. Markdown. */
export const rulesPage = (book: RuleBook, types: readonly EventType[]): string =>
  [
    INTRODUCTION,
    ...types.map(type =>
      typeSection(
        type,
        book.acts.filter(rule => rule.type === type),
      ),
    ),
    '## Operators\n',
    ...book.operators.map(
      rule => `- **${rule.name}** (${rule.effect}): ${words(rule.triggers)}; over ${rule.over.join(', ')}`,
    ),
    '\n## Roles\n',
    ...book.roles.map(
      rule => `- **${rule.name}** (${rule.role}): ${words(rule.triggers)}; holder ${slots(rule.holder)}`,
    ),
    '\n## Supports\n',
    ...book.supports.map(rule => `- **${rule.name}**: ${words(rule.triggers)}; over ${rule.over.join(', ')}`),
    '',
  ].join('\n')

const typeSection = (type: EventType, rules: readonly ActRule[]): string =>
  [`## ${type}\n`, ...rules.map(ruleEntry), ''].join('\n')

const ruleEntry = (rule: ActRule): string => {
  const facts = [
    rule.status === 'occurred' ? null : rule.status,
    rule.mode === null ? null : `mode ${rule.mode}`,
    rule.cameo === null ? null : `CAMEO ${rule.cameo}`,
    rule.mutual ? 'all take part' : `actor ${slots(rule.actor)}; recipient ${slots(rule.recipient)}`,
    rule.absorbs.length === 0 ? null : `absorbs ${rule.absorbs.join(', ')}`,
  ].filter(fact => fact !== null)
  return [
    `- **${rule.name}** (${rule.wordClass}; ${facts.join('; ')}): ${words(rule.triggers)}`,
    ...rule.examples.map(exampleLine),
  ].join('\n')
}

const exampleLine = (example: Example): string => {
  const expected = example.expected.filter(line => line !== '')
  const comes =
    example.expected.length === 0
      ? 'not'
      : expected.length === 0
        ? 'read'
        : expected.map(line => `\`${line}\``).join('; ')
  return `  - ${comes}: ${example.text}`
}

const words = (triggers: readonly Trigger[]): string => triggers.map(trigger => `\`${trigger.text}\``).join(', ')
const slots = (path: SlotPath): string =>
  path.length === 0 ? 'none' : path.map(joined => joined.join('+')).join(', then ')
