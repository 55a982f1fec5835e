// Writes docs/rules.md from the rule files: what a rule is, how to add one, and every rule there is.
//
//   npm run docs:rules
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadKnowledge } from '../src/knowledge/knowledge.ts'
import { EVENT_TYPES } from '../src/model/event.ts'
import { readData } from '../src/read/data.ts'
import { rulesPage } from '../src/views/rules-page.ts'

const { knowledge } = loadKnowledge(await readData())
writeFileSync(join(import.meta.dirname, '../docs/rules.md'), rulesPage(knowledge.rules, EVENT_TYPES))
