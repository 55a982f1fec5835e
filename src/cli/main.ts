import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { addActorCommands } from './actor-commands.ts'
import { addPageCommands } from './page-commands.ts'
import { addStoreCommands } from './store-commands.ts'

/** The command line. Each command lives in a file of its own and is loaded only when it runs, so that `--help` is quick. */
const program = new Command('readout')
  .description('Reads news reports and keeps a sourced record of who did what to whom, when, where, and on whose word.')
  .version(await version(), '-v, --version', 'print the version')
  .exitOverride()
  .showHelpAfterError('(see readout --help)')
  .configureHelp({ showGlobalOptions: false })
  .addHelpText(
    'after',
    `
Examples:
  readout code report.txt --date 2024-10-08        read one report and show its acts
  readout code reports/ --output acts.jsonl        a folder, one record a line, over all processors
  cat page.html | readout code -                   a web page from standard input
  readout explain report.txt ev3                   why it was read so
  readout parse report.txt                         sentences, words and trees as CoNLL-U

Exit status: 0 all went well; 1 something could not be read (named on standard error, the rest was done); 2 wrong usage.`,
  )

program
  .command('code')
  .description('code reports: plain text (maybe with YAML front matter), HTML, JSON, JSON Lines or CoNLL-U')
  .argument('[inputs...]', 'files, folders (read recursively) or - for standard input', ['-'])
  .option(
    '-f, --format <format>',
    'text, jsonl, json or conllu (default: text on a terminal, else jsonl)',
    oneOf('text', 'jsonl', 'json', 'conllu'),
  )
  .option('--date <date>', 'day the reports were published, YYYY-MM-DD; wins over what they say', isoDay)
  .option('--publisher <name>', 'who published them; wins over what they say')
  .option('-j, --jobs <n>', 'worker threads (default: one a processor where there is work for them)', positive)
  .option('-o, --output <file>', 'write here instead of standard output; appears whole or not at all')
  .option('--rules <folder>', 'knowledge of your own, laid out like data/ and laid over it; repeatable', collect, [])
  .addHelpText(
    'after',
    `
Examples:
  readout code report.txt                          show the report with its acts marked
  readout code report.txt --format json | jq .     the whole record
  readout code --date 2024-10-08 --publisher "Example Wire" a.txt b.txt
  readout code news.jsonl --jobs 4 --output acts.jsonl
  readout code parsed.conllu                       keep the trees of another parser

JSON and JSON Lines: {"id","title","date","source","dateline","url","text"}, all but "text" optional.
Front matter: title, date, publisher, url, dateline, id between two lines ---.`,
  )
  .action(async (inputs: string[], options) => {
    const { code } = await import('./code.ts')
    process.exitCode = await code(inputs, options)
  })

program
  .command('parse')
  .description('write sentences, words, tags and trees as UD v2 CoNLL-U')
  .argument('[inputs...]', 'files, folders or - for standard input; a .conllu file keeps its words and sentences', [
    '-',
  ])
  .option('-f, --format <format>', 'conllu', oneOf('conllu'), 'conllu')
  .option('-j, --jobs <n>', 'worker threads', positive)
  .option('-o, --output <file>', 'write here instead of standard output; appears whole or not at all')
  .addHelpText(
    'after',
    `
Examples:
  readout parse report.txt
  echo "Norway recalled its envoy." | readout parse
  readout parse gold.conllu --output ours.conllu   tags and trees anew, words as they are`,
  )
  .action(async (inputs: string[], options) => {
    const { parse } = await import('./parse.ts')
    process.exitCode = await parse(inputs, options)
  })

program
  .command('explain')
  .description('show why: sentence, tree, the rule and operators behind each act, and triggers that became none')
  .argument('<input>', 'a report, or - for standard input')
  .argument('[event]', 'one act, as in the record: ev3')
  .option('--date <date>', 'day the report was published, YYYY-MM-DD', isoDay)
  .option('--rules <folder>', 'knowledge of your own, laid over data/; repeatable', collect, [])
  .addHelpText(
    'after',
    `
Examples:
  readout explain report.txt
  readout explain report.txt ev3`,
  )
  .action(async (input: string, event: string | undefined, options) => {
    const { explainFile } = await import('./explain.ts')
    process.exitCode = await explainFile(input, event, options)
  })

const rules = program.command('rules').description('try and check the rules')

rules
  .command('check')
  .description('validate the data files and code the examples of every rule')
  .option('--rules <folder>', 'knowledge of your own, laid over data/; repeatable', collect, [])
  .action(async options => {
    const { check } = await import('./rules.ts')
    process.exitCode = await check(options)
  })

rules
  .command('try')
  .description('show what the rules see in a sentence')
  .argument('<sentence>', 'the sentence, in quotes')
  .option('--date <date>', 'day it was published, YYYY-MM-DD', isoDay)
  .option('--rules <folder>', 'knowledge of your own, laid over data/; repeatable', collect, [])
  .addHelpText(
    'after',
    `
Example:
  readout rules try "Norway declined an offer by Denmark to mediate."`,
  )
  .action(async (sentence: string, options) => {
    const { tryRules } = await import('./rules.ts')
    process.exitCode = await tryRules(sentence, options)
  })

addStoreCommands(program)
addActorCommands(program)
addPageCommands(program)

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string
  }
  return version
}

function oneOf(...values: readonly string[]): (given: string) => string {
  return given => {
    if (values.includes(given)) return given
    throw new InvalidArgumentError(`choose ${values.length === 1 ? '' : 'one of '}${values.join(', ')}.`)
  }
}

function positive(given: string): number {
  const number = Number(given)
  if (Number.isInteger(number) && number >= 1 && number <= 256) return number
  throw new InvalidArgumentError('give a whole number from 1 to 256.')
}

function isoDay(given: string): string {
  const date = new Date(`${given}T00:00:00Z`)
  if (/^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(given))
    return given
  throw new InvalidArgumentError('write a day of the calendar as YYYY-MM-DD.')
}

function collect(given: string, before: readonly string[]): readonly string[] {
  return [...before, given]
}

// The reader of a pipe may go when it has what it wanted ("| head"): that ends the run, and is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })
}

try {
  if (process.argv.length <= 2) program.outputHelp()
  else await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    const { say } = await import('./say.ts')
    say(
      error instanceof Error
        ? process.env.READOUT_DEBUG
          ? (error.stack ?? error.message)
          : error.message
        : String(error),
    )
    process.exitCode = 1
  }
}
